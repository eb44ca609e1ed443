package org.palaestra.wrapper;

import java.util.random.RandomGenerator;

/** Chance as a test wrote it down. */
final class WrittenDraws implements RandomGenerator {

  private final double[] draws;
  private int next;

  WrittenDraws(double... draws) {
    this.draws = draws.clone();
  }

  int left() {
    return draws.length - next;
  }

  @Override
  public double nextDouble() {
    return draws[next++];
  }

  @Override
  public long nextLong() {
    throw new IllegalStateException("only nextDouble was written down");
  }
}
