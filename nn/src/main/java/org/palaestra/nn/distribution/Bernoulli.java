package org.palaestra.nn.distribution;

import java.util.random.RandomGenerator;
import org.palaestra.nn.Functions;
import org.palaestra.nn.LossReduction;
import org.palaestra.nn.Losses;
import org.palaestra.nn.Tensor;

/** Independent numbers that are 1 with probability σ(logits) and 0 otherwise. */
public final class Bernoulli {

  private final Tensor logits;
  private final Tensor probabilities;

  /**
   * A distribution a row.
   *
   * @param logits {@code [rows, n]}, the log-odds of 1
   */
  public Bernoulli(Tensor logits) {
    if (logits.rank() != 2) {
      throw new IllegalArgumentException("bernoulli takes logits [rows, n], got " + logits);
    }
    this.logits = logits;
    probabilities = Functions.sigmoid(logits);
  }

  /** Of 1, {@code [rows, n]}. */
  public Tensor probabilities() {
    return probabilities;
  }

  /**
   * Draws n zeros and ones a row.
   *
   * @param streams one a row
   * @param out {@code [rows, n]}
   */
  public void sample(RandomGenerator[] streams, float[] out) {
    int n = logits.extent(1);
    Streams.check(streams, logits.extent(0), out.length, logits.size());
    float[] p = probabilities.value();
    for (int i = 0; i < logits.size(); i++) {
      out[i] = streams[i / n].nextDouble() < p[i] ? 1 : 0;
    }
  }

  /**
   * The logarithm of the probability of {@code value}, {@code [rows]}.
   *
   * @param value zeros and ones, {@code [rows, n]}
   */
  public Tensor logProb(Tensor value) {
    return negative(Losses.binaryCrossEntropy(logits, value, LossReduction.NONE));
  }

  /**
   * In nats, {@code [rows]}: what the cross-entropy is when the target is the distribution's own.
   */
  public Tensor entropy() {
    return Functions.rowSums(Losses.binaryCrossEntropy(logits, probabilities, LossReduction.NONE));
  }

  private static Tensor negative(Tensor each) {
    return Functions.affine(Functions.rowSums(each), -1, 0);
  }
}
