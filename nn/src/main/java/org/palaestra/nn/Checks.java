package org.palaestra.nn;

import java.util.Arrays;

/** Ranges of settings. */
final class Checks {

  private Checks() {}

  /** Refuses what is negative, infinite or no number. */
  static double atLeastZero(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be at least 0 and finite, got " + value);
    }
    return value;
  }

  /** Refuses what is not positive, infinite or no number. */
  static double aboveZero(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be above 0 and finite, got " + value);
    }
    return value;
  }

  /** Refuses tensors of different shapes, naming both and who wanted them. */
  static void sameShape(String operation, Tensor a, Tensor b) {
    if (!Arrays.equals(a.shape(), b.shape())) {
      throw new IllegalArgumentException(
          "%s cannot take %s and %s: they must have the same shape".formatted(operation, a, b));
    }
  }
}
