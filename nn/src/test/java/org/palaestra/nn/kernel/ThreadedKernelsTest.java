package org.palaestra.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.random.RandomStream;

final class ThreadedKernelsTest {

  private static float[] random(RandomStream random, int size) {
    float[] x = Kernels.buffer(size);
    for (int i = 0; i < size; i++) {
      x[i] = random.nextFloat() - 0.5f;
    }
    return x;
  }

  /** C += A·B of whole matrices, A given as its transpose. */
  private static float[] product(Kernels kernels, int m, int n, int k) {
    RandomStream random = new RandomStream(m + n + k);
    float[] a = random(random, m * k);
    float[] b = random(random, k * n);
    float[] c = random(random, m * n);
    kernels.multiply(m, n, k, a, 0, 1, m, b, 0, n, c, 0, n, c, 0, n);
    return c;
  }

  @ParameterizedTest
  @CsvSource({"128, 128, 128", "1000, 33, 40", "37, 300, 200", "64, 257, 129", "2000, 8, 100"})
  void theNumberOfThreadsDoesNotChangeABit(int m, int n, int k) {
    for (String name : List.of("vector", "scalar", "portable")) {
      float[] alone = product(KernelChoice.of(name), m, n, k);
      for (int threads : new int[] {1, 2, 3, 5}) {
        assertThat(product(KernelChoice.of(name, threads), m, n, k))
            .as("%s with %d threads", name, threads)
            .isEqualTo(alone);
      }
    }
  }

  @Test
  void callersThatComeAtOnceEachGetTheirOwnProduct() throws Exception {
    float[] expected = product(KernelChoice.of("vector"), 150, 140, 130);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int caller = 0; caller < 4; caller++) {
        results.add(
            pool.submit(
                () -> {
                  Kernels kernels = KernelChoice.of("vector", 2);
                  boolean right = true;
                  for (int i = 0; i < 200; i++) {
                    right &= Arrays.equals(product(kernels, 150, 140, 130), expected);
                  }
                  return right;
                }));
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void theNumberOfThreadsIsChecked() {
    assertThatThrownBy(() -> KernelChoice.of("vector", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be from 1 to 64, got 0");
  }
}
