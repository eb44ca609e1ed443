package org.palaestra.render.skin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten steps a second at speed 1, so a step takes 0.1 s. */
class TempoTest {

  private static final double TINY = 1e-9;

  private Tempo tempo;

  @BeforeEach
  void begin() {
    tempo = new Tempo(10);
  }

  @Test
  void stepGetsOnWithTheTimeUntilItIsDone() {
    tempo.turn(true);
    assertThat(tempo.progress()).isZero();
    assertThat(tempo.advance(0.03, false, 1)).isEqualTo(0.03);
    assertThat(tempo.progress()).isCloseTo(0.3, within(TINY));
    tempo.advance(0.05, false, 1);
    assertThat(tempo.progress()).isCloseTo(0.8, within(TINY));
    tempo.advance(0.05, false, 1);
    assertThat(tempo.progress()).isEqualTo(1);
    // The next step came 0.03 s late, which is made up for.
    tempo.turn(true);
    assertThat(tempo.progress()).isCloseTo(0.3, within(TINY));
  }

  @Test
  void whatDoesNotFollowIsShownAtOnce() {
    tempo.turn(true);
    tempo.turn(false);
    assertThat(tempo.progress()).isEqualTo(1);
  }

  @Test
  void atHalfSpeedEverythingTakesTwiceAsLong() {
    tempo.turn(true);
    assertThat(tempo.advance(0.1, false, 0.5)).isCloseTo(0.05, within(TINY));
    assertThat(tempo.progress()).isCloseTo(0.5, within(TINY));
  }

  @Test
  void atHighSpeedNothingLags() {
    tempo.turn(true);
    tempo.advance(1e-6, false, 8); // a step takes 12.5 ms, less than a frame
    assertThat(tempo.progress()).isEqualTo(1);
  }

  @Test
  void pausedItComesToRestAtTheEndOfTheStep() {
    tempo.turn(true);
    tempo.advance(0.04, false, 1);
    assertThat(tempo.advance(0.04, true, 1)).isCloseTo(0.04, within(TINY));
    assertThat(tempo.progress()).isCloseTo(0.8, within(TINY));
    assertThat(tempo.advance(0.04, true, 1)).isCloseTo(0.02, within(TINY));
    assertThat(tempo.progress()).isEqualTo(1);
    assertThat(tempo.advance(5, true, 1)).isZero();
    // A single step moves, and then rests again.
    tempo.turn(true);
    assertThat(tempo.progress()).isCloseTo(0, within(TINY));
    assertThat(tempo.advance(5, true, 1)).isCloseTo(0.1, within(TINY));
    assertThat(tempo.progress()).isEqualTo(1);
    assertThat(tempo.advance(5, true, 1)).isZero();
  }

  @Test
  void howeverSlowlyStepsFollowAMovementIsShort() {
    Tempo slow = new Tempo(1e-3);
    slow.turn(true);
    slow.advance(Tempo.LONGEST / 2, true, 1);
    assertThat(slow.progress()).isCloseTo(0.5, within(TINY));
    slow.advance(Tempo.LONGEST / 2, true, 1);
    assertThat(slow.progress()).isEqualTo(1);
  }
}
