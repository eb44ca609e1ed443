package org.palaestra.environments.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.random.RandomStream;
import org.palaestra.view.Drawing;

class AcrobotTest {

  private static final RandomStream UNUSED = new RandomStream(0);

  private final Acrobot acrobot = new Acrobot();

  /** Kinetic and potential energy of two links, from Lagrangian mechanics. */
  private static double energy(double a, double b, double u, double v) {
    // Velocities of the two centres of mass, by differentiating their positions.
    double x1 = 0.5 * Math.cos(a) * u;
    double y1 = 0.5 * Math.sin(a) * u;
    double x2 = Math.cos(a) * u + 0.5 * Math.cos(a + b) * (u + v);
    double y2 = Math.sin(a) * u + 0.5 * Math.sin(a + b) * (u + v);
    double kinetic =
        0.5 * (x1 * x1 + y1 * y1) + 0.5 * (x2 * x2 + y2 * y2) + 0.5 * (u * u + (u + v) * (u + v));
    double height = -0.5 * Math.cos(a) - Math.cos(a) - 0.5 * Math.cos(a + b);
    return kinetic + 9.8 * height;
  }

  private static double energy(AcrobotMotion motion) {
    return energy(motion.theta1, motion.theta2, motion.velocity1, motion.velocity2);
  }

  @Test
  void withoutTorqueEnergyIsKept() {
    assertThat(energyError(0.001)).isLessThan(1e-9);
  }

  @Test
  void errorFallsWithTheFourthPowerOfTheStep() {
    assertThat(energyError(0.01) / energyError(0.005)).isBetween(12.0, 40.0);
  }

  /** Largest change of energy over two seconds from several states. */
  private static double energyError(double seconds) {
    RandomStream random = new RandomStream(8);
    double worst = 0;
    for (int trial = 0; trial < 20; trial++) {
      AcrobotMotion motion = new AcrobotMotion();
      motion.theta1 = 3 * random.nextGaussian();
      motion.theta2 = 3 * random.nextGaussian();
      motion.velocity1 = random.nextGaussian();
      motion.velocity2 = random.nextGaussian();
      double before = energy(motion);
      for (int i = 0; i < 2 / seconds; i++) {
        advance(motion, 0, seconds);
      }
      worst = Math.max(worst, Math.abs(energy(motion) - before));
    }
    return worst;
  }

  @ParameterizedTest
  @CsvSource({"1", "-1"})
  void motorDoesWorkOnTheLowerJointOnly(double torque) {
    AcrobotMotion motion = new AcrobotMotion();
    motion.theta1 = 0.4;
    motion.theta2 = -1.1;
    motion.velocity1 = 1.5;
    motion.velocity2 = 0.2;
    double before = energy(motion);
    double turned = motion.theta2;
    for (int i = 0; i < 1000; i++) {
      advance(motion, torque, 0.001);
    }
    // Work is torque times the angle through which the joint turned.
    assertThat(energy(motion) - before).isCloseTo(torque * (motion.theta2 - turned), within(1e-9));
  }

  private static void advance(AcrobotMotion motion, double torque, double seconds) {
    motion.advance(
        motion.theta1, motion.theta2, motion.velocity1, motion.velocity2, torque, seconds);
  }

  @Test
  void aStepLastsAFifthOfASecond() {
    AcrobotMotion fine = new AcrobotMotion();
    fine.theta1 = 0.1;
    for (int i = 0; i < 2000; i++) {
      advance(fine, 1, 1e-4);
    }
    set(0.1, 0, 0, 0);
    acrobot.step(2, UNUSED);
    double[] next = save();
    assertThat(next[0]).isCloseTo(fine.theta1, within(1e-3));
    assertThat(next[1]).isCloseTo(fine.theta2, within(1e-3));
    assertThat(next[2]).isCloseTo(fine.velocity1, within(1e-2));
    assertThat(next[3]).isCloseTo(fine.velocity2, within(1e-2));
    assertThat(next[3]).isGreaterThan(0.1);
  }

  @Test
  void hangingAtRestWithoutTorqueStays() {
    set(0, 0, 0, 0);
    assertThat(acrobot.step(1, UNUSED)).isEqualTo(-1);
    assertThat(save()).containsExactly(0, 0, 0, 0);
  }

