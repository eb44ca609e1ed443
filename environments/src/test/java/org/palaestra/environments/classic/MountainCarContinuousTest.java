package org.palaestra.environments.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.random.RandomStream;
import org.palaestra.view.Drawing;

class MountainCarContinuousTest {

  private static final RandomStream UNUSED = new RandomStream(0);

  private final MountainCarContinuous car = new MountainCarContinuous();

  @ParameterizedTest
  @CsvSource({
    // cos(3 · 0) = 1, so that the slope pulls with all of 0.0025; the engine adds 0.0015 a.
    "0, -0.0025, 0",
    "0.5, -0.00175, -0.025",
    "-1, -0.004, -0.1",
    "3, -0.001, -0.9",
    "-20, -0.004, -40"
  })
  void engineAndSlopeAddUpAndTheGivenActionIsPaidFor(float action, double change, double reward) {
    set(0, 0.01);
    assertThat(step(action)).isCloseTo(reward, within(1e-9));
    assertState(0.01 + change, 0.01 + change);
  }

  @Test
  void stateIsKeptInSinglePrecision() {
    car.reset(new RandomStream(4));
    for (int i = 0; i < 100; i++) {
      step((float) Math.sin(i));
      for (double value : save()) {
        assertThat((double) (float) value).isEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 0.0695, 1, 0.07", "0, -0.0695, -1, -0.07"})
  void speedIsLimited(double position, double velocity, float action, double expected) {
    set(position, velocity);
    step(action);
    assertThat(save()[1]).isCloseTo(expected, within(1e-8));
  }

  @Test
  void wallAtTheLeftEndStopsTheCar() {
    set(-1.19, -0.06);
    step(-1);
    assertState(-1.2, 0);
    step(-1);
    // At −1.2 the slope, 0.0025 cos(−3.6) < 0, pushes it away from the wall.
    assertState(-1.2 - 0.0015 - 0.0025 * Math.cos(-3.6), -0.0015 - 0.0025 * Math.cos(-3.6));
  }

  @Test
  void carCannotLeaveToTheRight() {
    set(0.59, 0.07);
    assertThat(step(1)).isCloseTo(99.9, within(1e-9));
    assertThat(save()[0]).isCloseTo(0.6, within(1e-7));
    assertThat(car.terminated()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0.45, 0, true",
    "0.45, -0.001, false",
    "0.4499, 0.07, false",
    "0.6, 0.01, true",
    "-1.2, 0, false"
  })
  void endsAtTheFlagUnlessTheCarRollsBack(double position, double velocity, boolean end) {
    set(position, velocity);
    assertThat(car.terminated()).isEqualTo(end);
  }

  @Test
  void onlyTheStepThatReachesTheFlagEarnsAHundred() {
    car.reset(new RandomStream(1));
    double sum = 0;
    int steps = 0;
    double reward = 0;
    while (!car.terminated() && steps < 999) {
      reward = step(save()[1] < 0 ? -1 : 1);
      sum += reward;
      steps++;
    }
    assertThat(steps).isBetween(60, 200);
    assertThat(reward).isCloseTo(99.9, within(1e-9));
    assertThat(sum).isCloseTo(100 - 0.1 * steps, within(1e-9));
  }

  @Test
  void startsAtRestInTheValley() {
    RandomStream random = new RandomStream(6);
    double least = 1;
    double most = -1;
    for (int i = 0; i < 50_000; i++) {
      car.reset(random);
      assertThat(save()[1]).isZero();
      least = Math.min(least, save()[0]);
      most = Math.max(most, save()[0]);
    }
    assertThat(least).isBetween(-0.6000001, -0.5999);
    assertThat(most).isBetween(-0.4001, -0.3999999);
  }

  @Test
  void refusesAStateThatIsNotFinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set(Double.NEGATIVE_INFINITY, 0))
        .withMessage(
            "MountainCarContinuous: the position (state[0]) must be finite, got -Infinity");
  }

  @Test
  void paintedFlagStandsAtTheGoal() {
    Drawing.Recorder recorder = new Drawing.Recorder();
    car.paint(recorder);
    assertThat(recorder.take().shapes())
        .anySatisfy(
            shape ->
                assertThat(shape)
                    .isInstanceOfSatisfying(
                        Drawing.EntityBegin.class,
                        entity -> {
                          assertThat(entity.kind()).isEqualTo("flag");
                          assertThat(entity.x()).isCloseTo(0.45, within(1e-7));
                        }));
  }

  private double step(float action) {
    return car.step(new float[] {9, action}, 1, UNUSED);
  }

  private void set(double... state) {
    car.restore(state, state.length);
  }

  private double[] save() {
    double[] state = new double[2];
    assertThat(car.save(state)).isEqualTo(2);
    return state;
  }

  private void assertState(double... expected) {
    assertThat(save()).containsExactly(expected, within(2e-7));
  }
}
