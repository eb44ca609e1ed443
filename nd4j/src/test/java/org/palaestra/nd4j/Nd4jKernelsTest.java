package org.palaestra.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;

final class Nd4jKernelsTest {

  private final Kernels scalar = KernelChoice.of("scalar");
  private final Kernels nd4j = KernelChoice.of("nd4j");
  private final Kernels always = Nd4jKernels.withoutThreshold();

  @Test
  void theyAreFoundByTheirName() {
    assertThat(KernelChoice.names()).contains("nd4j");
    assertThat(KernelChoice.offers("nd4j")).isTrue();
    assertThat(nd4j).isInstanceOf(Nd4jKernels.class);
    assertThat(nd4j.name()).isEqualTo("nd4j");
    assertThat(nd4j.lanes()).isEqualTo(KernelChoice.of(KernelChoice.AUTO).lanes());
    assertThat(KernelChoice.summary("nd4j")).contains("BLAS");
  }

  @Test
  void onlyWhatIsLargeOnEverySideGoesToBlas() {
    int side = Nd4jKernels.SHORTEST_SIDE;
    assertThat(Nd4jKernels.isLarge(side, side, side)).isTrue();
    assertThat(Nd4jKernels.isLarge(side - 1, 4 * side, 4 * side)).isFalse();
    assertThat(Nd4jKernels.isLarge(4 * side, side - 1, 4 * side)).isFalse();
    assertThat(Nd4jKernels.isLarge(4 * side, 4 * side, side - 1)).isFalse();
    // Numbers near 1 whose sums differ in their last bits with the order of additions.
    Product below = new Product(new RandomStream(3), side, side - 1, side);
    assertThat(below.by(nd4j)).isEqualTo(below.by(scalar));
    Product above = new Product(new RandomStream(3), side, side, side);
    assertThat(above.by(nd4j)).isEqualTo(above.by(always));
  }

  /** C = I + A·B in arrays whose matrices begin somewhere and have wider rows than they need. */
  private static final class Product {
    private final int m;
    private final int n;
    private final int k;
    private final float[] a;
    private final int aOffset;
    private final int aRow;
    private final int aColumn;
    private final float[] b;
    private final int bOffset;
    private final int bRow;
    private final float[] init;
    private final int initOffset;
    private final int initRow;
    private final boolean inPlace;
    private final float[] c;
    private final int cOffset;
    private final int cRow;

    /** Everything that {@link Kernels#multiply} allows, by chance. */
    Product(RandomStream random, int m, int n, int k) {
      this.m = m;
      this.n = n;
      this.k = k;
      boolean transposed = random.nextInt(2) == 0;
      int wide = random.nextInt(2) * random.nextInt(9);
      aRow = transposed ? 1 : k + wide;
      aColumn = transposed ? m + wide : 1;
      aOffset = random.nextInt(5);
      a = filled(random, aOffset + (transposed ? k * aColumn : m * aRow));
      bOffset = random.nextInt(5);
      bRow = n + random.nextInt(2) * random.nextInt(9);
      b = filled(random, bOffset + k * bRow);
      cOffset = random.nextInt(5);
      cRow = n + random.nextInt(2) * random.nextInt(9);
      c = filled(random, cOffset + m * cRow);
      int kind = random.nextInt(4);
      inPlace = kind == 0;
      initOffset = inPlace ? cOffset : random.nextInt(5);
      initRow = inPlace ? cRow : kind == 1 ? n + random.nextInt(3) : 0;
      init =
          kind == 3
              ? Kernels.buffer(initOffset + n)
              : filled(random, initOffset + Math.max(n, m * initRow));
    }

    private static float[] filled(RandomStream random, int size) {
      float[] x = Kernels.buffer(size);
      for (int i = 0; i < size; i++) {
        x[i] = (float) random.nextGaussian();
      }
      return x;
    }

    float[] by(Kernels kernels) {
      float[] to = c.clone();
      into(kernels, to);
      return to;
    }

    void into(Kernels kernels, float[] to) {
      float[] from = inPlace ? to : init;
      kernels.multiply(
          m,
          n,
          k,
          a,
          aOffset,
          aRow,
          aColumn,
          b,
          bOffset,
          bRow,
          from,
          initOffset,
          initRow,
          to,
          cOffset,
          cRow);
    }
  }

