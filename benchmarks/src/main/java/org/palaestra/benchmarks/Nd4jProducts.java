package org.palaestra.benchmarks;

import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The matrix products of {@code benchmarks/compare-torch} by ND4J itself, on arrays that are there
 * already: prints a line {@code name microseconds} for each, the better of its two ways to multiply
 * and of the two orders of elements that they take.
 */
final class Nd4jProducts {

  private Nd4jProducts() {}

  /** Times every product; arguments are the sizes. */
  public static void main(String[] sizes) {
    for (String size : sizes) {
      System.out.printf(
          Locale.ROOT, "product-%s %.3f%n", size, Math.min(ways(size, 'c'), ways(size, 'f')));
    }
  }

  private static double ways(String size, char order) {
    int n = Integer.parseInt(size);
    INDArray a = Nd4j.rand(order, n, n).castTo(DataType.FLOAT);
    INDArray b = Nd4j.rand(order, n, n).castTo(DataType.FLOAT);
    INDArray c = Nd4j.create(new int[] {n, n}, 'f');
    return Math.min(
        Timing.best(() -> Nd4j.gemm(a, b, c, false, false, 1, 0)),
        Timing.best(() -> a.mmuli(b, c)));
  }
}
