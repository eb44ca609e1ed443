package org.palaestra.app;

import java.util.Locale;
import org.palaestra.statistics.Summary;

/** Scores as text, the same wherever they are printed. */
public final class Score {

  private Score() {}

  /** For instance {@code 195.50 ± 3.21}. */
  public static String of(double mean, double standardDeviation) {
    return String.format(Locale.ROOT, "%.2f ± %.2f", mean, standardDeviation);
  }

  /** For instance {@code 195.50 ± 3.21 over 100 episodes}. */
  public static String of(Summary summary) {
    return "%s over %s"
        .formatted(
            of(summary.mean(), summary.standardDeviation()),
            summary.count() == 1 ? "1 episode" : summary.count() + " episodes");
  }

  /** The same with the least and the greatest return. */
  public static String withRange(Summary summary) {
    return String.format(
        Locale.ROOT, "%s (from %.2f to %.2f)", of(summary), summary.minimum(), summary.maximum());
  }

  /** An error that is 0 or above: to two places, or to its first two digits where it is less. */
  public static String error(double error) {
    return String.format(Locale.ROOT, error > 0 && error < 0.005 ? "%.1e" : "%.2f", error);
  }
}