  private void agree(Product product, String what) {
    float[] expected = product.by(scalar);
    // Sums of k products of normals grow as the root of k; a rounding is some 2^-25 of one, and k
    // of
    // them add up as their root. That is one deviation; ten are allowed, and the first few
    // products.
    double precision = 0x1p-25 * 10 * (4 + product.k);
    for (Kernels kernels : new Kernels[] {nd4j, always}) {
      // What lies between the rows is compared too: nothing may be written there.
      float[] actual = product.by(kernels);
      double worst = 0;
      for (int i = 0; i < expected.length; i++) {
        worst = Math.max(worst, Math.abs((double) actual[i] - expected[i]));
      }
      assertThat(worst).as(what).isLessThan(precision);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1, 16, 1",
    "1, 128, 4",
    "2, 17, 3",
    "4, 84, 120",
    "6, 113, 1",
    "7, 144, 33",
    "128, 84, 120",
    "19, 300, 131",
    "64, 65, 513",
    "447, 448, 449",
    "448, 448, 448",
    "449, 463, 501"
  })
  void productsAgreeWithThePlainOnesOnBothSidesOfTheThreshold(int m, int n, int k) {
    RandomStream random = new RandomStream(m * 1_000_003L + n * 1_009L + k);
    for (int i = 0; i < 8; i++) {
      agree(new Product(random, m, n, k), "%d by %d by %d, number %d".formatted(m, n, k, i));
    }
  }

  @Test
  void productsOfAnyShapeAgreeWithThePlainOnes() {
    long seed = 20;
    RandomStream random = new RandomStream(seed);
    for (int i = 0; i < 150; i++) {
      int m = 1 + random.nextInt(70);
      int n = 1 + random.nextInt(70);
      int k = 1 + random.nextInt(70);
      agree(
          new Product(random, m, n, k),
          "seed %d, number %d: %d by %d by %d".formatted(seed, i, m, n, k));
    }
  }

  @Test
  void aFactorWithNeitherStrideOneIsReadAllTheSame() {
    float[] a = {1, 9, 2, 9, 3, 9, 4, 9}; // every other element: [[1, 2], [3, 4]]
    float[] b = Arrays.copyOf(new float[] {10, 20}, 2 + Kernels.LANES);
    float[] c = Kernels.buffer(2);
    always.multiply(2, 1, 2, a, 0, 4, 2, b, 0, 1, c, 0, 1, c, 0, 1);
    assertThat(c[0]).isEqualTo(50);
    assertThat(c[1]).isEqualTo(110);
  }

  @Test
  void whatIsNoNumberShowsWhereItBelongs() {
    int side = Nd4jKernels.SHORTEST_SIDE;
    float[] a = Kernels.buffer(side * side);
    float[] b = Kernels.buffer(side * side);
    float[] c = Kernels.buffer(side * side);
    float[] zero = Kernels.buffer(side);
    a[3 * side + 5] = Float.NaN;
    c[7] = Float.NaN; // what was in C before does not count
    nd4j.multiply(side, side, side, a, 0, side, 1, b, 0, side, zero, 0, 0, c, 0, side);
    for (int i = 0; i < side * side; i++) {
      assertThat(Float.isNaN(c[i])).as("element %d", i).isEqualTo(i / side == 3);
    }
  }

  @Test
  void theSameProductHasTheSameBitsEveryTime() {
    Product product = new Product(new RandomStream(8), 460, 470, 513);
    float[] first = product.by(nd4j);
    assertThat(product.by(nd4j)).isEqualTo(first);
    always.multiply(2, 2, 2, first, 0, 2, 1, first, 0, 2, first, 0, 2, new float[4], 0, 2);
    assertThat(product.by(always)).isEqualTo(first);
    assertThat(product.by(KernelChoice.of("nd4j"))).isEqualTo(first);
  }

  @Test
  void bitsDoNotDependOnTheThreadsThatTheEnvironmentAllows() throws Exception {
    assertThat(hashWith("OMP_NUM_THREADS", "2"))
        .isEqualTo(hashWith("OMP_NUM_THREADS", "1"))
        .isEqualTo(hashWith("OPENBLAS_NUM_THREADS", "2"))
        .isEqualTo(Integer.toString(HashOfAProduct.hash()));
  }

  private static String hashWith(String variable, String value)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                HashOfAProduct.class.getName()));
    builder.environment().remove("OMP_NUM_THREADS");
    builder.environment().put(variable, value);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said.strip();
  }

  /** A process of its own: how many threads there may be is decided when native code is loaded. */
  static final class HashOfAProduct {
    public static void main(String[] none) {
      System.out.println(hash());
    }

    static int hash() {
      Product product = new Product(new RandomStream(5), 512, 700, 900);
      return Arrays.hashCode(product.by(new Nd4jKernels()));
    }
  }

  @Test
  void nothingIsAllocatedOnceTheMemoryHasGrown() {
    Product product = new Product(new RandomStream(4), 450, 460, 470);
    float[] to = product.c.clone();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    product.into(nd4j, to);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      product.into(nd4j, to);
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    assertThat(least).isZero();
  }
}
