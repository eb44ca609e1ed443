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
    return LinearProduct.apply(x, out, weight, bias, null, rectified);
  }

  @Override
  public String toString() {
    return "linear " + Arrays.toString(new int[] {in, out});
  }
}
