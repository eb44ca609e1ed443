package org.palaestra.nn;

import java.util.List;

/** Limits on gradients, against their explosion. Those of frozen parameters are left out. */
public final class GradientClipping {

  /** What PyTorch adds to the norm before it divides by it. */
  private static final double EPSILON = 1e-6;

  private GradientClipping() {}

  /**
   * Scales all gradients by one factor, so that together they are no longer than {@code longest}
   * (Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013;
   * PyTorch's {@code clip_grad_norm_}). Gradients that are not finite are left as they are.
   *
   * @param longest greatest Euclidean norm, above 0
   * @return the norm before; not finite if any gradient is not
   */
  public static double byNorm(Parameters parameters, double longest) {
    Checks.aboveZero("the longest norm", longest);
    List<Parameter> all = parameters.all();
    double squares = 0;
    for (int i = 0; i < all.size(); i++) {
      Parameter parameter = all.get(i);
      if (!parameter.frozen()) {
        float[] g = parameter.gradient();
        for (int j = 0; j < parameter.size(); j++) {
          squares += (double) g[j] * g[j];
        }
      }
    }
    double norm = Math.sqrt(squares);
    double factor = longest / (norm + EPSILON);
    if (factor < 1 && norm < Double.POSITIVE_INFINITY) {
      scale(all, (float) factor);
    }
    return norm;
  }

  private static void scale(List<Parameter> all, float factor) {
    for (int i = 0; i < all.size(); i++) {
      Parameter parameter = all.get(i);
      if (!parameter.frozen()) {
        float[] g = parameter.gradient();
        int size = parameter.size();
        for (int j = 0; j < size; j++) {
          g[j] *= factor;
        }
      }
    }
  }

  /**
   * Cuts every number of the gradients to [−limit, limit].
   *
   * @param limit above 0
   */
  public static void byValue(Parameters parameters, double limit) {
    float high = (float) Checks.aboveZero("the limit", limit);
    List<Parameter> all = parameters.all();
    for (int i = 0; i < all.size(); i++) {
      Parameter parameter = all.get(i);
      if (!parameter.frozen()) {
        float[] g = parameter.gradient();
        int size = parameter.size();
        for (int j = 0; j < size; j++) {
          g[j] = Math.max(-high, Math.min(high, g[j]));
        }
      }
    }
  }
}