  @Test
  void oneWayRoundIsTheMirrorImageOfTheOther() {
    RandomStream random = new RandomStream(3);
    for (int i = 0; i < 1000; i++) {
      double[] state = new double[4];
      for (int j = 0; j < 4; j++) {
        state[j] = random.nextGaussian();
      }
      acrobot.restore(state, 4);
      acrobot.step(2, UNUSED);
      double[] next = save();
      set(-state[0], -state[1], -state[2], -state[3]);
      acrobot.step(0, UNUSED);
      double[] mirrored = save();
      for (int j = 0; j < 4; j++) {
        assertThat(mirrored[j]).isEqualTo(-next[j]);
      }
    }
  }

  @Test
  void anglesAreWrappedAndSpeedsLimited() {
    RandomStream random = new RandomStream(5);
    for (int i = 0; i < 10_000; i++) {
      set(
          3 * random.nextGaussian(),
          3 * random.nextGaussian(),
          12 * random.nextGaussian(),
          28 * random.nextGaussian());
      acrobot.step(random.nextInt(3), UNUSED);
      double[] next = save();
      assertThat(Math.abs(next[0])).isLessThanOrEqualTo(Math.PI);
      assertThat(Math.abs(next[1])).isLessThanOrEqualTo(Math.PI);
      assertThat(Math.abs(next[2])).isLessThanOrEqualTo(4 * Math.PI);
      assertThat(Math.abs(next[3])).isLessThanOrEqualTo(9 * Math.PI);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // The free end is at −cos θ₁ − cos(θ₁ + θ₂).
    "3.141592653589793, 0, true",
    "1.5707963267948966, 1.5707963267948966, false", // 1, but for rounding
    "1.58, 1.5707963267948966, true",
    "1.56, 1.5707963267948966, false",
    "3.141592653589793, 3.141592653589793, false",
    "0, 0, false"
  })
  void endsWhenTheFreeEndIsAboveTheLine(double theta1, double theta2, boolean end) {
    set(theta1, theta2, 0, 0);
    assertThat(acrobot.terminated()).isEqualTo(end);
  }

  @Test
  void everyStepCostsOneButTheLast() {
    set(1.55, 1.5707963267948966, 3, 0);
    assertThat(acrobot.terminated()).isFalse();
    assertThat(acrobot.step(1, UNUSED)).isZero();
    assertThat(acrobot.terminated()).isTrue();
  }

  @Test
  void resetBeginsAnewAfterAnEnd() {
    set(Math.PI, 0, 0, 0);
    acrobot.reset(new RandomStream(1));
    assertThat(acrobot.terminated()).isFalse();
    for (double value : save()) {
      assertThat(Math.abs(value)).isLessThanOrEqualTo(0.1f);
      assertThat((double) (float) value).isEqualTo(value);
    }
  }

  @Test
  void bendingAlongWithTheSwingReachesTheLine() {
    acrobot.reset(new RandomStream(1));
    int steps = 0;
    while (!acrobot.terminated() && steps < 500) {
      // Work is torque times speed of the lower joint: never slow it down.
      acrobot.step(save()[3] > 0 ? 2 : 0, UNUSED);
      steps++;
    }
    assertThat(steps).isBetween(20, 499);
  }

  @Test
  void observationIsBothDirectionsAndSpeeds() {
    set(0.5, -1.25, 3, -4);
    float[] out = new float[8];
    acrobot.observe(out, 1);
    assertThat(out)
        .containsExactly(
            0,
            (float) Math.cos(0.5),
            (float) Math.sin(0.5),
            (float) Math.cos(-1.25),
            (float) Math.sin(-1.25),
            3,
            -4,
            0);
  }

  @Test
  void refusesAStateThatIsNotFinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set(0, 0, Double.NaN, 0))
        .withMessage(
            "Acrobot: the angular velocity of the upper link (state[2]) must be finite, got NaN");
  }

  @Test
  void paintedHandIsWhereTheLinksEnd() {
    set(Math.PI / 2, Math.PI / 2, 0, 0);
    Drawing.Recorder recorder = new Drawing.Recorder();
    acrobot.paint(recorder);
    List<Drawing.EntityBegin> entities =
        recorder.take().shapes().stream()
            .filter(Drawing.EntityBegin.class::isInstance)
            .map(Drawing.EntityBegin.class::cast)
            .toList();
    assertThat(entities)
        .extracting(Drawing.EntityBegin::kind)
        .containsExactly("upper-link", "lower-link", "bar", "motor", "hand");
    Drawing.EntityBegin hand = entities.get(4);
    assertThat(hand.x()).isCloseTo(1, within(1e-12));
    assertThat(hand.y()).isCloseTo(1, within(1e-12));
  }

  private void set(double... state) {
    acrobot.restore(state, state.length);
  }

  private double[] save() {
    double[] state = new double[4];
    assertThat(acrobot.save(state)).isEqualTo(4);
    return state;
  }
}
