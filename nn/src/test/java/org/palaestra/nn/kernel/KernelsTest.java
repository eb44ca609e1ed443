package org.palaestra.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.random.RandomStream;

final class KernelsTest {

  private final Kernels vector = KernelChoice.of("vector");
  private final Kernels scalar = KernelChoice.of("scalar");
  private final Kernels portable = KernelChoice.of("portable");

  @Test
  void thisTestRunsWithTheVectorModule() {
    assertThat(KernelChoice.hasVector()).isTrue();
    assertThat(KernelChoice.of(KernelChoice.AUTO).name()).isEqualTo("vector");
    assertThat(KernelChoice.warning()).isEmpty();
  }

  @Test
  void unknownKernelsAreNamed() {
    assertThatThrownBy(() -> KernelChoice.of("cuda"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown kernels \"cuda\"; there are: auto, vector, scalar, portable");
  }

  /** Every remainder of the blocks of rows and of vectors is met, and products that are packed. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1, 16, 1",
    "1, 128, 4",
    "2, 17, 3",
    "3, 48, 7",
    "4, 15, 5",
    "4, 84, 120",
    "5, 80, 9",
    "6, 113, 1",
    "7, 144, 33",
    "8, 259, 2",
    "128, 84, 120",
    "13, 304, 17",
    "16, 257, 128",
    "19, 300, 131",
    "64, 65, 513",
    "21, 2, 300",
    "15, 15, 15",
    "100, 100, 100"
  })
  void productsOfBothKernelsAreTheSameBitsAndRight(int m, int n, int k) {
    RandomStream random = new RandomStream(m * 1_000_003L + n * 1_009L + k);
    float[] a = random(random, m * k);
    float[] b = random(random, k * n);
    float[] c = random(random, m * n);
    float[] byVector = c.clone();
    float[] byScalar = c.clone();
    vector.multiply(m, n, k, a, 0, k, 1, b, 0, n, byVector, 0, n, byVector, 0, n);
    scalar.multiply(m, n, k, a, 0, k, 1, b, 0, n, byScalar, 0, n, byScalar, 0, n);
    assertThat(byVector).isEqualTo(byScalar);
    float[] byPortable = c.clone();
    portable.multiply(m, n, k, a, 0, k, 1, b, 0, n, byPortable, 0, n, byPortable, 0, n);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double expected = c[i * n + j];
        for (int l = 0; l < k; l++) {
          expected += (double) a[i * k + l] * b[l * n + j];
        }
        assertThat((double) byVector[i * n + j]).isCloseTo(expected, within(1e-5 * (k + 1)));
        assertThat((double) byPortable[i * n + j]).isCloseTo(expected, within(1e-5 * (k + 1)));
      }
    }
  }

  @Test
  void oneRowOfInitialValuesServesAsBias() {
    RandomStream random = new RandomStream(9);
    float[] a = random(random, 6 * 5);
    float[] b = random(random, 5 * 20);
    float[] bias = random(random, 20);
    float[] expected = new float[6 * 20 + Kernels.LANES];
    for (int row = 0; row < 6; row++) {
      System.arraycopy(bias, 0, expected, row * 20, 20);
    }
    scalar.multiply(6, 20, 5, a, 0, 5, 1, b, 0, 20, expected, 0, 20, expected, 0, 20);
    for (Kernels kernels : new Kernels[] {vector, scalar, portable}) {
      float[] c = random(random, 6 * 20);
      kernels.multiply(6, 20, 5, a, 0, 5, 1, b, 0, 20, bias, 0, 0, c, 0, 20);
      assertThat(Arrays.copyOf(c, 120))
          .usingComparatorWithPrecision(kernels == portable ? 1e-6f : 0f)
          .containsExactly(Arrays.copyOf(expected, 120));
    }
  }

  @Test
  void aTransposedFactorIsReadByItsStrides() {
    // A is stored as its transpose: [[1, 4], [2, 5], [3, 6]] is 3 x 2, read as 2 x 3.
    float[] transposed = {1, 4, 2, 5, 3, 6};
    float[] b = {10, 20, 30};
    for (Kernels kernels : new Kernels[] {vector, scalar, portable}) {
      float[] c = Kernels.buffer(2);
      float[] in = Arrays.copyOf(b, b.length + Kernels.LANES);
      kernels.multiply(2, 1, 3, transposed, 0, 1, 2, in, 0, 1, c, 0, 1, c, 0, 1);
      assertThat(c[0]).isEqualTo(1 * 10 + 2 * 20 + 3 * 30);
      assertThat(c[1]).isEqualTo(4 * 10 + 5 * 20 + 6 * 30);
    }
  }

  /** Fewer columns than a vector has, where the rows may take their place. */
  @ParameterizedTest
  @CsvSource({"84, 2, 128", "16, 1, 7", "15, 3, 9", "40, 15, 33", "300, 5, 64"})
  void narrowProductsWithATransposedFactorAreTheSameBits(int m, int n, int k) {
    RandomStream random = new RandomStream(m * 31L + n);
    float[] transposed = random(random, k * m);
    float[] b = random(random, k * n);
    float[] byVector = random(random, m * n);
    float[] byScalar = byVector.clone();
    vector.multiply(m, n, k, transposed, 0, 1, m, b, 0, n, byVector, 0, n, byVector, 0, n);
    scalar.multiply(m, n, k, transposed, 0, 1, m, b, 0, n, byScalar, 0, n, byScalar, 0, n);
    assertThat(byVector).isEqualTo(byScalar);
  }

  @Test
  void offsetsAndWiderRowsLeaveTheRestAlone() {
    for (Kernels kernels : new Kernels[] {vector, scalar, portable}) {
      float[] a = {9, 2, 9, 3};
      float[] b = Kernels.buffer(5 + 20);
      Arrays.fill(b, 5, 22, 1);
      float[] c = Kernels.buffer(3 + 2 * 20);
      kernels.multiply(2, 17, 1, a, 1, 2, 1, b, 5, 20, c, 3, 20, c, 3, 20);
      float[] expected = new float[c.length];
      Arrays.fill(expected, 3, 20, 2);
      Arrays.fill(expected, 23, 40, 3);
      assertThat(c).isEqualTo(expected);
    }
  }

  @FunctionalInterface
  private interface Function {
    void apply(Kernels kernels, float[] x, float[] y, int length);
  }

  /** Arguments of every size, and those where a function has its ends and its seams. */
  private static float[] arguments(int length) {
    float[] x = Kernels.buffer(length);
    RandomStream random = new RandomStream(12);
    for (int i = 0; i < length; i++) {
      x[i] = (float) (random.nextGaussian() * (i % 4 == 0 ? 0.3 : i % 4 == 1 ? 3 : 30));
    }
    float[] ends = {
      0,
      -0f,
      200,
      -200,
      88.72f,
      -103.5f,
      0.625f,
      1.25f,
      -1.25f,
      4,
      -4,
      1,
      0x1.6a09e6p-1f,
      0x1.6a09e8p-1f,
      1e-30f,
      1e-40f,
      Float.MIN_VALUE,
      Float.MIN_NORMAL,
      3e38f,
      1.0000001f
    };
    System.arraycopy(ends, 0, x, 0, ends.length);
    return x;
  }

  /** Every set is right; those that fuse agree to the last bit, in all remainders of a vector. */
  private void hold(
      Function function, DoubleUnaryOperator truth, float[] x, int length, Limit limit) {
    float[] expected = Kernels.buffer(length);
    function.apply(scalar, x, expected, length);
    float[] actual = Kernels.buffer(length);
    function.apply(vector, x, actual, length);
    assertThat(actual).isEqualTo(expected);
    for (Kernels kernels : new Kernels[] {scalar, portable}) {
      function.apply(kernels, x, actual, length);
      for (int i = 0; i < length; i++) {
        limit.check(kernels.name(), x[i], actual[i], truth.applyAsDouble(x[i]));
      }
    }
  }

  @FunctionalInterface
  private interface Limit {
    void check(String kernels, float x, float actual, double expected);
  }

  private static Limit units(int units) {
    return (kernels, x, actual, expected) -> assertClose(x, actual, expected, units);
  }

  @Test
  void theExponentialAndItsKinAreRightAndTheSameBits() {
    int length = 40_003;
    float[] x = arguments(length);
    hold(Kernels::exp, StrictMath::exp, x, length, units(2));
    hold(Kernels::tanh, StrictMath::tanh, x, length, units(4));
    hold(Kernels::sigmoid, v -> 1 / (1 + StrictMath.exp(-v)), x, length, units(4));
  }

  @Test
  void theLogarithmAndSoftplusAreRightAndTheSameBits() {
    int length = 40_003;
    float[] x = arguments(length);
    hold(
        Kernels::softplus,
        v -> Math.max(v, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(v))),
        x,
        length,
        units(4));
    for (int i = 0; i < length; i++) {
      x[i] = Math.abs(x[i]);
    }
    hold(Kernels::log, StrictMath::log, x, length, units(2));
  }

