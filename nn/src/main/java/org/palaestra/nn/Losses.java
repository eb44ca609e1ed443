package org.palaestra.nn;

import java.util.Arrays;

/** Losses, each a tensor of one element, averaged as PyTorch does. */
public final class Losses {

  private Losses() {}

  /** Mean of (prediction − target)². */
  public static Tensor mse(Tensor prediction, Tensor target) {
    same(prediction, target);
    return Functions.mean(Functions.square(Functions.minus(prediction, target)));
  }

  /**
   * Huber's loss (Huber, 1964): the mean of e²/2 where |e| is at most {@code delta}, and of delta
   * (|e| − delta/2) beyond.
   *
   * @param delta above 0
   */
  public static Tensor huber(Tensor prediction, Tensor target, double delta) {
    same(prediction, target);
    if (!(delta > 0)) {
      throw new IllegalArgumentException("delta must be above 0, got " + delta);
    }
    Tensor error = Functions.minus(prediction, target);
    Tensor each = error.graph().result(error.differentiable(), error.shape());
    error.graph().add(new HuberLoss(error, each, (float) delta));
    return Functions.mean(each);
  }

  private static void same(Tensor prediction, Tensor target) {
    if (!Arrays.equals(prediction.shape(), target.shape())) {
      throw new IllegalArgumentException(
          "the prediction, %s, and the target, %s, do not have the same shape"
              .formatted(prediction, target));
    }
  }

  private static final class HuberLoss extends Pointwise {
    private final float delta;

    HuberLoss(Tensor error, Tensor each, float delta) {
      super(error, each);
      this.delta = delta;
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      for (int i = 0; i < size; i++) {
        float e = Math.abs(in[i]);
        out[i] = e <= delta ? 0.5f * e * e : delta * (e - 0.5f * delta);
      }
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        dx[i] += dy[i] * Math.max(-delta, Math.min(delta, in[i]));
      }
    }
  }
}
