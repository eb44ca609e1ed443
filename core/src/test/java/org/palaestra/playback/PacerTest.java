package org.palaestra.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All times are sums of powers of two, so that nothing rounds. */
class PacerTest {

  private final Pacer pacer = new Pacer(32);
  private int steps;

  private int advance(double elapsed) {
    return pacer.advance(elapsed, () -> steps++, () -> true);
  }

  @Test
  void timeIsGatheredUntilAStepIsDue() {
    assertThat(advance(1 / 64.0)).isZero();
    assertThat(pacer.untilDue()).isEqualTo(1 / 64.0);
    assertThat(advance(1 / 64.0)).isEqualTo(1);
    assertThat(advance(1 / 16.0 + 1 / 64.0)).isEqualTo(2);
    assertThat(advance(1 / 64.0)).isEqualTo(1);
    assertThat(steps).isEqualTo(4);
  }

  @Test
  void speedScalesTimeFromAnEighthToSixtyFour() {
    for (int i = 0; i < 20; i++) {
      pacer.faster();
    }
    assertThat(pacer.speed()).isEqualTo(64);
    assertThat(advance(1 / 32.0)).isEqualTo(64);
    for (int i = 0; i < 20; i++) {
      pacer.slower();
    }
    assertThat(pacer.speed()).isEqualTo(0.125);
    for (int i = 0; i < 7; i++) {
      assertThat(advance(1 / 32.0)).isZero();
    }
    assertThat(pacer.untilDue()).isEqualTo(1 / 32.0);
    assertThat(advance(1 / 32.0)).isEqualTo(1);
  }

  @Test
  void longGapCountsAsATenthOfASecond() {
    assertThat(advance(3600)).isEqualTo(3); // 0.1 s at 32 steps a second are 3.2
  }

  @Test
  void stepsThatFindNoTimeAreDropped() {
    for (int i = 0; i < 4; i++) {
      pacer.faster();
    }
    assertThat(pacer.advance(1 / 16.0, () -> steps++, () -> steps < 5)).isEqualTo(5);
    assertThat(advance(0)).isZero();
    assertThat(pacer.untilDue()).isEqualTo(1 / 32.0 / 16);
  }

  @Test
  void nothingIsDueWhilePausedAndNothingIsOwedAfterwards() {
    pacer.pause(true);
    assertThat(advance(1)).isZero();
    assertThat(pacer.untilDue()).isInfinite();
    pacer.pause(false);
    assertThat(advance(0)).isZero();
    assertThat(advance(1 / 32.0)).isEqualTo(1);
  }

  @Test
  void lingeringPutsTheNextStepOff() {
    pacer.linger(0.5);
    assertThat(pacer.untilDue()).isEqualTo(0.5 + 1 / 32.0);
    for (int i = 0; i < 8; i++) {
      assertThat(advance(1 / 16.0)).isZero();
    }
    assertThat(advance(1 / 32.0)).isEqualTo(1);
  }

  @Test
  void lingeringIsShorterAtHighSpeedAndNoLongerAtLow() {
    pacer.faster();
    pacer.linger(0.5);
    assertThat(pacer.untilDue()).isEqualTo(0.25 + 1 / 64.0);
    pacer.clear();
    pacer.slower();
    pacer.slower();
    pacer.linger(0.5);
    assertThat(pacer.untilDue()).isEqualTo(0.5 + 1 / 16.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void impossibleRateIsRefused(double rate) {
    assertThatThrownBy(() -> new Pacer(rate)).hasMessageContaining("above 0, got " + rate);
  }
}
