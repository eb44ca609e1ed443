package org.palaestra.nn;

import java.util.List;

/**
 * Layer normalisation (Ba, Kiros and Hinton, 2016) over the last axis: {@code [..., features]} to
 * the same shape, y = (x − mean) / √(variance + ε) · weight + bias with the statistics of each row
 * by itself, the variance without Bessel's correction. Parameters {@code NAME.weight [features]}
 * and {@code NAME.bias [features]}.
 */
public final class LayerNorm implements Layer {

  private final int features;
  private final double epsilon;
  private final Parameter weight;
  private final Parameter bias;

  /** A layer with PyTorch's ε = 1e-5. */
  public LayerNorm(Parameters parameters, String name, int features) {
    this(parameters, name, features, 1e-5);
  }

  /**
   * A layer with weights of 1 and biases of 0.
   *
   * @param epsilon added to variances, above 0
   */
  public LayerNorm(Parameters parameters, String name, int features, double epsilon) {
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon must be above 0, got " + epsilon);
    }
    this.features = features;
    this.epsilon = epsilon;
    weight = parameters.add(name + ".weight", Initialisers.constant(1), features);
    bias = parameters.add(name + ".bias", Initialisers.constant(0), features);
  }

  @Override
  public Tensor apply(Tensor x) {
    if (x.rank() < 1 || x.extent(-1) != features) {
      throw new IllegalArgumentException(
          "%s cannot take %s: its last extent must be %d".formatted(this, x, features));
    }
    Tensor y = x.graph().result(true, x.shape());
    x.graph().add(new Normalise(x, y));
    return y;
  }

  private final class Normalise implements Operation {

    private final Tensor x;
    private final Tensor y;

    /** {@code [rows, features]} before weight and bias. */
    private final float[] normal;

    /** {@code [rows]}, 1 / √(variance + ε). */
    private final float[] scale;

    Normalise(Tensor x, Tensor y) {
      this.x = x;
      this.y = y;
      normal = new float[x.size()];
      scale = new float[x.rows()];
    }

    @Override
    public String name() {
      return "layer_norm %s, %d".formatted(weight.layer(), features);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weight, bias);
    }

    @Override
    public void forward() {
      float[] in = x.value();
      float[] out = y.value();
      float[] w = weight.value();
      float[] b = bias.value();
      for (int row = 0; row < scale.length; row++) {
        int at = row * features;
        double sum = 0;
        for (int f = 0; f < features; f++) {
          sum += in[at + f];
        }
        double mean = sum / features;
        double squares = 0;
        for (int f = 0; f < features; f++) {
          double deviation = in[at + f] - mean;
          squares += deviation * deviation;
        }
        float s = (float) (1 / Math.sqrt(squares / features + epsilon));
        float m = (float) mean;
        scale[row] = s;
        for (int f = 0; f < features; f++) {
          float n = (in[at + f] - m) * s;
          normal[at + f] = n;
          out[at + f] = n * w[f] + b[f];
        }
      }
    }

    /** With g = dy · weight: dx = scale · (g − mean(g) − x̂ · mean(g · x̂)), row by row. */
    @Override
    public void backward() {
      float[] dy = y.gradient();
      float[] w = weight.value();
      float[] dw = weight.gradient();
      float[] db = bias.gradient();
      for (int row = 0; row < scale.length; row++) {
        int at = row * features;
        double sum = 0;
        double products = 0;
        for (int f = 0; f < features; f++) {
          float g = dy[at + f] * w[f];
          sum += g;
          products += g * normal[at + f];
        }
        if (!weight.frozen()) {
          for (int f = 0; f < features; f++) {
            dw[f] += dy[at + f] * normal[at + f];
          }
        }
        if (!bias.frozen()) {
          for (int f = 0; f < features; f++) {
            db[f] += dy[at + f];
          }
        }
        if (x.differentiable()) {
          float meanGradient = (float) (sum / features);
          float meanProduct = (float) (products / features);
          float[] dx = x.gradient();
          for (int f = 0; f < features; f++) {
            float g = dy[at + f] * w[f];
            dx[at + f] += scale[row] * (g - meanGradient - normal[at + f] * meanProduct);
          }
        }
      }
    }
  }

  @Override
  public String toString() {
    return "layer_norm " + features;
  }
}
