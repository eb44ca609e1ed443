package org.palaestra.nn;

import java.util.Arrays;
import org.palaestra.nn.kernel.Kernels;

/**
 * A convolution that sees no later pixel, for models that make an image pixel by pixel, line by
 * line (van den Oord, Kalchbrenner and Kavukcuoglu, "Pixel recurrent neural networks", 2016):
 * {@code [batch, height, width, in]} to {@code [batch, height, width, out]}. The window is square,
 * with stride 1 and as much padding as keeps the image's size. All channels of a pixel belong
 * together. Parameters {@code NAME.weight [out, in, extent, extent]} and {@code NAME.bias [out]};
 * masked weights count as 0 whatever they are.
 */
public final class MaskedConv2d implements SpatialLayer {

  /** Whether a pixel sees itself. */
  public enum Type {
    /** It does not: for the first layer, whose input is the image that is to be predicted. */
    A,
    /** It does: for all further layers. */
    B
  }

  private final Type type;
  private final int in;
  private final int out;
  private final Window window;
  private final Parameter weight;
  private final Parameter bias;

  /** {@code [extent, extent, in, out]}, as the weights lie in memory. */
  private final float[] mask;

  /**
   * A layer with PyTorch's initial weights.
   *
   * @param extent of the window, odd, so that it has a middle
   */
  public MaskedConv2d(Parameters parameters, String name, Type type, int in, int out, int extent) {
    if (extent < 1 || extent % 2 == 0) {
      throw new IllegalArgumentException(
          "the extent of a masked convolution must be odd, got " + extent);
    }
    this.type = type;
    this.in = in;
    this.out = out;
    window = Window.square(extent, 1, extent / 2);
    Parameter.Initialiser first = Initialisers.lecun(in * window.size());
    weight =
        parameters.add(
            name + ".weight", first, new int[] {out, in, extent, extent}, new int[] {2, 3, 1, 0});
    bias = parameters.add(name + ".bias", first, out);
    mask = Kernels.buffer(weight.size());
    int middle = window.size() / 2;
    int seen = type == Type.A ? middle : middle + 1;
    Arrays.fill(mask, 0, seen * in * out, 1);
  }

  @Override
  public Window window() {
    return window;
  }

  @Override
  public Tensor apply(Tensor x) {
    return Convolution2d.apply(x, window, in, weight, bias, mask, this);
  }

  @Override
  public String toString() {
    return "masked conv2d %d to %d, %dx%d type %s,"
        .formatted(in, out, window.height(), window.width(), type);
  }
}
