package org.palaestra.nn.distribution;

import static org.palaestra.nn.Functions.affine;
import static org.palaestra.nn.Functions.exp;
import static org.palaestra.nn.Functions.minus;
import static org.palaestra.nn.Functions.plus;
import static org.palaestra.nn.Functions.plusRow;
import static org.palaestra.nn.Functions.rowSums;
import static org.palaestra.nn.Functions.square;
import static org.palaestra.nn.Functions.times;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.nn.Tensor;

/** Independent normal numbers. */
public final class DiagonalGaussian {

  private static final double HALF_LOG_2_PI = 0.9189385332046727;

  private final Tensor mean;
  private final Tensor logStd;
  private final Tensor std;

  /**
   * A distribution a row.
   *
   * @param mean {@code [rows, n]}
   * @param logStd log σ, {@code [rows, n]}, or {@code [n]} for all rows
   */
  public DiagonalGaussian(Tensor mean, Tensor logStd) {
    boolean shared = logStd.rank() == 1 && logStd.size() == mean.extent(-1);
    if (mean.rank() != 2 || !(shared || Arrays.equals(mean.shape(), logStd.shape()))) {
      throw new IllegalArgumentException(
          "a Gaussian takes means [rows, n] and deviations [rows, n] or [n], got %s and %s"
              .formatted(mean, logStd));
    }
    this.mean = mean;
    this.logStd = shared ? plusRow(mean.graph().input(mean.shape()), logStd) : logStd;
    std = exp(this.logStd);
  }

  /** {@code [rows, n]}. */
  public Tensor mean() {
    return mean;
  }

  /** σ, {@code [rows, n]}. */
  public Tensor std() {
    return std;
  }

  /**
   * Draws n numbers a row.
   *
   * @param streams one a row
   * @param out {@code [rows, n]}
   */
  public void sample(RandomGenerator[] streams, float[] out) {
    draw(streams, mean.extent(0), mean.extent(1), out);
    float[] centre = mean.value();
    float[] deviation = std.value();
    for (int i = 0; i < mean.size(); i++) {
      out[i] = centre[i] + deviation[i] * out[i];
    }
  }

  /**
   * Fills the noise that {@link #sample(Tensor)} takes.
   *
   * @param streams one a row
   * @param noise {@code [rows, n]}
   */
  public static void draw(RandomGenerator[] streams, Tensor noise) {
    draw(streams, noise.rows(), noise.extent(-1), noise.value());
  }

  private static void draw(RandomGenerator[] streams, int rows, int n, float[] out) {
    Streams.check(streams, rows, out.length, rows * n);
    for (int i = 0; i < rows * n; i++) {
      out[i] = (float) streams[i / n].nextGaussian();
    }
  }

  /**
   * A sample through which gradients reach mean and deviation (Kingma and Welling, "Auto-encoding
   * variational Bayes", 2014): mean + σ · noise.
   *
   * @param noise {@code [rows, n]}, standard normal numbers
   */
  public Tensor sample(Tensor noise) {
    return plus(mean, times(std, noise));
  }

  /**
   * The logarithm of the density at {@code value}, {@code [rows]}.
   *
   * @param value {@code [rows, n]}
   */
  public Tensor logProb(Tensor value) {
    Tensor z = times(minus(value, mean), exp(affine(logStd, -1, 0)));
    return rowSums(minus(affine(square(z), -0.5, -HALF_LOG_2_PI), logStd));
  }

  /** In nats, {@code [rows]}. */
  public Tensor entropy() {
    return rowSums(affine(logStd, 1, 0.5 + HALF_LOG_2_PI));
  }
}