  @Test
  void theErrorFunctionIsRightTo1em7AndTheSameBits() {
    int length = 40_003;
    hold(
        Kernels::erf,
        KernelsTest::erf,
        arguments(length),
        length,
        (kernels, x, actual, expected) ->
            assertThat((double) actual)
                .as("%s at %s", kernels, x)
                .isCloseTo(expected, within(1e-7)));
    float[] known = new float[20 + Kernels.LANES];
    known[0] = 0.5f;
    known[1] = 1;
    known[2] = -2;
    known[3] = 3;
    for (Kernels kernels : new Kernels[] {vector, scalar, portable}) {
      float[] y = Kernels.buffer(20);
      kernels.erf(known, y, 20);
      assertThat(Arrays.copyOf(y, 4))
          .usingComparatorWithPrecision(1e-7f)
          .containsExactly(0.5204999f, 0.8427008f, -0.9953223f, 0.9999779f);
    }
  }

  /** Its Maclaurin series, which doubles bear for arguments below 4. */
  private static double erf(double x) {
    if (Math.abs(x) > 4) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; n < 120; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return sum * 2 / Math.sqrt(Math.PI);
  }

  /** What no finite number is answers as IEEE has it, whether a vector or the rest computes it. */
  @ParameterizedTest
  @ValueSource(strings = {"vector", "scalar", "portable"})
  void infinitiesAndNansGoThroughTheFunctions(String name) {
    Kernels kernels = KernelChoice.of(name);
    float inf = Float.POSITIVE_INFINITY;
    float nan = Float.NaN;
    expect(kernels, Kernels::exp, new float[] {inf, -inf, nan}, new float[] {inf, 0, nan});
    expect(kernels, Kernels::tanh, new float[] {inf, -inf, nan}, new float[] {1, -1, nan});
    expect(kernels, Kernels::sigmoid, new float[] {inf, -inf, nan}, new float[] {1, 0, nan});
    expect(kernels, Kernels::softplus, new float[] {inf, -inf, nan}, new float[] {inf, 0, nan});
    expect(kernels, Kernels::erf, new float[] {inf, -inf, nan}, new float[] {1, -1, nan});
    expect(
        kernels,
        Kernels::log,
        new float[] {inf, -inf, nan, 0, -0f, -1, -1e-40f},
        new float[] {inf, nan, nan, -inf, -inf, nan, nan});
  }

