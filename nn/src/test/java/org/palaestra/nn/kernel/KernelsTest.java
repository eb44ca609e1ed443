package org.palaestra.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  /** Every remainder of the blocks of rows and of vectors is met. */
  @ParameterizedTest
  @CsvSource({
    "1, 16, 1",
    "1, 128, 4",
    "2, 16, 3",
    "3, 48, 7",
    "4, 16, 5",
    "4, 64, 120",
    "5, 80, 9",
    "6, 112, 1",
    "7, 144, 33",
    "8, 256, 2",
    "128, 96, 120",
    "13, 304, 17"
  })
  void productsOfBothKernelsAreTheSameBitsAndRight(int m, int n, int k) {
    RandomStream random = new RandomStream(m * 1_000_003L + n * 1_009L + k);
    float[] a = random(random, m * k);
    float[] b = random(random, k * n);
    float[] c = random(random, m * n);
    float[] byVector = c.clone();
    float[] byScalar = c.clone();
    vector.multiplyAdd(m, n, k, a, 0, k, 1, b, 0, n, byVector, 0, n);
    scalar.multiplyAdd(m, n, k, a, 0, k, 1, b, 0, n, byScalar, 0, n);
    assertThat(byVector).isEqualTo(byScalar);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double expected = c[i * n + j];
        for (int l = 0; l < k; l++) {
          expected += (double) a[i * k + l] * b[l * n + j];
        }
        assertThat((double) byVector[i * n + j])
            .isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-5 * (k + 1)));
      }
    }
  }

  @Test
  void aTransposedFactorIsReadByItsStrides() {
    // A is stored as its transpose: [[1, 4], [2, 5], [3, 6]] is 3 x 2, read as 2 x 3.
    float[] transposed = {1, 4, 2, 5, 3, 6};
    float[] b = new float[3 * 16];
    b[0] = 10;
    b[16] = 20;
    b[32] = 30;
    for (Kernels kernels : new Kernels[] {vector, scalar}) {
      float[] c = new float[2 * 16];
      kernels.multiplyAdd(2, 16, 3, transposed, 0, 1, 2, b, 0, 16, c, 0, 16);
      assertThat(c[0]).isEqualTo(1 * 10 + 2 * 20 + 3 * 30);
      assertThat(c[16]).isEqualTo(4 * 10 + 5 * 20 + 6 * 30);
    }
  }

  @Test
  void offsetsAndWiderRowsLeaveTheRestAlone() {
    for (Kernels kernels : new Kernels[] {vector, scalar}) {
      float[] a = {9, 2, 9, 3};
      float[] b = new float[5 + 20];
      Arrays.fill(b, 5, 21, 1);
      float[] c = new float[3 + 2 * 20];
      kernels.multiplyAdd(2, 16, 1, a, 1, 2, 1, b, 5, 20, c, 3, 20);
      float[] expected = new float[c.length];
      Arrays.fill(expected, 3, 19, 2);
      Arrays.fill(expected, 23, 39, 3);
      assertThat(c).isEqualTo(expected);
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
      for (int i = 0; i < x.length; i++) {
        boolean inside = i >= 2 && i < 2 + length;
        assertThat(y[i]).isEqualTo(inside ? Math.max(x[i], 0) : x[i]);
        assertThat(g[i]).isEqualTo(inside && x[i] <= 0 ? 0 : gradient[i]);
      }
    }
  }

  @Test
  void rowsAreSummedInTheirOrder() {
    RandomStream random = new RandomStream(3);
    float[] x = random(random, 5 * 48);
    float[] byVector = random(random, 50);
    float[] byScalar = byVector.clone();
    float[] expected = byVector.clone();
    vector.sumRows(5, 48, x, byVector, 1);
    scalar.sumRows(5, 48, x, byScalar, 1);
    for (int j = 0; j < 48; j++) {
      for (int i = 0; i < 5; i++) {
        expected[1 + j] += x[i * 48 + j];
      }
    }
    assertThat(byVector).isEqualTo(expected);
    assertThat(byScalar).isEqualTo(expected);
  }

  @Test
  void bothKernelsMoveParametersByTheSameBits() {
    RandomStream random = new RandomStream(4);
    float[] p1 = random(random, 96);
    float[] p2 = p1.clone();
    float[] m1 = new float[96];
    float[] v1 = new float[96];
    float[] m2 = new float[96];
    float[] v2 = new float[96];
    for (int t = 1; t <= 20; t++) {
      float[] g = random(random, 96);
      float size = (float) (0.01 / (1 - Math.pow(0.9, t)));
      float scale = (float) (1 / Math.sqrt(1 - Math.pow(0.999, t)));
      vector.adam(96, p1, g, m1, v1, 0.9f, 0.999f, size, scale, 1e-8f);
      scalar.adam(96, p2, g, m2, v2, 0.9f, 0.999f, size, scale, 1e-8f);
    }
    assertThat(p1).isEqualTo(p2);
    assertThat(m1).isEqualTo(m2);
    assertThat(v1).isEqualTo(v2);
  }

  private static float[] random(RandomStream random, int length) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = 2 * random.nextFloat() - 1;
    }
    return x;
  }
}
