package org.palaestra.environments.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.random.RandomStream;
import org.palaestra.view.Drawing;

class PendulumTest {

  private static final RandomStream UNUSED = new RandomStream(0);

  private final Pendulum pendulum = new Pendulum();

  @ParameterizedTest
  @CsvSource({
    // θ, θ̇, u, next θ̇, reward: 15 sin θ · 0.05 and 3u · 0.05 come on top.
    "0, 0, 1, 0.15, -0.001",
    "0, 1, -2, 0.7, -0.104",
    "1.5707963267948966, 0, 0, 0.75, -2.4674011002723395",
    "-1.5707963267948966, 2, 0, 1.25, -2.8674011002723395",
    "3.141592653589793, 0, 0, 0, -9.869604401089358"
  })
  void gravityAndMotorAddUp(
      double theta, double thetaDot, float torque, double faster, double reward) {
    set(theta, thetaDot);
    assertThat(step(torque)).isCloseTo(reward, within(1e-12));
    assertThat(save()[1]).isCloseTo(faster, within(1e-12));
    assertThat(save()[0])
        .as("the new velocity moves it")
        .isCloseTo(theta + 0.05 * faster, within(1e-12));
  }

  @Test
  void worstStepCosts() {
    set(-Math.PI, 8);
    assertThat(step(-2)).isCloseTo(-(Math.PI * Math.PI + 6.4 + 0.004), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"1.57, 7.9, 2, 8", "-1.57, -7.9, -2, -8", "0, 7.8, 0.5, 7.875"})
  void speedIsLimited(double theta, double thetaDot, float torque, double expected) {
    set(theta, thetaDot);
    step(torque);
    assertThat(save()[1]).isCloseTo(expected, within(1e-12));
  }

  @Test
  void rewardTakesTheAngleTheShortWayRoundThoughTheStateIsNotWrapped() {
    set(2 * Math.PI + 0.5, 0);
    assertThat(step(0)).isCloseTo(-0.25, within(1e-12));
    assertThat(save()[0]).isGreaterThan(2 * Math.PI + 0.5);
    set(-20 * Math.PI - 0.5, 0);
    assertThat(step(0)).isCloseTo(-0.25, within(1e-12));
  }

  @Test
  void torqueBeyondItsLimitsIsClippedAndPaidForAsClipped() {
    set(1, 0.5);
    double reward = step(2);
    double[] next = save();
    set(1, 0.5);
    assertThat(step(50)).isEqualTo(reward);
    assertThat(save()).isEqualTo(next);
  }

  @Test
  void oneWayRoundIsTheMirrorImageOfTheOther() {
    RandomStream random = new RandomStream(3);
    for (int i = 0; i < 1000; i++) {
      double theta = 10 * random.nextGaussian();
      double thetaDot = 3 * random.nextGaussian();
      float torque = (float) random.nextGaussian();
      set(theta, thetaDot);
      double reward = step(torque);
      double[] next = save();
      set(-theta, -thetaDot);
      assertThat(step(-torque)).isCloseTo(reward, within(1e-10));
      assertThat(save()).containsExactly(new double[] {-next[0], -next[1]}, within(1e-12));
    }
  }

  @Test
  void motorIsTooWeakToLiftItAtOnce() {
    set(Math.PI, 0);
    for (int i = 0; i < 1000; i++) {
      step(2);
      assertThat(Math.abs(Angles.wrap(save()[0]))).isGreaterThan(1);
    }
  }

  @Test
  void pushingAlongWithTheMotionSwingsItUp() {
    set(Math.PI, 0.1);
    double nearest = Math.PI;
    for (int i = 0; i < 200; i++) {
      step(save()[1] > 0 ? 2 : -2);
      nearest = Math.min(nearest, Math.abs(Angles.wrap(save()[0])));
      assertThat(pendulum.terminated()).isFalse();
    }
    assertThat(nearest).isLessThan(0.3);
  }

  @Test
  void startsInAnyDirection() {
    RandomStream random = new RandomStream(6);
    double[] sum = new double[2];
    double[] squares = new double[2];
    int n = 50_000;
    for (int i = 0; i < n; i++) {
      pendulum.reset(random);
      double[] state = save();
      assertThat(state[0]).isBetween(-Math.PI, Math.PI);
      assertThat(state[1]).isBetween(-1.0, 1.0);
      for (int j = 0; j < 2; j++) {
        sum[j] += state[j];
        squares[j] += state[j] * state[j];
      }
    }
    double[] width = {Math.PI, 1};
    for (int j = 0; j < 2; j++) {
      // A uniform number from [−w, w] has mean 0 and variance w²/3.
      assertThat(sum[j] / n).isCloseTo(0, within(5 * width[j] / Math.sqrt(3.0 * n)));
      assertThat(squares[j] / n / (width[j] * width[j])).isCloseTo(1 / 3.0, within(0.01));
    }
  }

  @Test
  void observationIsTheDirectionAndTheSpeed() {
    set(2.5, -3);
    float[] out = new float[5];
    pendulum.observe(out, 1);
    assertThat(out).containsExactly(0, (float) Math.cos(2.5), (float) Math.sin(2.5), -3, 0);
  }

  @Test
  void refusesAStateThatIsNotFinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set(0.1, Double.NaN))
        .withMessage("Pendulum: the angular velocity (state[1]) must be finite, got NaN");
  }

  @Test
  void paintedPendulumLeansToTheLeftForAPositiveAngle() {
    set(Math.PI / 2, 0);
    Drawing.Recorder recorder = new Drawing.Recorder();
    pendulum.paint(recorder);
    Drawing.EntityBegin rod =
        recorder.take().shapes().stream()
            .filter(Drawing.EntityBegin.class::isInstance)
            .map(Drawing.EntityBegin.class::cast)
            .filter(entity -> entity.kind().equals("pendulum"))
            .findAny()
            .orElseThrow();
    assertThat(rod.x()).isCloseTo(-0.5, within(1e-12));
    assertThat(rod.y()).isCloseTo(0, within(1e-12));
    assertThat(rod.rotation()).isCloseTo(Math.PI / 2, within(1e-12));
  }

  private double step(float torque) {
    return pendulum.step(new float[] {9, torque}, 1, UNUSED);
  }

  private void set(double... state) {
    pendulum.restore(state, state.length);
  }

  private double[] save() {
    double[] state = new double[2];
    assertThat(pendulum.save(state)).isEqualTo(2);
    return state;
  }
}