  private static void expect(Kernels kernels, Function function, float[] in, float[] expected) {
    int length = 37;
    float[] x = Kernels.buffer(length);
    float[] y = Kernels.buffer(length);
    for (int i = 0; i < length; i++) {
      x[i] = in[i % in.length];
    }
    function.apply(kernels, x, y, length);
    for (int i = 0; i < length; i++) {
      assertThat(y[i]).as("of %s at %d", x[i], i).isEqualTo(Float.valueOf(expected[i % in.length]));
    }
  }

  /**
   * These bits stand for stored scores: whoever changes them makes every leaderboard entry fail its
   * verification.
   */
  @Test
  void portableBitsAreThoseOfEveryOtherProcessor() {
    int length = 40_003;
    float[] x = arguments(length);
    float[] y = Kernels.buffer(length);
    CRC32 crc = new CRC32();
    List<Function> functions =
        List.of(
            Kernels::exp,
            Kernels::tanh,
            Kernels::sigmoid,
            Kernels::log,
            Kernels::softplus,
            Kernels::erf);
    for (Function function : functions) {
      function.apply(portable, x, y, length);
      digest(crc, y, length);
    }
    RandomStream random = new RandomStream(31);
    float[] a = random(random, 33 * 70);
    float[] b = random(random, 70 * 50);
    float[] c = Kernels.buffer(33 * 50);
    portable.multiply(33, 50, 70, a, 0, 70, 1, b, 0, 50, c, 0, 50, c, 0, 50);
    digest(crc, c, 33 * 50);
    portable.adam(2000, a, b, new float[2000], new float[2000], 0.9f, 0.999f, 1e-3f, 1.5f, 1e-8f);
    digest(crc, a, 2000);
    assertThat(crc.getValue()).isEqualTo(3644411060L);
  }

