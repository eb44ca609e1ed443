package org.palaestra.nn;

import java.util.List;
import org.palaestra.nn.kernel.Kernels;

/**
 * The transpose of a convolution, which spreads each pixel over a window (Zeiler et al.,
 * "Deconvolutional networks", 2010): images {@code [batch, height, width, in]} to {@code [batch,
 * (height − 1) stride − 2 padding + window height, (width − 1) stride − 2 padding + window width,
 * out]}. Parameters {@code NAME.weight [in, out, window height, window width]} and {@code NAME.bias
 * [out]}.
 *
 * <p>With the same window and weights it is the gradient of a {@link Conv2d} with respect to its
 * input.
 */
public final class ConvTranspose2d implements Layer {

  private final int in;
  private final int out;
  private final Window window;

  /** In memory {@code [in, window height, window width, out]}. */
  private final Parameter weight;

  private final Parameter bias;

  /** A layer with PyTorch's initial weights. */
  public ConvTranspose2d(Parameters parameters, String name, int in, int out, Window window) {
    this(
        parameters,
        name,
        in,
        out,
        window,
        Initialisers.lecun(out * window.size()),
        Initialisers.lecun(out * window.size()));
  }

  /** A layer with other initial weights. */
  public ConvTranspose2d(
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
            new int[] {in, out, window.height(), window.width()},
            new int[] {0, 2, 3, 1});
    bias = parameters.add(name + ".bias", biases, out);
  }

  @Override
  public Tensor apply(Tensor x) {
    Convolution2d.checkImages(x, in, this);
    int height = extent(x.extent(1), window.height());
    int width = extent(x.extent(2), window.width());
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "%s cannot take %s: nothing would be left inside the padding".formatted(this, x));
    }
    Tensor y = x.graph().result(true, x.extent(0), height, width, out);
    x.graph().add(new Transpose(x, y));
    return y;
  }

  private int extent(int pixels, int windowExtent) {
    return (pixels - 1) * window.stride() - 2 * window.padding() + windowExtent;
  }

  private final class Transpose implements Operation {

    private final Tensor x;
    private final Tensor y;
    private final WindowRows windows;
    private final RowProduct product;

    /** What each pixel of x spreads over y. */
    private final float[] rows;

    /** What each place of the window sees of y's gradient; 0 where it sees padding, for good. */
    private final float[] rowGradients;

    private final float[] zeros;

    Transpose(Tensor x, Tensor y) {
      this.x = x;
      this.y = y;
      windows = new WindowRows(window, y.shape(), ConvTranspose2d.this);
      int columns = windows.columns();
      product =
          new RowProduct(
              x.graph().kernels(), x.rows(), in, columns, weight, null, x.differentiable());
      rows = Kernels.buffer(windows.size());
      rowGradients = Kernels.buffer(windows.size());
      zeros = Kernels.buffer(columns);
    }

    @Override
    public String name() {
      return "conv_transpose2d %s, %d to %d".formatted(weight.layer(), in, out);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weight, bias);
    }

    @Override
    public void forward() {
      product.forward(x.value(), zeros, rows);
      float[] image = y.value();
      float[] b = bias.value();
      for (int at = 0; at < y.size(); at += out) {
        System.arraycopy(b, 0, image, at, out);
      }
      windows.scatter(rows, image);
    }

    @Override
    public void backward() {
      bias.addRowsToGradient(x.graph().kernels(), y.rows(), y.gradient());
      windows.gather(y.gradient(), rowGradients);
      product.backward(x.value(), rowGradients);
      if (x.differentiable()) {
        product.backwardRows(rowGradients, x.gradient(), in, x.gradient());
      }
    }
  }

  @Override
  public String toString() {
    return "conv_transpose2d %d to %d, %s,".formatted(in, out, window);
  }
}
