package org.palaestra.agents.value;

import org.palaestra.nn.Operation;
import org.palaestra.nn.Tensor;

/**
 * The quantile Huber loss (Dabney et al., "Distributional reinforcement learning with quantile
 * regression", 2018, equation 10 and algorithm 1): with u = y(j) − θ(i) and τ̂(i) = (2i + 1) / 2Z
 * for i from 0,
 *
 * <pre>L = Σ over i of the mean over j of |τ̂(i) − [u &lt; 0]| · Huber(u; κ)</pre>
 */
final class QuantileLoss implements Operation {

  private final Tensor theta; // [B, Z]
  private final Tensor y; // [B, Z]
  private final float kappa;
  private final Tensor losses; // [B]
  private final int quantiles; // Z

  private QuantileLoss(Tensor theta, Tensor y, float kappa, Tensor losses) {
    this.theta = theta;
    this.y = y;
    this.kappa = kappa;
    this.losses = losses;
    quantiles = theta.extent(1);
  }

  /**
   * Adds it to the graph of {@code theta}.
   *
   * @param theta {@code [B, Z]} the quantiles
   * @param y {@code [B, Z]} what they should be quantiles of; takes no gradient
   * @param kappa κ, above 0
   * @return {@code [B]}
   */
  static Tensor of(Tensor theta, Tensor y, double kappa) {
    Tensor losses = theta.graph().result(theta.differentiable(), theta.extent(0));
    theta.graph().add(new QuantileLoss(theta, y, (float) kappa, losses));
    return losses;
  }

  private float tau(int i) {
    return (2 * i + 1) / (2f * quantiles);
  }

  @Override
  public void forward() {
    for (int row = 0; row < losses.size(); row++) {
      int at = row * quantiles;
      double sum = 0;
      for (int i = 0; i < quantiles; i++) {
        float own = theta.value()[at + i];
        float tau = tau(i);
        float part = 0;
        for (int j = 0; j < quantiles; j++) {
          float u = y.value()[at + j] - own;
          float size = Math.abs(u);
          float huber = size <= kappa ? 0.5f * u * u : kappa * (size - 0.5f * kappa);
          part += (u < 0 ? 1 - tau : tau) * huber;
        }
        sum += part;
      }
      losses.value()[row] = (float) (sum / quantiles);
    }
  }

  /** dL/dθ(i) = −mean over j of |τ̂(i) − [u &lt; 0]| · (u cut to [−κ, κ]). */
  @Override
  public void backward() {
    if (!theta.differentiable()) {
      return;
    }
    for (int row = 0; row < losses.size(); row++) {
      int at = row * quantiles;
      float scale = losses.gradient()[row] / quantiles;
      for (int i = 0; i < quantiles; i++) {
        float own = theta.value()[at + i];
        float tau = tau(i);
        float slope = 0;
        for (int j = 0; j < quantiles; j++) {
          float u = y.value()[at + j] - own;
          slope += (u < 0 ? 1 - tau : tau) * Math.max(-kappa, Math.min(kappa, u));
        }
        theta.gradient()[at + i] -= scale * slope;
      }
    }
  }
}