  private static void digest(CRC32 crc, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      int bits = Float.floatToIntBits(y[i]);
      for (int shift = 0; shift < 32; shift += 8) {
        crc.update(bits >>> shift);
      }
    }
  }

  @Test
  void everySetIsOfferedUnderItsNameAndSaysWhatItIsFor() {
    for (String name : KernelChoice.names()) {
      assertThat(KernelChoice.offers(name)).isTrue();
      assertThat(KernelChoice.of(name).name()).isEqualTo(name);
      assertThat(KernelChoice.summary(name)).isNotEmpty();
    }
    assertThat(KernelChoice.offers("cuda")).isFalse();
    assertThat(scalar.lanes()).isEqualTo(1);
    assertThat(vector.lanes()).isIn(2, 4, 8, 16);
  }

  private static void assertClose(float x, float actual, double expected, int units) {
    float wanted = (float) expected;
    if (Float.isInfinite(wanted)) {
      assertThat(actual).as("at %s", x).isEqualTo(wanted);
    } else {
      assertThat((double) actual)
          .as("at %s", x)
          .isCloseTo(expected, within(units * Math.ulp(wanted) + 1e-37));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 16, 37, 64})
  void rectifyKeepsPositivesOnly(int length) {
    RandomStream random = new RandomStream(length);
    float[] x = random(random, length + 3);
    float[] gradient = random(random, length + 3);
    for (Kernels kernels : new Kernels[] {vector, scalar, portable}) {
      float[] y = x.clone();
      float[] g = gradient.clone();
      kernels.rectify(y, 2, length);
      kernels.rectifyGradient(y, g, 2, length);
      for (int i = 0; i < length + 3; i++) {
        boolean inside = i >= 2 && i < 2 + length;
        assertThat(y[i]).isEqualTo(inside ? Math.max(x[i], 0) : x[i]);
        assertThat(g[i]).isEqualTo(inside && x[i] <= 0 ? 0 : gradient[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 48, 53})
  void rowsAreSummedInTheirOrder(int columns) {
    RandomStream random = new RandomStream(3);
    float[] x = random(random, 5 * columns);
    float[] byVector = random(random, columns + 2);
    float[] byScalar = byVector.clone();
    float[] expected = byVector.clone();
    float[] before = byVector.clone();
    vector.sumRows(5, columns, x, byVector, 1);
    scalar.sumRows(5, columns, x, byScalar, 1);
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < 5; i++) {
        expected[1 + j] += x[i * columns + j];
      }
    }
    float[] byPortable = before.clone();
    portable.sumRows(5, columns, x, byPortable, 1);
    assertThat(byVector).isEqualTo(expected);
    assertThat(byScalar).isEqualTo(expected);
    assertThat(byPortable).isEqualTo(expected);
  }

  @Test
  void bothKernelsMoveParametersByTheSameBits() {
    RandomStream random = new RandomStream(4);
    float[] p1 = random(random, 101);
    float[] p2 = p1.clone();
    float[] m1 = new float[101];
    float[] v1 = new float[101];
    float[] m2 = new float[101];
    float[] v2 = new float[101];
    float[] p3 = p1.clone();
    float[] m3 = new float[101];
    float[] v3 = new float[101];
    for (int t = 1; t <= 20; t++) {
      float[] g = random(random, 101);
      float size = (float) (0.01 / (1 - Math.pow(0.9, t)));
      float scale = (float) (1 / Math.sqrt(1 - Math.pow(0.999, t)));
      vector.adam(101, p1, g, m1, v1, 0.9f, 0.999f, size, scale, 1e-8f);
      scalar.adam(101, p2, g, m2, v2, 0.9f, 0.999f, size, scale, 1e-8f);
      portable.adam(101, p3, g, m3, v3, 0.9f, 0.999f, size, scale, 1e-8f);
    }
    assertThat(p1).isEqualTo(p2);
    assertThat(m1).isEqualTo(m2);
    assertThat(v1).isEqualTo(v2);
    assertThat(p3).usingComparatorWithPrecision(1e-5f).containsExactly(p1);
  }

  private static float[] random(RandomStream random, int length) {
    float[] x = Kernels.buffer(length);
    for (int i = 0; i < length; i++) {
      x[i] = 2 * random.nextFloat() - 1;
    }
    return x;
  }
}
