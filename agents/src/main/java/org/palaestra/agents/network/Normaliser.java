package org.palaestra.agents.network;

import java.util.Arrays;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * Brings numbers to mean 0 and deviation 1 by what was seen of them so far (Chan, Golub and
 * LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979). It
 * belongs to an agent, which saves it and freezes it in what it hands out.
 */
public final class Normaliser implements Stateful {

  private static final double EPSILON = 1e-8;

  private final double[] mean;
  private final double[] squares; // sums of squared deviations from the mean
  private final float[] shift;
  private final float[] factor;
  private final float limit;
  private long count;

  /**
   * One that has seen nothing yet, and changes nothing.
   *
   * @param width how many numbers there are
   * @param limit results are cut to [−limit, limit]
   */
  public Normaliser(int width, double limit) {
    mean = new double[width];
    squares = new double[width];
    shift = new float[width];
    factor = new float[width];
    Arrays.fill(factor, 1);
    this.limit = (float) limit;
  }

  /** The same statistics, from now on apart from these. */
  public Normaliser copy() {
    Normaliser copy = new Normaliser(mean.length, limit);
    System.arraycopy(mean, 0, copy.mean, 0, mean.length);
    System.arraycopy(squares, 0, copy.squares, 0, mean.length);
    copy.count = count;
    copy.settle();
    return copy;
  }

  /** Sees rows of numbers, {@code [rows, width]} from {@code offset} on. */
  public void see(float[] x, int offset, int rows) {
    int width = mean.length;
    for (int row = 0; row < rows; row++) {
      count++;
      for (int i = 0; i < width; i++) {
        double value = x[offset + row * width + i];
        double before = value - mean[i];
        mean[i] += before / count;
        squares[i] += before * (value - mean[i]);
      }
    }
    settle();
  }

  private void settle() {
    for (int i = 0; i < mean.length; i++) {
      shift[i] = (float) mean[i];
      factor[i] = count == 0 ? 1 : (float) (1 / Math.sqrt(squares[i] / count + EPSILON));
    }
  }

  /** Normalises one row in place. */
  public void apply(float[] x, int offset) {
    for (int i = 0; i < shift.length; i++) {
      float z = (x[offset + i] - shift[i]) * factor[i];
      x[offset + i] = Math.max(-limit, Math.min(limit, z));
    }
  }

  /** How often the deviation of number {@code i} goes into 1. */
  public float factor(int i) {
    return factor[i];
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
    settle();
  }
}
