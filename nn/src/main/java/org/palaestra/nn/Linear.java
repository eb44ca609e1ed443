package org.palaestra.nn;

import java.util.Arrays;
import java.util.List;

/**
 * y = x Wᵀ + b over the last axis: {@code [..., in]} to {@code [..., out]}. Parameters {@code
 * NAME.weight [out, in]} and {@code NAME.bias [out]}.
 */
public final class Linear implements Layer {

  private final String name;
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
    this.name = name;
    this.in = in;
    this.out = out;
    weight = parameters.add(name + ".weight", weights, new int[] {out, in}, new int[] {1, 0});
    bias = parameters.add(name + ".bias", biases, out);
  }

  @Override
  public Tensor apply(Tensor x) {
    return apply(x, false);
  }

  /**
   * max(x Wᵀ + b, 0) in one operation, which saves the passes over memory of {@code
   * relu(apply(x))}.
   */
  public Tensor applyRelu(Tensor x) {
    return apply(x, true);
  }

  private Tensor apply(Tensor x, boolean rectified) {
    if (x.extent(-1) != in) {
      throw new IllegalArgumentException(
          "linear %d to %d cannot take %s: its last extent must be %d".formatted(in, out, x, in));
    }
    int[] shape = x.shape();
    shape[shape.length - 1] = out;
    Tensor y = x.graph().result(true, shape);
    x.graph().add(new Product(x, y, rectified));
    return y;
  }

  private final class Product implements Operation {

    private final Tensor x;
    private final Tensor y;
    private final boolean rectified;
    private final RowProduct product;

    Product(Tensor x, Tensor y, boolean rectified) {
      this.x = x;
      this.y = y;
      this.rectified = rectified;
      product =
          new RowProduct(x.graph().kernels(), x.rows(), in, out, weight, null, x.differentiable());
    }

    @Override
    public String name() {
      return "linear %s, %d to %d".formatted(name, in, out);
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
