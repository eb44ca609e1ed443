package org.palaestra.nn;

/**
 * Gradient descent, θ −= η g, plain or with momentum, as PyTorch has it. Whether it is full-batch,
 * single-sample ("stochastic") or mini-batch descent depends on what the gradient was taken of; see
 * {@link org.palaestra.nn.data.Batches}.
 */
public final class Sgd extends ElementwiseOptimiser {

  private final float momentum;
  private final boolean nesterov;

  /** Plain gradient descent. */
  public Sgd(Parameters parameters) {
    super(parameters);
    momentum = 0;
    nesterov = false;
  }

  private Sgd(Parameters parameters, double momentum, boolean nesterov) {
    super(parameters, "velocity");
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("momentum must be in [0, 1), got " + momentum);
    }
    this.momentum = (float) momentum;
    this.nesterov = nesterov;
  }

  /**
   * Descent with a heavy ball (Polyak, "Some methods of speeding up the convergence of iteration
   * methods", 1964): v = μ v + g, θ −= η v.
   *
   * @param momentum μ, from 0 to below 1; 0.9 is usual
   */
  public static Sgd momentum(Parameters parameters, double momentum) {
    return new Sgd(parameters, momentum, false);
  }

  /**
   * Nesterov's momentum in the form of Sutskever et al. ("On the importance of initialization and
   * momentum in deep learning", 2013) that PyTorch has: v = μ v + g, θ −= η (g + μ v).
   *
   * @param momentum μ, from 0 to below 1
   */
  public static Sgd nesterov(Parameters parameters, double momentum) {
    return new Sgd(parameters, momentum, true);
  }

  @Override
  void move(int i, float[] p, float[] g, int size, double learningRate) {
    float rate = (float) learningRate;
    if (momentum == 0) {
      for (int j = 0; j < size; j++) {
        p[j] -= rate * g[j];
      }
      return;
    }
    float[] v = memory(0, i);
    for (int j = 0; j < size; j++) {
      v[j] = momentum * v[j] + g[j];
    }
    if (nesterov) {
      for (int j = 0; j < size; j++) {
        p[j] -= rate * (g[j] + momentum * v[j]);
      }
    } else {
      for (int j = 0; j < size; j++) {
        p[j] -= rate * v[j];
      }
    }
  }
}
