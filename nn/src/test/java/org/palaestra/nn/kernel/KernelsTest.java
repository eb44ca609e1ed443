package org.palaestra.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.random.RandomStream;

final class KernelsTest {

  private final Kernels vector = KernelChoice.of("vector");
  private final Kernels scalar = KernelChoice.of("scalar");

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
        .hasMessage("unknown kernels \"cuda\"; there are: auto, vector, scalar");
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
    "64, 65, 513"
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
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double expected = c[i * n + j];
        for (int l = 0; l < k; l++) {
          expected += (double) a[i * k + l] * b[l * n + j];
        }
        assertThat((double) byVector[i * n + j]).isCloseTo(expected, within(1e-5 * (k + 1)));
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
    for (Kernels kernels : new Kernels[] {vector, scalar}) {
      float[] c = random(random, 6 * 20);
      kernels.multiply(6, 20, 5, a, 0, 5, 1, b, 0, 20, bias, 0, 0, c, 0, 20);
      assertThat(Arrays.copyOf(c, 120)).isEqualTo(Arrays.copyOf(expected, 120));
    }
  }

  @Test
  void aTransposedFactorIsReadByItsStrides() {
    // A is stored as its transpose: [[1, 4], [2, 5], [3, 6]] is 3 x 2, read as 2 x 3.
    float[] transposed = {1, 4, 2, 5, 3, 6};
    float[] b = {10, 20, 30};
    for (Kernels kernels : new Kernels[] {vector, scalar}) {
      float[] c = Kernels.buffer(2);
      float[] in = Arrays.copyOf(b, b.length + Kernels.LANES);
      kernels.multiply(2, 1, 3, transposed, 0, 1, 2, in, 0, 1, c, 0, 1, c, 0, 1);
      assertThat(c[0]).isEqualTo(1 * 10 + 2 * 20 + 3 * 30);
      assertThat(c[1]).isEqualTo(4 * 10 + 5 * 20 + 6 * 30);
    }
  }

  @Test
  void offsetsAndWiderRowsLeaveTheRestAlone() {
    for (Kernels kernels : new Kernels[] {vector, scalar}) {
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

  @Test
  void theExponentialAndItsKinAreRightAndTheSameBits() {
    int length = 40_003;
    float[] x = Kernels.buffer(length);
    RandomStream random = new RandomStream(12);
    for (int i = 0; i < length; i++) {
      x[i] = (float) (random.nextGaussian() * (i % 4 == 0 ? 0.3 : i % 4 == 1 ? 3 : 30));
    }
    x[0] = 0;
    x[1] = -0f;
    x[2] = 200;
    x[3] = -200;
    x[4] = 88.72f;
    x[5] = -103.5f;
    float[] y = Kernels.buffer(length);
    float[] z = Kernels.buffer(length);
    vector.exp(x, y, length);
    scalar.exp(x, z, length);
    assertThat(y).isEqualTo(z);
    for (int i = 0; i < length; i++) {
      assertClose(x[i], y[i], StrictMath.exp(x[i]), 2);
    }
    vector.tanh(x, y, length);
    scalar.tanh(x, z, length);
    assertThat(y).isEqualTo(z);
    for (int i = 0; i < length; i++) {
      assertClose(x[i], y[i], StrictMath.tanh(x[i]), 4);
    }
    vector.sigmoid(x, y, length);
    scalar.sigmoid(x, z, length);
    assertThat(y).isEqualTo(z);
    for (int i = 0; i < length; i++) {
      assertClose(x[i], y[i], 1 / (1 + StrictMath.exp(-x[i])), 4);
    }
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
    for (Kernels kernels : new Kernels[] {vector, scalar}) {
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
    vector.sumRows(5, columns, x, byVector, 1);
    scalar.sumRows(5, columns, x, byScalar, 1);
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < 5; i++) {
        expected[1 + j] += x[i * columns + j];
      }
    }
    assertThat(byVector).isEqualTo(expected);
    assertThat(byScalar).isEqualTo(expected);
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
    for (int t = 1; t <= 20; t++) {
      float[] g = random(random, 101);
      float size = (float) (0.01 / (1 - Math.pow(0.9, t)));
      float scale = (float) (1 / Math.sqrt(1 - Math.pow(0.999, t)));
      vector.adam(101, p1, g, m1, v1, 0.9f, 0.999f, size, scale, 1e-8f);
      scalar.adam(101, p2, g, m2, v2, 0.9f, 0.999f, size, scale, 1e-8f);
    }
    assertThat(p1).isEqualTo(p2);
    assertThat(m1).isEqualTo(m2);
    assertThat(v1).isEqualTo(v2);
  }

  private static float[] random(RandomStream random, int length) {
    float[] x = Kernels.buffer(length);
    for (int i = 0; i < length; i++) {
      x[i] = 2 * random.nextFloat() - 1;
    }
    return x;
  }
}
