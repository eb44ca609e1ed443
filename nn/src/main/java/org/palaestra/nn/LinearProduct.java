package org.palaestra.nn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operation behind {@link Linear} and {@link MaskedLinear}. */
final class LinearProduct implements Operation {

  private final Tensor x;
  private final Tensor y;
  private final Parameter weight;
  private final Parameter bias;
  private final boolean rectified;
  private final RowProduct product;

  private LinearProduct(
      Tensor x,
      Tensor y,
      Parameter weight,
      Parameter bias,
      float @Nullable [] mask,
      boolean rectified) {
    this.x = x;
    this.y = y;
    this.weight = weight;
    this.rectified = rectified;
    this.bias = bias;
    product =
        new RowProduct(
            x.graph().kernels(),
            x.rows(),
            x.extent(-1),
            y.extent(-1),
            weight,
            mask,
            x.differentiable());
  }

  /**
   * Adds it to the graph of {@code x}.
   *
   * @param x {@code [..., in]}
   * @param weight {@code [in, out]} in memory
   * @param mask see {@link RowProduct}
   * @param rectified whether max(y, 0) is the output
   */
  static Tensor apply(
      Tensor x,
      int out,
      Parameter weight,
      Parameter bias,
      float @Nullable [] mask,
      boolean rectified) {
    int[] shape = x.shape();
    shape[shape.length - 1] = out;
    Tensor y = x.graph().result(true, shape);
    x.graph().add(new LinearProduct(x, y, weight, bias, mask, rectified));
    return y;
  }

  @Override
  public String name() {
    return "linear %s, %d to %d".formatted(weight.layer(), x.extent(-1), y.extent(-1));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weight, bias);
  }

  @Override
  public void forward() {
    product.forward(x.value(), bias.value(), y.value());
    if (rectified) {
      x.graph().kernels().rectify(y.value(), 0, y.size());
    }
  }

  @Override
  public void backward() {
    if (rectified) {
      x.graph().kernels().rectifyGradient(y.value(), y.gradient(), 0, y.size());
    }
    bias.addRowsToGradient(x.graph().kernels(), x.rows(), y.gradient());
    product.backward(x.value(), y.gradient());
    if (x.differentiable()) {
      product.backwardRows(y.gradient(), x.gradient(), x.extent(-1), x.gradient());
    }
  }
}
