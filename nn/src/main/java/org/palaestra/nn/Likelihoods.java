package org.palaestra.nn;

import static org.palaestra.nn.Functions.affine;
import static org.palaestra.nn.Functions.exp;
import static org.palaestra.nn.Functions.minus;
import static org.palaestra.nn.Functions.plus;
import static org.palaestra.nn.Functions.square;
import static org.palaestra.nn.Functions.times;

import java.util.Arrays;

/** Negative log-likelihoods of real numbers, to be minimised. */
public final class Likelihoods {

  private Likelihoods() {}

  /**
   * Mean of (log σ² + (target − mean)² / σ²) / 2 over all elements: −log of the normal density,
   * less the constant log(2π) / 2, as PyTorch's {@code GaussianNLLLoss} has it. The logarithm keeps
   * the variance above 0 without a bound.
   *
   * @param logVariance log σ², in the shape of the mean
   * @param target in the shape of the mean
   */
  public static Tensor gaussianNll(Tensor mean, Tensor logVariance, Tensor target) {
    return gaussianNll(mean, logVariance, target, LossReduction.MEAN);
  }

  /** As {@link #gaussianNll(Tensor, Tensor, Tensor)}, with another reduction. */
  public static Tensor gaussianNll(
      Tensor mean, Tensor logVariance, Tensor target, LossReduction reduction) {
    Checks.sameShape("gaussian nll", mean, target);
    Checks.sameShape("gaussian nll", mean, logVariance);
    Tensor scaled = times(square(minus(target, mean)), exp(affine(logVariance, -1, 0)));
    return reduction.of(affine(plus(logVariance, scaled), 0.5, 0));
  }

  /**
   * Mean over the rows of −log Σₖ wₖ N(target; meanₖ, diag(σₖ²)), w = softmax(logits): a
   * mixture-density network's loss (Bishop, "Mixture density networks", 1994), constants included.
   *
   * @param logits {@code [rows, K]}
   * @param means {@code [rows, K, D]}
   * @param logStds log σ, {@code [rows, K, D]}
   * @param target {@code [rows, D]}
   */
  public static Tensor mixtureNll(Tensor logits, Tensor means, Tensor logStds, Tensor target) {
    return mixtureNll(logits, means, logStds, target, LossReduction.MEAN);
  }

  /** As {@link #mixtureNll(Tensor, Tensor, Tensor, Tensor)}, with another reduction. */
  public static Tensor mixtureNll(
      Tensor logits, Tensor means, Tensor logStds, Tensor target, LossReduction reduction) {
    if (logits.rank() != 2
        || target.rank() != 2
        || !Arrays.equals(
            means.shape(), new int[] {target.extent(0), logits.extent(1), target.extent(1)})
        || !Arrays.equals(means.shape(), logStds.shape())
        || logits.extent(0) != target.extent(0)) {
      throw new IllegalArgumentException(
          "a mixture takes logits [rows, K], means and deviations [rows, K, D] and a target"
              + " [rows, D], got %s, %s, %s and %s".formatted(logits, means, logStds, target));
    }
    Tensor logWeights = Functions.logSoftmax(logits);
    Tensor each =
        target
            .graph()
            .result(
                logits.differentiable()
                    || means.differentiable()
                    || logStds.differentiable()
                    || target.differentiable(),
                target.extent(0));
    target.graph().add(new MixtureDensity(logWeights, means, logStds, target, each));
    return reduction.of(each);
  }
}
