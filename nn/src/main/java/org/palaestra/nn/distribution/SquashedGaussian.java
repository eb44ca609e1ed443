package org.palaestra.nn.distribution;

import static org.palaestra.nn.Functions.affine;
import static org.palaestra.nn.Functions.minus;
import static org.palaestra.nn.Functions.plus;
import static org.palaestra.nn.Functions.rowSums;
import static org.palaestra.nn.Functions.softplus;
import static org.palaestra.nn.Functions.tanh;

import java.util.random.RandomGenerator;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.Kernels;

/**
 * tanh of normal numbers, which lies between −1 and 1 (Haarnoja et al., "Soft actor-critic", 2018,
 * appendix C).
 *
 * <p>Densities are asked for by the normal number u rather than by tanh(u), from which u cannot be
 * had back once it has been rounded to ±1.
 */
public final class SquashedGaussian {

  private static final double LOG_2 = 0.6931471805599453;

  private final DiagonalGaussian normal;
  private final Kernels kernels;
  private final int size;

  /**
   * A distribution a row.
   *
   * @param mean of u, {@code [rows, n]}
   * @param logStd log σ of u, {@code [rows, n]}, or {@code [n]} for all rows
   */
  public SquashedGaussian(Tensor mean, Tensor logStd) {
    normal = new DiagonalGaussian(mean, logStd);
    kernels = mean.graph().kernels();
    size = mean.size();
  }

  /** The distribution of u. */
  public DiagonalGaussian normal() {
    return normal;
  }

  /**
   * Draws n numbers from −1 to 1 a row.
   *
   * @param streams one a row
   * @param out tanh(u), {@code [rows, n]}
   */
  public void sample(RandomGenerator[] streams, float[] out) {
    normal.sample(streams, out);
    kernels.tanh(out, out, size);
  }

  /**
   * A sample of u through which gradients reach mean and deviation; {@link #squash} makes the
   * action of it, {@link #logProb} its density.
   *
   * @param noise {@code [rows, n]}, standard normal numbers
   */
  public Tensor sample(Tensor noise) {
    return normal.sample(noise);
  }

  /** tanh(u). */
  public static Tensor squash(Tensor u) {
    return tanh(u);
  }

  /**
   * The logarithm of the density at tanh(u): that of u less Σ log(1 − tanh²(u)), which is 2 (log 2
   * − u − softplus(−2u)) and stays right where 1 − tanh²(u) is rounded to 0.
   *
   * @param u {@code [rows, n]}, before squashing
   * @return {@code [rows]}
   */
  public Tensor logProb(Tensor u) {
    Tensor logSlope = affine(plus(u, softplus(affine(u, -2, 0))), -2, 2 * LOG_2);
    return minus(normal.logProb(u), rowSums(logSlope));
  }

  /**
   * −{@link #logProb}: for u sampled from this distribution its expectation is the entropy, which
   * has no closed form.
   */
  public Tensor entropy(Tensor u) {
    return affine(logProb(u), -1, 0);
  }
}
