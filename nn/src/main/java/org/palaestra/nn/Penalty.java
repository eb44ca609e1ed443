package org.palaestra.nn;

import java.util.List;

/**
 * A price on large weights, added to the loss: l1 Σ|θ| + l2/2 Σθ². The first term (lasso:
 * Tibshirani, "Regression shrinkage and selection via the lasso", 1996) drives weights to 0, the
 * second (ridge: Hoerl and Kennard, 1970) makes them small.
 *
 * <p>Call {@link #addGradients} between the backward pass (and clipping) and the optimiser's step;
 * with l1 = 0 this is then what PyTorch calls {@code weight_decay} = l2, for every optimiser but
 * {@link AdamW}. Frozen parameters are left out.
 *
 * @param l1 price of |θ|, at least 0
 * @param l2 price of θ²/2, at least 0
 */
public record Penalty(double l1, double l2) {

  /** Checks that both are at least 0. */
  public Penalty {
    Checks.atLeastZero("l1", l1);
    Checks.atLeastZero("l2", l2);
  }

  /** l1 Σ|θ|. */
  public static Penalty lasso(double l1) {
    return new Penalty(l1, 0);
  }

  /** l2/2 Σθ². */
  public static Penalty ridge(double l2) {
    return new Penalty(0, l2);
  }

  /** What the parameters cost. */
  public double value(List<Parameter> parameters) {
    double absolute = 0;
    double squares = 0;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (!parameter.frozen()) {
        float[] p = parameter.value();
        for (int j = 0; j < parameter.size(); j++) {
          absolute += Math.abs(p[j]);
          squares += (double) p[j] * p[j];
        }
      }
    }
    return l1 * absolute + l2 / 2 * squares;
  }

  /** Adds l1 sign(θ) + l2 θ to the gradients; sign(0) is 0. */
  public void addGradients(List<Parameter> parameters) {
    float first = (float) l1;
    float second = (float) l2;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (!parameter.frozen()) {
        float[] p = parameter.value();
        float[] g = parameter.gradient();
        int size = parameter.size();
        for (int j = 0; j < size; j++) {
          g[j] += first * Math.signum(p[j]) + second * p[j];
        }
      }
    }
  }
}
