package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.atLeast;

/**
 * The values that a categorical distribution of returns can take.
 *
 * @param count Z, at least 2
 * @param low the lowest, V_min; below {@code high}. Returns beyond the ends are taken for the ends
 * @param high the highest, V_max
 */
public record Atoms(int count, double low, double high) {

  /** Checks the ranges. */
  public Atoms {
    atLeast("atoms.count", 2, count);
    if (!(low < high && Double.isFinite(high - low))) {
      throw new IllegalArgumentException(
          "atoms.low must be below atoms.high, got %s and %s".formatted(low, high));
    }
  }
}
