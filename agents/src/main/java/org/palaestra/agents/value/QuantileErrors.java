package org.palaestra.agents.value;

import org.palaestra.nn.Tensor;

/**
 * How far the quantiles of returns are from what they should be (Dabney et al., "Distributional
 * reinforcement learning with quantile regression", 2018, algorithm 1).
 *
 * <pre>y(j) = R + γⁿ θ(j; s′, a*; θ⁻),  a* = arg max of the mean</pre>
 *
 * <p>The error is that of the mean.
 */
final class QuantileErrors implements Objective {

  private final Batch batch;
  private final int quantiles; // Z
  private final Tensor thetaNext; // [B, A · Z]
  private final Tensor qNext; // [B, A]
  private final Tensor theta; // [B, Z] of the actions that were taken
  private final Tensor y; // [B, Z]
  private final Tensor losses; // [B]

  QuantileErrors(
      QNetwork online, Batch batch, int quantiles, double kappa, Tensor thetaNext, Tensor qNext) {
    this.batch = batch;
    this.quantiles = quantiles;
    this.thetaNext = thetaNext;
    this.qNext = qNext;
    y = batch.learning.input(batch.size, quantiles);
    theta = TakenAtoms.of(online.outputs(batch.states), batch.drawn.indices, quantiles);
    losses = QuantileLoss.of(theta, y, kappa);
  }

  @Override
  public void bootstrap() {
    for (int i = 0; i < batch.size; i++) {
      int best = batch.hasFuture(i) ? batch.greedy(qNext, i) : 0;
      int from = (i * batch.task.actions + best) * quantiles;
      for (int j = 0; j < quantiles; j++) {
        float future =
            batch.hasFuture(i) ? batch.drawn.discounts[i] * thetaNext.value()[from + j] : 0;
        y.value()[i * quantiles + j] = batch.drawn.rewards[i] + future;
      }
    }
  }

  @Override
  public Tensor losses() {
    return losses;
  }

  private double mean(Tensor of, int row) {
    double sum = 0;
    for (int i = row * quantiles; i < (row + 1) * quantiles; i++) {
      sum += of.value()[i];
    }
    return sum / quantiles;
  }

  @Override
  public double error(int row) {
    return mean(y, row) - mean(theta, row);
  }

  @Override
  public double value(int row) {
    return mean(theta, row);
  }
}
