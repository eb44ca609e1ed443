package org.palaestra.nn.data;

import java.util.Arrays;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * Shifts and scales every feature to mean 0 and deviation 1. Mean and deviation (with n in the
 * denominator) are learned from rows as they come (Welford, "Note on a method for calculating
 * corrected sums of squares and products", 1962), and belong into the checkpoint beside the weights
 * that were trained with them.
 *
 * <p>A feature that never changed is only shifted.
 */
public final class Standardiser implements Stateful {

  private final double[] mean;
  private final double[] squares; // sums of squared deviations from the mean
  private long count;

  /**
   * Knows no row yet, and leaves everything as it is until it does.
   *
   * @param features numbers in a row, at least 1
   */
  public Standardiser(int features) {
    if (features < 1) {
      throw new IllegalArgumentException("a row needs at least 1 feature, got " + features);
    }
    mean = new double[features];
    squares = new double[features];
  }

  /**
   * Learns from rows.
   *
   * @param x {@code [rows, features]}, from {@code offset} on
   * @throws IllegalArgumentException naming the first number that is not finite; the rows before it
   *     were learned
   */
  public void learn(float[] x, int offset, int rows) {
    for (int row = 0; row < rows; row++) {
      int at = offset + row * mean.length;
      for (int i = 0; i < mean.length; i++) {
        if (!Float.isFinite(x[at + i])) {
          throw new IllegalArgumentException(
              "feature %d of row %d is %s; take such rows out first".formatted(i, row, x[at + i]));
        }
      }
      count++;
      for (int i = 0; i < mean.length; i++) {
        double difference = x[at + i] - mean[i];
        mean[i] += difference / count;
        squares[i] += difference * (x[at + i] - mean[i]);
      }
    }
  }

  /** Rows that it has learned from. */
  public long count() {
    return count;
  }

  /** Mean of a feature; 0 before the first row. */
  public double mean(int feature) {
    return mean[feature];
  }

  /** Deviation of a feature; 0 if it never changed. */
  public double deviation(int feature) {
    return count == 0 ? 0 : Math.sqrt(squares[feature] / count);
  }

  private double divisor(int feature) {
    double deviation = deviation(feature);
    return deviation == 0 ? 1 : deviation;
  }

  /** Standardises {@code [rows, features]} from {@code offset} on, in place. */
  public void apply(float[] x, int offset, int rows) {
    for (int i = 0; i < mean.length; i++) {
      double shift = mean[i];
      double divisor = divisor(i);
      for (int at = offset + i, row = 0; row < rows; row++, at += mean.length) {
        x[at] = (float) ((x[at] - shift) / divisor);
      }
    }
  }

  /** Undoes {@link #apply}. */
  public void undo(float[] x, int offset, int rows) {
    for (int i = 0; i < mean.length; i++) {
      double shift = mean[i];
      double divisor = divisor(i);
      for (int at = offset + i, row = 0; row < rows; row++, at += mean.length) {
        x[at] = (float) (x[at] * divisor + shift);
      }
    }
  }

  @Override
  public void save(StateWriter out) {
    out.doubles("mean", mean);
    out.doubles("squares", squares);
    out.integer("count", count);
  }

  @Override
  public void restore(StateReader in) {
    in.doubles("mean", mean);
    in.doubles("squares", squares);
    count = in.integer("count");
  }

  @Override
  public String toString() {
    return "standardiser of %d rows with means %s".formatted(count, Arrays.toString(mean));
  }
}
