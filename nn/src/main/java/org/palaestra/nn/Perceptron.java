package org.palaestra.nn;

import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * The perceptron and its rule (Rosenblatt, "The perceptron: a probabilistic model for information
 * storage and organization in the brain", 1958): w·x + b &gt; 0 tells two classes apart, and each
 * mistake moves w by ±x and b by ±1.
 *
 * <p>If some (w*, b*) of length 1 keeps every sample at least a margin γ on its side, and no (x, 1)
 * is longer than R, it makes at most (R/γ)² mistakes, in whatever order and however often the
 * samples come (Novikoff, "On convergence proofs on perceptrons", 1962). Otherwise it never stops.
 */
public final class Perceptron implements Stateful {

  private final double[] weights;
  private double bias;
  private long mistakes;

  /**
   * With weights of 0.
   *
   * @param inputs numbers in a sample, at least 1
   */
  public Perceptron(int inputs) {
    if (inputs < 1) {
      throw new IllegalArgumentException("a perceptron needs at least 1 input, got " + inputs);
    }
    weights = new double[inputs];
  }

  /** Whether {@code x[offset …]} is of the positive class. */
  public boolean positive(float[] x, int offset) {
    return activation(x, offset) > 0;
  }

  private double activation(float[] x, int offset) {
    double sum = bias;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * x[offset + i];
    }
    return sum;
  }

  /**
   * Shows a sample, and learns if it is not on its side.
   *
   * @return whether it was a mistake
   */
  public boolean learn(float[] x, int offset, boolean positive) {
    int side = positive ? 1 : -1;
    if (side * activation(x, offset) > 0) {
      return false;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] += side * (double) x[offset + i];
    }
    bias += side;
    mistakes++;
    return true;
  }

  /** Mistakes so far. */
  public long mistakes() {
    return mistakes;
  }

  /** A copy of w. */
  public double[] weights() {
    return weights.clone();
  }

  /** b. */
  public double bias() {
    return bias;
  }

  @Override
  public void save(StateWriter out) {
    out.doubles("weights", weights);
    out.number("bias", bias);
    out.integer("mistakes", mistakes);
  }

  @Override
  public void restore(StateReader in) {
    in.doubles("weights", weights);
    bias = in.number("bias");
    mistakes = in.integer("mistakes");
  }
}
