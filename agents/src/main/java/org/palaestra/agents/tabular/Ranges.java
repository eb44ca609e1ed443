package org.palaestra.agents.tabular;

/** Refusals that several settings share. */
final class Ranges {

  private Ranges() {}

  static void discount(double value) {
    unit("discount", value);
  }

  static void unit(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s must be in [0, 1], got %s".formatted(name, value));
    }
  }

  static void finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be finite, got %s".formatted(name, value));
    }
  }

  static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, got %d".formatted(name, least, value));
    }
  }

  /** n of methods that look n steps ahead. */
  static void steps(int n) {
    if (n < 1 || n > 10_000) {
      throw new IllegalArgumentException("n must be from 1 to 10000, got " + n);
    }
  }
}
