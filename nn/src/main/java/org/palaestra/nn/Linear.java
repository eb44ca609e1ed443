package org.palaestra.nn;

import java.util.Arrays;

/**
 * y = x Wᵀ + b over the last axis: {@code [..., in]} to {@code [..., out]}. Parameters {@code
 * NAME.weight [out, in]} and {@code NAME.bias [out]}.
 */
public final class Linear implements Layer {

  private final int in;
  private final int out;

  /** In memory {@code [in, out]}: a row of it meets one input. */
  private final Parameter weight;

  private final Parameter bias;

  /** A layer with PyTorch's initial weights. */
  public Linear(Parameters parameters, String name, int in, int out) {
    this(parameters, name, in, out, Initialisers.lecun(in), Initialisers.lecun(in));
  }

  /** A layer with other initial weights. */
  public Linear(
      Parameters parameters,
      String name,
      int in,
      int out,
      Parameter.Initialiser weights,
      Parameter.Initialiser biases) {
    this.in = in;
    this.out = out;
    weight = parameters.add(name + ".weight", weights, new int[] {out, in}, new int[] {1, 0});
    bias = parameters.add(name + ".bias", biases, out);
  }

  @Override
  public Tensor apply(Tensor x) {
    if (x.extent(-1) != in) {
      throw new IllegalArgumentException(
          "linear %d to %d cannot take %s: its last extent must be %d".formatted(in, out, x, in));
    }
    int[] shape = x.shape();
    shape[shape.length - 1] = out;
    Tensor y = x.graph().result(true, shape);
    x.graph().add(new Product(x, y));
    return y;
  }

  private final class Product implements Operation {

    private final Tensor x;
    private final Tensor y;
    private final RowProduct product;

    Product(Tensor x, Tensor y) {
      this.x = x;
      this.y = y;
      product =
          new RowProduct(x.graph().kernels(), x.rows(), in, out, weight, null, x.differentiable());
    }

    @Override
    public void forward() {
      product.forward(x.value(), bias.value(), y.value());
    }

    @Override
    public void backward() {
      x.graph().kernels().sumRows(x.rows(), out, y.gradient(), bias.gradient(), 0);
      product.backward(x.value(), y.gradient());
      if (x.differentiable()) {
        product.backwardRows(y.gradient(), x.gradient(), in, x.gradient());
      }
    }
  }

  @Override
  public String toString() {
    return "linear " + Arrays.toString(new int[] {in, out});
  }
}
