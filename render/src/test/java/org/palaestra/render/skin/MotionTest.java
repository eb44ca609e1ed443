package org.palaestra.render.skin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.palaestra.render.skin.Moments.thing;

import org.junit.jupiter.api.Test;

class MotionTest {

  private static final double TINY = 1e-12;

  @Test
  void halfwayBetweenTwoPlacesIsTheirMiddle() {
    Figure figure = new Figure(thing("cart", 0, 1, 4, 0.2), null, 0, 0);
    assertThat(figure.turn(thing("cart", 0, 3, 5, 0.6), 1, 5)).isTrue();
    figure.advance(0.5);
    assertThat(figure.x()).isCloseTo(2, within(TINY));
    assertThat(figure.y()).isCloseTo(4.5, within(TINY));
    assertThat(figure.rotation()).isCloseTo(0.4, within(TINY));
    figure.advance(0);
    assertThat(figure.x()).isEqualTo(1);
    assertThat(figure.y()).isEqualTo(4);
    assertThat(figure.rotation()).isCloseTo(0.2, within(TINY));
    figure.advance(1);
    assertThat(figure.x()).isEqualTo(3);
    assertThat(figure.y()).isEqualTo(5);
    assertThat(figure.rotation()).isEqualTo(0.6);
  }

  @Test
  void whoGoesFartherThanTheReachHasJumpedAndIsThereAtOnce() {
    Figure figure = new Figure(thing("ball", 0, 1, 1, 0), null, 0, 0);
    assertThat(figure.turn(thing("ball", 0, 4, 5, 0), 1, 4.9)).isFalse();
    figure.advance(0.5);
    assertThat(figure.x()).isEqualTo(4);
    assertThat(figure.y()).isEqualTo(5);
    // From there on it moves as before.
    assertThat(figure.turn(thing("ball", 0, 5, 5, 0), 2, 4.9)).isTrue();
    figure.advance(0.25);
    assertThat(figure.x()).isCloseTo(4.25, within(TINY));
  }

  @Test
  void anglesTakeTheShorterWayAndAFlipTakesNone() {
    assertThat(Motion.angle(3, -3, 0.5)).isCloseTo(-Math.PI, within(TINY));
    assertThat(Motion.angle(-0.2, 0.2, 0.25)).isCloseTo(-0.1, within(TINY));
    assertThat(Motion.angle(0, Math.PI, 0.5)).isEqualTo(Math.PI);
  }

  @Test
  void evenMotionOfOneCellInEveryFourthStepNeverRests() {
    Figure figure = new Figure(thing("car", 0, 0, 0, 0), new Gliding(), 0, 0);
    double last = 0;
    for (int step = 1; step <= 20; step++) {
      double cell = Math.floorDiv(step, 4);
      figure.turn(thing("car", 0, cell, 0, 0), step, 1.5);
      for (double progress = 0.25; progress <= 1; progress += 0.25) {
        figure.advance(progress);
        if (step >= 8) { // by then it has moved at its pace for a while
          assertThat(figure.x() - last).isCloseTo(1 / 16.0, within(TINY));
          assertThat(figure.x()).isCloseTo(cell, within(0.65));
        }
        last = figure.x();
      }
    }
  }

  @Test
  void evenMotionInEveryStepIsTheWayBetweenTheSteps() {
    Figure figure = new Figure(thing("car", 0, 0, 0, 0), new Gliding(), 0, 0);
    for (int step = 1; step <= 5; step++) {
      figure.turn(thing("car", 0, step, 0, 0), step, 1.5);
      figure.advance(0.5);
      assertThat(figure.x()).isCloseTo(step - 0.5, within(TINY));
      figure.advance(1);
    }
  }

  @Test
  void evenMotionRoundTheEdgeComesInFromOutside() {
    Figure figure = new Figure(thing("car", 0, 8.5, 0, 0), new Gliding(), 0, 0);
    int step = 0;
    for (double x : new double[] {8.5, 9.5, 9.5, 0.5, 0.5, 1.5}) {
      figure.turn(thing("car", 0, x, 0, 0), ++step, 1.5);
      figure.advance(0.5);
      if (step == 4) {
        assertThat(figure.x()).isBetween(-0.5, 0.5);
      }
      figure.advance(1);
      assertThat(figure.x()).isCloseTo(x, within(0.51));
    }
  }

  /** A car's pace. */
  private static final class Gliding implements Skin {

    @Override
    public void paint(Moment moment, Figure figure) {}

    @Override
    public boolean glides() {
      return true;
    }
  }
}
