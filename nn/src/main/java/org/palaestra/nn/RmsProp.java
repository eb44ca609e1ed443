package org.palaestra.nn;

/**
 * RMSProp (Tieleman and Hinton, "Lecture 6.5: rmsprop", 2012), as PyTorch has it: s = α s + (1 − α)
 * g², θ −= η g / (√s + ε). {@linkplain #centred Centred} (Graves, "Generating sequences with
 * recurrent neural networks", 2013) it divides by the deviation √(s − m²) instead, m being the
 * equally decaying mean of g.
 */
public final class RmsProp extends ElementwiseOptimiser {

  private final float alpha;
  private final float rest;
  private final float epsilon;
  private final boolean centred;

  /**
   * With means of 0.
   *
   * @param alpha decay of the mean square, from 0 to below 1; PyTorch has 0.99
   * @param epsilon added to the root, above 0; PyTorch has 1e-8
   */
  public RmsProp(Parameters parameters, double alpha, double epsilon) {
    this(parameters, alpha, epsilon, false, "square");
  }

  /** Divides by the deviation of the gradient rather than by its root mean square. */
  public static RmsProp centred(Parameters parameters, double alpha, double epsilon) {
    return new RmsProp(parameters, alpha, epsilon, true, "square", "mean");
  }

  private RmsProp(
      Parameters parameters, double alpha, double epsilon, boolean centred, String... memories) {
    super(parameters, memories);
    if (!(alpha >= 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must be in [0, 1), got " + alpha);
    }
    this.alpha = (float) alpha;
    this.rest = (float) (1 - alpha);
    this.epsilon = (float) Checks.aboveZero("epsilon", epsilon);
    this.centred = centred;
  }

  @Override
  void move(int i, float[] p, float[] g, int size, double learningRate) {
    float rate = (float) learningRate;
    float[] s = memory(0, i);
    for (int j = 0; j < size; j++) {
      s[j] = alpha * s[j] + rest * g[j] * g[j];
    }
    if (centred) {
      float[] m = memory(1, i);
      for (int j = 0; j < size; j++) {
        m[j] = alpha * m[j] + rest * g[j];
        // Gradients that do not change leave a difference of roundings, which may be below 0.
        float variance = Math.max(s[j] - m[j] * m[j], 0);
        p[j] -= rate * g[j] / ((float) Math.sqrt(variance) + epsilon);
      }
    } else {
      for (int j = 0; j < size; j++) {
        p[j] -= rate * g[j] / ((float) Math.sqrt(s[j]) + epsilon);
      }
    }
  }
}
