package org.palaestra.agents.replay;

/**
 * Weights of n places and their sums, in a binary heap: a weight is changed, and a place found by
 * its share of the sum, in log n steps. Each sum is that of the two below it, added anew whenever
 * one changes, so that errors do not pile up and the weights alone determine every sum.
 */
final class SumTree {

  private final int size;
  private final int leaves;
  private final double[] sums; // the root at 1, the two below i at 2i and 2i + 1

  /** With n weights of 0. */
  SumTree(int size) {
    this.size = size;
    leaves = Integer.highestOneBit(Math.max(1, size - 1)) << 1;
    sums = new double[Math.multiplyExact(2, leaves)];
  }

  double get(int place) {
    return sums[leaves + place];
  }

  /** Sets a weight, which is at least 0. */
  void set(int place, double weight) {
    int i = leaves + place;
    sums[i] = weight;
    for (i >>= 1; i >= 1; i >>= 1) {
      sums[i] = sums[2 * i] + sums[2 * i + 1];
    }
  }

  /** The sum of all weights. */
  double total() {
    return sums[1];
  }

  /**
   * The place in whose stretch {@code mass} lies if the weights are laid one behind the other. It
   * never has a weight of 0 while another has one, also where rounding puts {@code mass} at an end.
   *
   * @param mass from 0 to {@link #total}
   */
  int find(double mass) {
    double rest = mass;
    int i = 1;
    while (i < leaves) {
      i *= 2;
      if (rest >= sums[i] && sums[i + 1] > 0) {
        rest -= sums[i];
        i++;
      }
    }
    return i - leaves;
  }

  /** The weights of the first places, for a file. */
  double[] weights(int count) {
    return java.util.Arrays.copyOfRange(sums, leaves, leaves + count);
  }

  /** Takes over the weights of the first places; all others become 0. */
  void restore(double[] weights) {
    if (weights.length > size) {
      throw new IllegalArgumentException(
          "a tree of %d places cannot take %d weights".formatted(size, weights.length));
    }
    java.util.Arrays.fill(sums, 0);
    System.arraycopy(weights, 0, sums, leaves, weights.length);
    for (int i = leaves - 1; i >= 1; i--) {
      sums[i] = sums[2 * i] + sums[2 * i + 1];
    }
  }
}
