package org.palaestra.environments.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.random.RandomStream;
import org.palaestra.view.Drawing;

class CartPoleTest {

  private static final RandomStream UNUSED = new RandomStream(0);

  private final CartPole cartPole = new CartPole();

  @Test
  void pushingAnUprightPoleAtRestFollowsTheEquations() {
    // θ = θ̇ = 0: push = 10 / 1.1, θ̈ = −push / (0.5 (4/3 − 0.1/1.1)), ẍ = push − 0.05 θ̈ / 1.1.
    set(0, 0, 0, 0);
    assertThat(cartPole.step(1, UNUSED)).isEqualTo(1);
    double push = 10 / 1.1;
    double turning = -push / (0.5 * (4.0 / 3 - 0.1 / 1.1));
    assertThat(turning).isCloseTo(-14.634146341463415, within(1e-12));
    assertState(0, 0.02 * (push - 0.05 * turning / 1.1), 0, 0.02 * turning);
    // As a number: 0.19512195 m/s and −0.29268293 rad/s.
    assertState(0, 0.1951219512195122, 0, -0.2926829268292683);
  }

  @Test
  void positionsMoveWithTheOldVelocities() {
    set(0.1, 0.5, 0.02, -0.4);
    cartPole.step(0, UNUSED);
    double[] next = save();
    assertThat(next[0]).isCloseTo(0.11, within(1e-15));
    assertThat(next[2]).isCloseTo(0.012, within(1e-15));
  }

  @Test
  void leftIsTheMirrorImageOfRight() {
    RandomStream random = new RandomStream(3);
    for (int i = 0; i < 1000; i++) {
      double[] state = {
        random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian()
      };
      cartPole.restore(state, 4);
      cartPole.step(1, UNUSED);
      double[] right = save();
      set(-state[0], -state[1], -state[2], -state[3]);
      cartPole.step(0, UNUSED);
      double[] left = save();
      for (int j = 0; j < 4; j++) {
        assertThat(left[j]).isEqualTo(-right[j]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2.4, 0, false",
    "2.4000000000000004, 0, true",
    "-2.4, 0, false",
    "-2.5, 0, true",
    "0, 0.20943951023931953, false",
    "0, 0.2094395102393196, true",
    "0, -0.21, true",
    "0, 0, false"
  })
  void endsJustBeyondTheTrackAndTwelveDegrees(double x, double theta, boolean end) {
    set(x, 0, theta, 0);
    assertThat(cartPole.terminated()).isEqualTo(end);
  }

  @Test
  void velocitiesNeverEndAnEpisode() {
    set(0, 1000, 0, -1000);
    assertThat(cartPole.terminated()).isFalse();
  }

  @Test
  void startsUniformlyWithinFiveHundredths() {
    RandomStream random = new RandomStream(17);
    double[] sum = new double[4];
    double[] squares = new double[4];
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      cartPole.reset(random);
      double[] state = save();
      for (int j = 0; j < 4; j++) {
        assertThat(state[j]).isBetween(-0.05, 0.05);
        sum[j] += state[j];
        squares[j] += state[j] * state[j];
      }
    }
    for (int j = 0; j < 4; j++) {
      // A uniform number from [−w, w] has mean 0 and variance w²/3.
      assertThat(sum[j] / n).isCloseTo(0, within(5 * 0.05 / Math.sqrt(3.0 * n)));
      assertThat(squares[j] / n).isCloseTo(0.05 * 0.05 / 3, within(1e-5));
    }
  }

  @Test
  void observationIsTheStateAsFloats() {
    set(0.1, -0.2, 0.05, 1.0 / 3);
    float[] out = new float[6];
    cartPole.observe(out, 1);
    assertThat(out).containsExactly(0, 0.1f, -0.2f, 0.05f, (float) (1.0 / 3), 0);
  }

  @Test
  void observationBoundsAreTwiceTheLimits() {
    float angle = 0.41887903f;
    assertThat(cartPole.observationSpace().high())
        .containsExactly(4.8f, Float.POSITIVE_INFINITY, angle, Float.POSITIVE_INFINITY);
    assertThat(cartPole.observationSpace().low())
        .containsExactly(-4.8f, Float.NEGATIVE_INFINITY, -angle, Float.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesAStateThatIsNotFiniteAndKeepsItsOwn(double bad) {
    set(0.1, 0.2, 0.03, 0.4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set(1, 1, bad, 1))
        .withMessage("CartPole: the pole angle (state[2]) must be finite, got " + bad);
    assertState(0.1, 0.2, 0.03, 0.4);
  }

  @Test
  void refusesAStateOfAnotherLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cartPole.restore(new double[4], 3))
        .withMessageContaining("4 values")
        .withMessageContaining("got 3");
  }

  @Test
  void measuresTheStateInFullPrecision() {
    set(0.1, 0.2, 0.03, 0.4);
    Map<String, Double> measures = new HashMap<>();
    cartPole.measure(measures::put);
    assertThat(measures)
        .containsEntry("position", 0.1)
        .containsEntry("velocity", 0.2)
        .containsEntry("angle", 0.03)
        .containsEntry("angular-velocity", 0.4);
  }

  @Test
  void paintedPoleLeansToTheRightForAPositiveAngle() {
    set(0.5, 0, 0.2, 0);
    Drawing.EntityBegin leaning = entity("pole");
    assertThat(leaning.rotation()).isEqualTo(-0.2);
    // The middle of a pole of 1 m.
    assertThat(leaning.x()).isCloseTo(0.5 + 0.5 * Math.sin(0.2), within(1e-12));
    set(0.5, 0, 0, 0);
    assertThat(entity("pole").x()).isCloseTo(0.5, within(1e-12));
    assertThat(entity("pole").y()).isGreaterThan(leaning.y());
  }

  @Test
  void paintedCartMovesWithItsPosition() {
    set(-1.25, 0, 0, 0);
    assertThat(entity("cart").x()).isEqualTo(-1.25);
    assertThat(entity("axle").x()).isEqualTo(-1.25);
  }

  private Drawing.EntityBegin entity(String kind) {
    Drawing.Recorder recorder = new Drawing.Recorder();
    cartPole.paint(recorder);
    return recorder.take().shapes().stream()
        .filter(Drawing.EntityBegin.class::isInstance)
        .map(Drawing.EntityBegin.class::cast)
        .filter(entity -> entity.kind().equals(kind))
        .findAny()
        .orElseThrow();
  }

  private void set(double... state) {
    cartPole.restore(state, state.length);
  }

  private double[] save() {
    double[] state = new double[4];
    assertThat(cartPole.save(state)).isEqualTo(4);
    return state;
  }

  private void assertState(double... expected) {
    assertThat(save()).containsExactly(expected, within(1e-15));
  }
}
