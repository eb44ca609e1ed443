package org.palaestra.environments.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.random.RandomStream;
import org.palaestra.view.Drawing;

class MountainCarTest {

  private static final RandomStream UNUSED = new RandomStream(0);

  private final MountainCar car = new MountainCar();

  @ParameterizedTest
  @CsvSource({"0, -0.0035", "1, -0.0025", "2, -0.0015"})
  void engineAndSlopeAddUp(int action, double change) {
    // cos(3 · 0) = 1, so that the slope pulls with all of 0.0025.
    set(0, 0.01);
    assertThat(car.step(action, UNUSED)).isEqualTo(-1);
    assertState(0.01 + change, 0.01 + change);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0699, 2, 0.0684", "-1, 0.0695, 2, 0.07", "0, -0.0695, 0, -0.07"})
  void speedIsLimited(double position, double velocity, int action, double expected) {
    set(position, velocity);
    car.step(action, UNUSED);
    assertThat(save()[1]).isCloseTo(expected, within(1e-12));
  }

  @Test
  void wallAtTheLeftEndStopsTheCar() {
    set(-1.19, -0.06);
    car.step(0, UNUSED);
    assertState(-1.2, 0);
  }

  @Test
  void carCannotLeaveToTheRight() {
    set(0.59, 0.07);
    car.step(2, UNUSED);
    assertThat(save()[0]).isEqualTo(0.6);
    assertThat(car.terminated()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0, true",
    "0.5, -0.001, false",
    "0.49999999, 0.07, false",
    "0.6, 0.01, true",
    "-1.2, 0, false"
  })
  void endsAtTheFlagUnlessTheCarRollsBack(double position, double velocity, boolean end) {
    set(position, velocity);
    assertThat(car.terminated()).isEqualTo(end);
  }

  @Test
  void startsAtRestInTheValley() {
    RandomStream random = new RandomStream(6);
    double sum = 0;
    double least = 1;
    double most = -1;
    int n = 50_000;
    for (int i = 0; i < n; i++) {
      car.reset(random);
      double[] state = save();
      assertThat(state[1]).isZero();
      sum += state[0];
      least = Math.min(least, state[0]);
      most = Math.max(most, state[0]);
    }
    assertThat(least).isBetween(-0.6, -0.5999);
    assertThat(most).isBetween(-0.4001, -0.4);
    assertThat(sum / n).isCloseTo(-0.5, within(5 * 0.2 / Math.sqrt(12.0 * n)));
  }

  @Test
  void alwaysAcceleratingInTheDirectionOfMotionReachesTheFlag() {
    car.reset(new RandomStream(1));
    int steps = 0;
    while (!car.terminated() && steps < 200) {
      car.step(save()[1] < 0 ? 0 : 2, UNUSED);
      steps++;
    }
    assertThat(steps).isBetween(80, 199);
  }

  @Test
  void engineAloneIsTooWeak() {
    set(-0.5, 0);
    for (int i = 0; i < 1000; i++) {
      car.step(2, UNUSED);
      assertThat(car.terminated()).isFalse();
    }
  }

  @Test
  void refusesAStateThatIsNotFinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set(0.1, Double.NaN))
        .withMessage("MountainCar: the velocity (state[1]) must be finite, got NaN");
  }

  @Test
  void heightIsMeasuredUnderTheCar() {
    set(-Math.PI / 6, 0);
    Map<String, Double> measures = new HashMap<>();
    car.measure(measures::put);
    assertThat(measures).containsOnlyKeys("position", "velocity", "height");
    assertThat(measures.get("height")).as("the bottom of the valley").isCloseTo(0.1, within(1e-12));
    assertThat(MountainCar.height(0)).isCloseTo(0.55, within(1e-15));
  }

  @Test
  void paintedCarStandsOnTheSlope() {
    set(0, 0);
    Drawing.EntityBegin level = entity();
    // The slope at 0 is 1.35.
    assertThat(level.rotation()).isCloseTo(Math.atan(1.35), within(1e-12));
    set(-Math.PI / 6, 0);
    Drawing.EntityBegin bottom = entity();
    assertThat(bottom.rotation()).isCloseTo(0, within(1e-12));
    assertThat(bottom.x()).isCloseTo(-Math.PI / 6, within(1e-12));
    assertThat(bottom.y()).isBetween(0.1, 0.2);
  }

  private Drawing.EntityBegin entity() {
    Drawing.Recorder recorder = new Drawing.Recorder();
    car.paint(recorder);
    return recorder.take().shapes().stream()
        .filter(Drawing.EntityBegin.class::isInstance)
        .map(Drawing.EntityBegin.class::cast)
        .filter(entity -> entity.kind().equals("car"))
        .findAny()
        .orElseThrow();
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
    assertThat(save()).containsExactly(expected, within(1e-15));
  }
}
