package org.palaestra.nn;

import static org.palaestra.nn.Functions.affine;
import static org.palaestra.nn.Functions.exp;
import static org.palaestra.nn.Functions.logSoftmax;
import static org.palaestra.nn.Functions.minus;
import static org.palaestra.nn.Functions.plus;
import static org.palaestra.nn.Functions.rowSums;
import static org.palaestra.nn.Functions.square;
import static org.palaestra.nn.Functions.times;

import java.util.Arrays;

/**
 * Divergences KL(P ‖ Q) = E[log P − log Q] under P (Kullback and Leibler, 1951), in closed form.
 * Each row is one distribution: its divergence is the sum over the last axis, and the rows are
 * reduced as is asked for.
 */
public final class Divergences {

  private Divergences() {}

  /**
   * From a diagonal Gaussian to the standard normal, Σ (σ² + mean² − 1 − log σ²) / 2: a variational
   * autoencoder's penalty (Kingma and Welling, 2014, appendix B).
   *
   * @param mean {@code [rows, n]}
   * @param logVariance log σ², {@code [rows, n]}
   */
  public static Tensor gaussianToStandard(
      Tensor mean, Tensor logVariance, LossReduction reduction) {
    Checks.sameShape("the divergence of Gaussians", mean, logVariance);
    Tensor twice = minus(plus(exp(logVariance), square(mean)), logVariance);
    return reduction.of(rowSums(affine(twice, 0.5, -0.5)));
  }

  /**
   * From one diagonal Gaussian, P, to another, Q: Σ (log σq² − log σp² + (σp² + (μp − μq)²) / σq² −
   * 1) / 2. All four are {@code [rows, n]}.
   */
  public static Tensor gaussian(
      Tensor meanP,
      Tensor logVarianceP,
      Tensor meanQ,
      Tensor logVarianceQ,
      LossReduction reduction) {
    for (Tensor each : new Tensor[] {logVarianceP, meanQ, logVarianceQ}) {
      Checks.sameShape("the divergence of Gaussians", meanP, each);
    }
    Tensor ratio = minus(logVarianceP, logVarianceQ);
    Tensor distance = times(square(minus(meanP, meanQ)), exp(affine(logVarianceQ, -1, 0)));
    Tensor twice = plus(minus(exp(ratio), ratio), distance);
    return reduction.of(rowSums(affine(twice, 0.5, -0.5)));
  }

  /** Between two categorical distributions, given by logits {@code [rows, n]}. */
  public static Tensor categorical(Tensor logitsP, Tensor logitsQ, LossReduction reduction) {
    if (logitsP.rank() != 2 || !Arrays.equals(logitsP.shape(), logitsQ.shape())) {
      throw new IllegalArgumentException(
          "a divergence takes logits [rows, n] twice, got %s and %s".formatted(logitsP, logitsQ));
    }
    Tensor p = logSoftmax(logitsP);
    Tensor q = logSoftmax(logitsQ);
    Tensor each = p.graph().result(p.differentiable() || q.differentiable(), logitsP.extent(0));
    p.graph().add(new ExpectedLog(p, q, each));
    return reduction.of(each);
  }
}
