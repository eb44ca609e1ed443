package org.palaestra.nn;

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
}
