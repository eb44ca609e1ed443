package org.palaestra.nn;

import org.jspecify.annotations.Nullable;

/** The operation behind {@link Linear} and {@link MaskedLinear}. */
final class LinearProduct implements Operation {

  private final Tensor x;
  private final Tensor y;
  private final Parameter bias;
  private final RowProduct product;

  private LinearProduct(
      Tensor x, Tensor y, Parameter weight, Parameter bias, float @Nullable [] mask) {
    this.x = x;
    this.y = y;
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
   */
  static Tensor apply(
      Tensor x, int out, Parameter weight, Parameter bias, float @Nullable [] mask) {
    int[] shape = x.shape();
    shape[shape.length - 1] = out;
    Tensor y = x.graph().result(true, shape);
    x.graph().add(new LinearProduct(x, y, weight, bias, mask));
    return y;
  }

  @Override
  public void forward() {
    product.forward(x.value(), bias.value(), y.value());
  }

  @Override
  public void backward() {
    x.graph().kernels().sumRows(x.rows(), y.extent(-1), y.gradient(), bias.gradient(), 0);
    product.backward(x.value(), y.gradient());
    if (x.differentiable()) {
      product.backwardRows(y.gradient(), x.gradient(), x.extent(-1), x.gradient());
    }
  }
}
