package org.palaestra.nn;

import java.util.Arrays;
import java.util.List;

/**
 * Batch normalisation (Ioffe and Szegedy, 2015) of each feature or channel, the last axis: {@code
 * [batch, features]} or {@code [batch, height, width, channels]} to the same shape.
 *
 * <p>While the graph is {@linkplain Graph#training() training}, y = (x − mean) / √(variance + ε) ·
 * weight + bias with the statistics of the batch, and the running statistics move towards them by
 * {@code momentum}, the variance after Bessel's correction, as in PyTorch. Otherwise the running
 * statistics are used and stay.
 *
 * <p>Parameters {@code NAME.weight} and {@code NAME.bias}, buffers {@code NAME.running_mean} and
 * {@code NAME.running_var}, all {@code [features]}.
 */
public final class BatchNorm implements Layer {

  private final int features;
  private final double epsilon;
  private final float momentum;
  private final Parameter weight;
  private final Parameter bias;
  private final Buffer runningMean;
  private final Buffer runningVariance;

  /** A layer with PyTorch's ε = 1e-5 and momentum 0.1. */
  public BatchNorm(Parameters parameters, String name, int features) {
    this(parameters, name, features, 1e-5, 0.1);
  }

  /**
   * A layer with weights of 1 and biases of 0.
   *
   * @param epsilon added to variances, above 0
   * @param momentum weight of the newest batch in the running statistics, in (0, 1]
   */
  public BatchNorm(
      Parameters parameters, String name, int features, double epsilon, double momentum) {
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon must be above 0, got " + epsilon);
    }
    if (!(momentum > 0 && momentum <= 1)) {
      throw new IllegalArgumentException("momentum must be in (0, 1], got " + momentum);
    }
    this.features = features;
    this.epsilon = epsilon;
    this.momentum = (float) momentum;
    weight = parameters.add(name + ".weight", Initialisers.constant(1), features);
    bias = parameters.add(name + ".bias", Initialisers.constant(0), features);
    runningMean = parameters.addBuffer(name + ".running_mean", 0, features);
    runningVariance = parameters.addBuffer(name + ".running_var", 1, features);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Training needs more than one value for each feature: the forward pass of less throws {@link
   * IllegalStateException}.
   */
  @Override
  public Tensor apply(Tensor x) {
    if (x.rank() < 2 || x.extent(-1) != features) {
      throw new IllegalArgumentException(
          "%s cannot take %s: it must be [batch, ..., %d]".formatted(this, x, features));
    }
    Tensor y = x.graph().result(true, x.shape());
    x.graph().add(new Normalise(x, y));
    return y;
  }

  private final class Normalise implements Operation {

    private final Tensor x;
    private final Tensor y;
    private final int rows;

    /** Whether the last forward pass used the statistics of the batch. */
    private boolean ofBatch;

    private final float[] mean = new float[features];

    /** 1 / √(variance + ε). */
    private final float[] scale = new float[features];

    private final float[] factor = new float[features];
    private final double[] sum = new double[features];
    private final double[] sumOfProducts = new double[features];

    Normalise(Tensor x, Tensor y) {
      this.x = x;
      this.y = y;
      rows = x.rows();
    }

    @Override
    public String name() {
      return "batch_norm %s, %d".formatted(weight.layer(), features);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weight, bias);
    }

    @Override
    public void forward() {
      ofBatch = x.graph().training();
      if (ofBatch) {
        measure();
      } else {
        for (int f = 0; f < features; f++) {
          mean[f] = runningMean.value()[f];
          scale[f] = (float) (1 / Math.sqrt(runningVariance.value()[f] + epsilon));
        }
      }
      float[] in = x.value();
      float[] out = y.value();
      float[] shift = bias.value();
      for (int f = 0; f < features; f++) {
        factor[f] = scale[f] * weight.value()[f];
      }
      for (int row = 0; row < rows; row++) {
        int at = row * features;
        for (int f = 0; f < features; f++) {
          out[at + f] = (in[at + f] - mean[f]) * factor[f] + shift[f];
        }
      }
    }

    /** Takes the batch's statistics, in two passes and in doubles so that nothing cancels. */
    private void measure() {
      if (rows < 2) {
        throw new IllegalStateException(
            "%s cannot train on %s: a variance needs more than one value for each feature"
                .formatted(BatchNorm.this, x));
      }
      float[] in = x.value();
      Arrays.fill(sum, 0);
      for (int row = 0; row < rows; row++) {
        int at = row * features;
        for (int f = 0; f < features; f++) {
          sum[f] += in[at + f];
        }
      }
      for (int f = 0; f < features; f++) {
        sum[f] /= rows;
        mean[f] = (float) sum[f];
      }
      Arrays.fill(sumOfProducts, 0);
      for (int row = 0; row < rows; row++) {
        int at = row * features;
        for (int f = 0; f < features; f++) {
          double deviation = in[at + f] - sum[f];
          sumOfProducts[f] += deviation * deviation;
        }
      }
      float[] running = runningMean.value();
      float[] variance = runningVariance.value();
      for (int f = 0; f < features; f++) {
        scale[f] = (float) (1 / Math.sqrt(sumOfProducts[f] / rows + epsilon));
        running[f] += momentum * (mean[f] - running[f]);
        variance[f] += momentum * ((float) (sumOfProducts[f] / (rows - 1)) - variance[f]);
      }
    }

    /**
     * With x̂ the normalised values: dx = weight · scale · (dy − mean(dy) − x̂ · mean(dy · x̂)).
     */
    @Override
    public void backward() {
      float[] in = x.value();
      float[] dy = y.gradient();
      Arrays.fill(sum, 0);
      Arrays.fill(sumOfProducts, 0);
      for (int row = 0; row < rows; row++) {
        int at = row * features;
        for (int f = 0; f < features; f++) {
          float normal = (in[at + f] - mean[f]) * scale[f];
          sum[f] += dy[at + f];
          sumOfProducts[f] += dy[at + f] * normal;
        }
      }
      for (int f = 0; f < features; f++) {
        if (!bias.frozen()) {
          bias.gradient()[f] += (float) sum[f];
        }
        if (!weight.frozen()) {
          weight.gradient()[f] += (float) sumOfProducts[f];
        }
        // Running statistics are constants: nothing flows through them.
        sum[f] = ofBatch ? sum[f] / rows : 0;
        sumOfProducts[f] = ofBatch ? sumOfProducts[f] / rows : 0;
      }
      if (x.differentiable()) {
        float[] dx = x.gradient();
        for (int row = 0; row < rows; row++) {
          int at = row * features;
          for (int f = 0; f < features; f++) {
            float normal = (in[at + f] - mean[f]) * scale[f];
            dx[at + f] +=
                factor[f] * (dy[at + f] - (float) sum[f] - normal * (float) sumOfProducts[f]);
          }
        }
      }
    }
  }

  @Override
  public String toString() {
    return "batch_norm " + features;
  }
}
