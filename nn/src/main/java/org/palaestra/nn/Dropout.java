package org.palaestra.nn;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Dropout (Srivastava et al., 2014), inverted: while the graph is {@linkplain Graph#training()
 * training}, each element is 0 with some probability p and 1 / (1 − p) times itself otherwise, so
 * that its mean stays; otherwise nothing happens. Elements are drawn anew at each forward pass from
 * the graph's {@linkplain Graph#random() random numbers}.
 */
public final class Dropout implements Layer {

  private final float probability;

  /**
   * @param probability with which an element is dropped, in [0, 1)
   */
  public Dropout(double probability) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "the probability of dropout must be in [0, 1), got " + probability);
    }
    this.probability = (float) probability;
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor y = x.graph().result(x.differentiable(), x.shape());
    x.graph().add(new Drop(x, y, probability));
    return y;
  }

  @Override
  public String toString() {
    return "dropout " + probability;
  }

  private static final class Drop extends Pointwise {

    private final float probability;
    private final float kept;

    /** 0 or 1 / (1 − p) for each element, as the last forward pass drew it. */
    private final float[] factors;

    Drop(Tensor x, Tensor y, float probability) {
      super(x, y);
      this.probability = probability;
      kept = 1 / (1 - probability);
      factors = new float[x.size()];
    }

    @Override
    public String name() {
      return "dropout " + probability;
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      if (x.graph().training()) {
        RandomGenerator random = x.graph().random();
        for (int i = 0; i < size; i++) {
          factors[i] = random.nextFloat() < probability ? 0 : kept;
        }
      } else {
        Arrays.fill(factors, 1);
      }
      for (int i = 0; i < size; i++) {
        out[i] = in[i] * factors[i];
      }
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        dx[i] += dy[i] * factors[i];
      }
    }
  }
}
