package org.palaestra.nn;

/**
 * Losses of predictions against targets. Without a {@link LossReduction} they are averaged, as
 * PyTorch does. {@link Likelihoods} and {@link Divergences} hold those of distributions.
 */
public final class Losses {

  private Losses() {}

  /** Mean of (prediction − target)². */
  public static Tensor mse(Tensor prediction, Tensor target) {
    return mse(prediction, target, LossReduction.MEAN);
  }

  /** (prediction − target)². */
  public static Tensor mse(Tensor prediction, Tensor target, LossReduction reduction) {
    return reduction.of(Functions.square(error("mse", prediction, target)));
  }

  /** Mean of |prediction − target|. */
  public static Tensor l1(Tensor prediction, Tensor target) {
    return l1(prediction, target, LossReduction.MEAN);
  }

  /** |prediction − target|. */
  public static Tensor l1(Tensor prediction, Tensor target, LossReduction reduction) {
    return reduction.of(Functions.abs(error("l1", prediction, target)));
  }

  /**
   * Huber's loss (Huber, 1964): the mean of e²/2 where |e| is at most {@code delta}, and of delta
   * (|e| − delta/2) beyond.
   *
   * @param delta above 0
   */
  public static Tensor huber(Tensor prediction, Tensor target, double delta) {
    return huber(prediction, target, delta, LossReduction.MEAN);
  }

  /** As {@link #huber(Tensor, Tensor, double)}, with another reduction. */
  public static Tensor huber(
      Tensor prediction, Tensor target, double delta, LossReduction reduction) {
    return reduction.of(quadraticThenLinear("huber", prediction, target, "delta", delta));
  }

  /**
   * Mean of e²/(2 beta) where |e| is below {@code beta}, and of |e| − beta/2 beyond (Girshick,
   * "Fast R-CNN", 2015): Huber's loss divided by beta.
   *
   * @param beta above 0
   */
  public static Tensor smoothL1(Tensor prediction, Tensor target, double beta) {
    return smoothL1(prediction, target, beta, LossReduction.MEAN);
  }

  /** As {@link #smoothL1(Tensor, Tensor, double)}, with another reduction. */
  public static Tensor smoothL1(
      Tensor prediction, Tensor target, double beta, LossReduction reduction) {
    Tensor each = quadraticThenLinear("smooth l1", prediction, target, "beta", beta);
    return reduction.of(Functions.affine(each, 1 / beta, 0));
  }

  /**
   * Mean of −t log σ(x) − (1 − t) log(1 − σ(x)): the cross-entropy of independent yes-or-no
   * answers.
   *
   * @param logits x, the log-odds of yes
   * @param target t, in the same shape, from 0 to 1; receives a gradient if it wants one
   */
  public static Tensor binaryCrossEntropy(Tensor logits, Tensor target) {
    return binaryCrossEntropy(logits, target, LossReduction.MEAN);
  }

  /** As {@link #binaryCrossEntropy(Tensor, Tensor)}, with another reduction. */
  public static Tensor binaryCrossEntropy(Tensor logits, Tensor target, LossReduction reduction) {
    Checks.sameShape("binary cross-entropy", logits, target);
    Tensor each =
        logits.graph().result(logits.differentiable() || target.differentiable(), logits.shape());
    logits.graph().add(new BinaryCrossEntropy(logits, target, each));
    return reduction.of(each);
  }

  /**
   * Mean of −log softmax(logits)[class].
   *
   * @param logits {@code [rows, n]}
   * @param classes {@code [rows]}, from 0 to n − 1; read at each forward pass
   */
  public static Tensor crossEntropy(Tensor logits, int[] classes) {
    return crossEntropy(logits, classes, LossReduction.MEAN);
  }

  /** As {@link #crossEntropy(Tensor, int[])}, with another reduction. */
  public static Tensor crossEntropy(Tensor logits, int[] classes, LossReduction reduction) {
    return nll(Functions.logSoftmax(logits), classes, reduction);
  }

  /**
   * Mean of −log p[class], the negative log-likelihood.
   *
   * @param logProbabilities {@code [rows, n]}, as {@link Functions#logSoftmax} gives it
   * @param classes {@code [rows]}, from 0 to n − 1; read at each forward pass
   */
  public static Tensor nll(Tensor logProbabilities, int[] classes) {
    return nll(logProbabilities, classes, LossReduction.MEAN);
  }

  /** As {@link #nll(Tensor, int[])}, with another reduction. */
  public static Tensor nll(Tensor logProbabilities, int[] classes, LossReduction reduction) {
    return reduction.of(Functions.affine(Functions.pick(logProbabilities, classes), -1, 0));
  }

  private static Tensor error(String loss, Tensor prediction, Tensor target) {
    Checks.sameShape(loss, prediction, target);
    return Functions.minus(prediction, target);
  }

  private static Tensor quadraticThenLinear(
      String loss, Tensor prediction, Tensor target, String name, double delta) {
    if (!(delta > 0)) {
      throw new IllegalArgumentException("%s must be above 0, got %s".formatted(name, delta));
    }
    Tensor error = error(loss, prediction, target);
    Tensor each = error.graph().result(error.differentiable(), error.shape());
    error.graph().add(new HuberLoss(error, each, (float) delta));
    return each;
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
