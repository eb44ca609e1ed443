package org.palaestra.nn.distribution;

import java.util.random.RandomGenerator;
import org.palaestra.nn.Functions;
import org.palaestra.nn.Tensor;

/** One of n, with probabilities softmax(logits). */
public final class Categorical {

  private final Tensor logProbabilities;
  private final Tensor probabilities;
  private final int rows;
  private final int n;

  /**
   * A distribution a row.
   *
   * @param logits {@code [rows, n]}; negative infinity excludes a choice
   */
  public Categorical(Tensor logits) {
    if (logits.rank() != 2) {
      throw new IllegalArgumentException("categorical takes logits [rows, n], got " + logits);
    }
    rows = logits.extent(0);
    n = logits.extent(1);
    logProbabilities = Functions.logSoftmax(logits);
    probabilities = Functions.exp(logProbabilities);
  }

  /** {@code [rows, n]}. */
  public Tensor probabilities() {
    return probabilities;
  }

  /** {@code [rows, n]}. */
  public Tensor logProbabilities() {
    return logProbabilities;
  }

  /**
   * Draws one choice a row; one of probability 0 never comes.
   *
   * @param streams one a row
   * @param out {@code [rows]}
   * @throws IllegalStateException if the probabilities are not numbers
   */
  public void sample(RandomGenerator[] streams, int[] out) {
    Streams.check(streams, rows, out.length, rows);
    float[] p = probabilities.value();
    for (int row = 0; row < rows; row++) {
      double total = 0;
      for (int i = row * n; i < (row + 1) * n; i++) {
        total += p[i];
      }
      if (!(total > 0)) {
        throw new IllegalStateException(
            "the probabilities of row %d add up to %s".formatted(row, total));
      }
      double rest = streams[row].nextDouble() * total;
      int choice = -1;
      for (int i = 0; i < n && rest >= 0; i++) {
        if (p[row * n + i] > 0) {
          choice = i;
          rest -= p[row * n + i];
        }
      }
      out[row] = choice;
    }
  }

  /**
   * The most probable choice of each row, the first among equals.
   *
   * @param out {@code [rows]}
   */
  public void mode(int[] out) {
    float[] p = logProbabilities.value();
    for (int row = 0; row < rows; row++) {
      int best = 0;
      for (int i = 1; i < n; i++) {
        if (p[row * n + i] > p[row * n + best]) {
          best = i;
        }
      }
      out[row] = best;
    }
  }

  /**
   * The logarithm of the probability of {@code choices}.
   *
   * @param choices {@code [rows]}; read at each forward pass
   * @return {@code [rows]}
   */
  public Tensor logProb(int[] choices) {
    return Functions.pick(logProbabilities, choices);
  }

  /** In nats, {@code [rows]}. */
  public Tensor entropy() {
    return Functions.entropy(logProbabilities);
  }
}
