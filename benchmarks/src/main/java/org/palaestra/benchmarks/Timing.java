package org.palaestra.benchmarks;

/** How {@code benchmarks/compare-torch} times: the best of some rounds of a fifth of a second. */
final class Timing {

  private static final double ROUND_NANOS = 2e8;
  private static final int ROUNDS = 7;

  /** A compiler that compiles while it runs needs a longer warm-up than a library does. */
  private static final int WARM_ROUNDS = 8;

  private Timing() {}

  /** Microseconds that {@code work} takes. */
  static double best(Runnable work) {
    double least = Double.POSITIVE_INFINITY;
    long count = 1;
    for (int round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
      long start = System.nanoTime();
      for (long i = 0; i < count; i++) {
        work.run();
      }
      double each = (double) (System.nanoTime() - start) / count;
      count = Math.max(1, (long) (ROUND_NANOS / each));
      if (round >= WARM_ROUNDS) {
        least = Math.min(least, each);
      }
    }
    return least / 1000;
  }
}
