package org.palaestra.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.random.RandomStream;

class TrigonometryTest {

  private static final int POINTS = 200_000;
  private static final long SINE_HASH = 8151587804266107156L;
  private static final long COSINE_HASH = -1979802538174220337L;

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.21, Math.PI / 4, 10, 1e5, Trigonometry.WIDEST})
  void staysWithinOneUlpOfStrictMath(double range) {
    long seed = 20_240 + Math.round(range);
    RandomStream random = new RandomStream(seed);
    long sine = 0;
    long cosine = 0;
    for (int i = 0; i < POINTS; i++) {
      double angle = (2 * random.nextDouble() - 1) * range;
      sine = Math.max(sine, ulps(Trigonometry.sin(angle), StrictMath.sin(angle)));
      cosine = Math.max(cosine, ulps(Trigonometry.cos(angle), StrictMath.cos(angle)));
    }
    assertThat(sine).as("sine, range %s, seed %s", range, seed).isLessThanOrEqualTo(1);
    assertThat(cosine).as("cosine, range %s, seed %s", range, seed).isLessThanOrEqualTo(1);
  }

  @Test
  void keepsItsPrecisionWhereTheAngleCancelsAgainstMultiplesOfHalfPi() {
    for (int multiple = -83_443; multiple <= 83_443; multiple++) {
      double centre = multiple * (Math.PI / 2);
      for (int i = -1; i <= 1; i++) {
        double angle = centre + i * Math.ulp(centre);
        assertThat(ulps(Trigonometry.sin(angle), StrictMath.sin(angle)))
            .as("sine of %s", angle)
            .isLessThanOrEqualTo(1);
        assertThat(ulps(Trigonometry.cos(angle), StrictMath.cos(angle)))
            .as("cosine of %s", angle)
            .isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void agreesWithStrictMathToTheBitBeyondItsOwnRange() {
    for (double angle :
        new double[] {Math.nextUp(Trigonometry.WIDEST), 1e6, 1e22, Double.MAX_VALUE}) {
      assertThat(Trigonometry.sin(angle)).isEqualTo(StrictMath.sin(angle));
      assertThat(Trigonometry.cos(-angle)).isEqualTo(StrictMath.cos(angle));
    }
  }

  @Test
  void givesTheSameBitsAsWhenItWasWritten() {
    // Pinned, because stored scores are played again: any change of these is a new version of every
    // environment that uses them.
    assertThat(Trigonometry.sin(0.05)).isEqualTo(0.04997916927067833);
    assertThat(Trigonometry.cos(0.05)).isEqualTo(0.9987502603949663);
    assertThat(hash(Trigonometry::sin)).isEqualTo(SINE_HASH);
    assertThat(hash(Trigonometry::cos)).isEqualTo(COSINE_HASH);
  }

  private static long hash(DoubleUnaryOperator function) {
    RandomStream random = new RandomStream(77);
    long hash = 0;
    for (int i = 0; i < 10_000; i++) {
      double angle = (2 * random.nextDouble() - 1) * (i % 2 == 0 ? 0.8 : 100_000);
      hash = 31 * hash + Double.doubleToLongBits(function.applyAsDouble(angle));
    }
    return hash;
  }

  @Test
  void knowsTheExactValues() {
    assertThat(Trigonometry.cos(0)).isEqualTo(1);
    assertThat(Trigonometry.sin(Math.PI / 2)).isEqualTo(1);
    assertThat(Trigonometry.cos(Math.PI)).isEqualTo(-1);
    // π as a double falls short of π by this much.
    assertThat(Trigonometry.sin(Math.PI)).isEqualTo(1.2246467991473532e-16);
    assertThat(Trigonometry.sin(Math.PI / 6)).isCloseTo(0.5, within(1e-16));
  }

  @Test
  void sineIsOddAndCosineEvenToTheBit() {
    RandomStream random = new RandomStream(9);
    for (int i = 0; i < 100_000; i++) {
      double angle = random.nextDouble() * (i % 2 == 0 ? 1 : 1e5);
      assertThat(bits(Trigonometry.sin(-angle))).isEqualTo(bits(-Trigonometry.sin(angle)));
      assertThat(bits(Trigonometry.cos(-angle))).isEqualTo(bits(Trigonometry.cos(angle)));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0, -0.0, Double.MIN_VALUE, -1e-310, 1e-300, -3e-20, 7e-9})
  void tinyAnglesAreTheirOwnSineWithTheirSign(double angle) {
    assertThat(bits(Trigonometry.sin(angle))).isEqualTo(bits(angle));
    assertThat(Trigonometry.cos(angle)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoAngleHasNoSine(double angle) {
    assertThat(Trigonometry.sin(angle)).isNaN();
    assertThat(Trigonometry.cos(angle)).isNaN();
  }

  @Test
  void squaresSumToOne() {
    RandomStream random = new RandomStream(4);
    for (int i = 0; i < 100_000; i++) {
      double angle = (2 * random.nextDouble() - 1) * 1e5;
      double sine = Trigonometry.sin(angle);
      double cosine = Trigonometry.cos(angle);
      assertThat(sine * sine + cosine * cosine).as("%s", angle).isCloseTo(1, within(5e-16));
    }
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  /** Number of doubles from one to the other, which have the same sign. */
  private static long ulps(double a, double b) {
    return Math.abs(bits(a) - bits(b));
  }
}
