package org.palaestra.nn;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.palaestra.nn.kernel.Kernels;

/** The operation behind {@link Conv2d} and {@link MaskedConv2d}. */
final class Convolution2d implements Operation {

  private final Tensor x;
  private final Tensor y;
  private final WindowRows windows;
  private final RowProduct product;
  private final Parameter weight;
  private final Parameter bias;

  /** What each place of the window sees; 0 where it sees the padding, for good. */
  private final float[] rows;

  /** Empty if the gradient of x is not wanted. */
  private final float[] rowGradients;

  private final float[] zeros;

  private Convolution2d(
      Tensor x,
      Tensor y,
      WindowRows windows,
      Parameter weight,
      Parameter bias,
      float @Nullable [] mask) {
    this.x = x;
    this.y = y;
    this.windows = windows;
    this.weight = weight;
    this.bias = bias;
    int out = y.extent(-1);
    boolean back = x.differentiable();
    product =
        new RowProduct(
            x.graph().kernels(), windows.rows(), windows.columns(), out, weight, mask, back);
    rows = Kernels.buffer(windows.size());
    rowGradients = back ? Kernels.buffer(windows.size()) : new float[0];
    zeros = back ? Kernels.buffer(windows.columns()) : new float[0];
  }

  /**
   * Adds a convolution to the graph of {@code x}.
   *
   * @param weight {@code [window height, window width, in, out]} in memory
   * @param mask see {@link RowProduct}
   * @param layer named in the message if {@code x} does not fit
   */
  static Tensor apply(
      Tensor x,
      Window window,
      int in,
      Parameter weight,
      Parameter bias,
      float @Nullable [] mask,
      Object layer) {
    checkImages(x, in, layer);
    WindowRows windows = new WindowRows(window, x.shape(), layer);
    Tensor y = x.graph().result(true, x.extent(0), windows.down(), windows.across(), bias.size());
    x.graph().add(new Convolution2d(x, y, windows, weight, bias, mask));
    return y;
  }

  /** Refuses what is not {@code [batch, height, width, channels]}. */
  static void checkImages(Tensor x, int channels, Object layer) {
    if (x.rank() != 4 || x.extent(-1) != channels) {
      throw new IllegalArgumentException(
          "%s cannot take %s: it must be [batch, height, width, %d]".formatted(layer, x, channels));
    }
  }

  @Override
  public String name() {
    return "conv2d %s, %d to %d".formatted(weight.layer(), x.extent(-1), y.extent(-1));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weight, bias);
  }

  @Override
  public void forward() {
    windows.gather(x.value(), rows);
    product.forward(rows, bias.value(), y.value());
  }

  @Override
  public void backward() {
    bias.addRowsToGradient(x.graph().kernels(), y.rows(), y.gradient());
    product.backward(rows, y.gradient());
    if (x.differentiable()) {
      product.backwardRows(y.gradient(), zeros, 0, rowGradients);
      windows.scatter(rowGradients, x.gradient());
    }
  }

  @Override
  public String toString() {
    return "convolution of %s to %s"
        .formatted(Arrays.toString(x.shape()), Arrays.toString(y.shape()));
  }
}
