package org.palaestra.nn;

/**
 * A convolution in two dimensions (LeCun et al., "Gradient-based learning applied to document
 * recognition", 1998): images {@code [batch, height, width, in]} to {@code [batch, down, across,
 * out]} with down = ⌊(height + 2 padding − window height) / stride⌋ + 1, and across likewise.
 * Parameters {@code NAME.weight [out, in, window height, window width]} and {@code NAME.bias
 * [out]}.
 *
 * <p>As everywhere in the field, it correlates: kernels are not mirrored ({@link Filters} has
 * both). A window of 1x1 with stride 1 is a {@link Linear} layer, which is faster.
 */
public final class Conv2d implements SpatialLayer {

  private final int in;
  private final int out;
  private final Window window;

  /** In memory {@code [window height, window width, in, out]}: a row of it meets one input. */
  private final Parameter weight;

  private final Parameter bias;

  /** A layer with PyTorch's initial weights. */
  public Conv2d(Parameters parameters, String name, int in, int out, Window window) {
    this(
        parameters,
        name,
        in,
        out,
        window,
        Initialisers.lecun(in * window.size()),
        Initialisers.lecun(in * window.size()));
  }

  /** A layer with other initial weights. */
  public Conv2d(
      Parameters parameters,
      String name,
      int in,
      int out,
      Window window,
      Parameter.Initialiser weights,
      Parameter.Initialiser biases) {
    this.in = in;
    this.out = out;
    this.window = window;
    weight =
        parameters.add(
            name + ".weight",
            weights,
            new int[] {out, in, window.height(), window.width()},
            new int[] {2, 3, 1, 0});
    bias = parameters.add(name + ".bias", biases, out);
  }

  @Override
  public Window window() {
    return window;
  }

  @Override
  public Tensor apply(Tensor x) {
    return Convolution2d.apply(x, window, in, weight, bias, null, this);
  }

  @Override
  public String toString() {
    return "conv2d %d to %d, %s,".formatted(in, out, window);
  }
}
