package org.palaestra.nn;

/**
 * AdaGrad (Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and
 * stochastic optimization", 2011), as PyTorch has it: s += g², θ −= η g / (√s + ε). The steps of
 * each number shrink by what it has been moved before.
 */
public final class AdaGrad extends ElementwiseOptimiser {

  private final float epsilon;

  /**
   * With sums of 0.
   *
   * @param epsilon above 0; PyTorch has 1e-10
   */
  public AdaGrad(Parameters parameters, double epsilon) {
    super(parameters, "sum");
    this.epsilon = (float) Checks.aboveZero("epsilon", epsilon);
  }

  @Override
  void move(int i, float[] p, float[] g, int size, double learningRate) {
    float rate = (float) learningRate;
    float[] s = memory(0, i);
    for (int j = 0; j < size; j++) {
      s[j] += g[j] * g[j];
      p[j] -= rate * g[j] / ((float) Math.sqrt(s[j]) + epsilon);
    }
  }
}
