package org.palaestra.nn;

import java.util.Arrays;

/**
 * Functions that change the size of images {@code [batch, height, width, channels]}, each channel
 * by itself. They have no parameters and are to be imported statically.
 */
public final class Pooling {

  private Pooling() {}

  /**
   * The largest value under each place of a window; padding counts for nothing.
   *
   * @param window its padding at most half of its extents, so that it always sees a pixel
   * @return {@code [batch, down, across, channels]}, with extents as for {@link Conv2d}
   */
  public static Tensor maxPool(Tensor x, Window window) {
    return maxPoolWithPlaces(x, window).output();
  }

  /** {@link #maxPool}, together with where each value was found. */
  public static Pooled maxPoolWithPlaces(Tensor x, Window window) {
    Tensor y = pooled("max_pool2d", x, window);
    MaxPool operation = new MaxPool(x, y, window);
    x.graph().add(operation);
    return new Pooled(y, operation.places(), x.shape());
  }

  /**
   * Puts values where max pooling found its own, and 0 everywhere else (Zeiler and Fergus,
   * "Visualizing and understanding convolutional networks", 2014; Badrinarayanan et al., "SegNet",
   * 2017). Where windows overlap, the last of several values for one place stays, and each of them
   * gets the gradient of that place, as in PyTorch.
   *
   * @param values of the shape of {@code pooled.output()}, in the same graph
   * @return of the shape of what was pooled
   */
  public static Tensor maxUnpool(Tensor values, Pooled pooled) {
    if (!Arrays.equals(values.shape(), pooled.output().shape())) {
      throw new IllegalArgumentException(
          "max_unpool2d cannot take %s: the pooling gave %s".formatted(values, pooled.output()));
    }
    Tensor y = values.graph().result(values.differentiable(), pooled.imageShape());
    values.graph().add(new MaxUnpool(values, y, pooled.places()));
    return y;
  }

  /**
   * The mean under each place of a window; padding counts as zeros, as in PyTorch.
   *
   * @param window its padding at most half of its extents
   * @return {@code [batch, down, across, channels]}, with extents as for {@link Conv2d}
   */
  public static Tensor averagePool(Tensor x, Window window) {
    Tensor y = pooled("avg_pool2d", x, window);
    x.graph().add(new AveragePool(x, y, window));
    return y;
  }

  /**
   * Each pixel repeated in a square.
   *
   * @param scale side of the square, at least 1
   * @return {@code [batch, scale · height, scale · width, channels]}
   */
  public static Tensor upsampleNearest(Tensor x, int scale) {
    checkImages("upsample_nearest2d", x);
    if (scale < 1) {
      throw new IllegalArgumentException("scale must be at least 1, got " + scale);
    }
    Tensor y =
        x.graph()
            .result(
                x.differentiable(),
                x.extent(0),
                Math.multiplyExact(scale, x.extent(1)),
                Math.multiplyExact(scale, x.extent(2)),
                x.extent(3));
    x.graph().add(new UpsampleNearest(x, y, scale));
    return y;
  }

  private static void checkImages(String operation, Tensor x) {
    if (x.rank() != 4) {
      throw new IllegalArgumentException(
          "%s cannot take %s: it must be [batch, height, width, channels]".formatted(operation, x));
    }
  }

  private static Tensor pooled(String operation, Tensor x, Window window) {
    checkImages(operation, x);
    if (2 * window.padding() > Math.min(window.height(), window.width())) {
      throw new IllegalArgumentException(
          "%s cannot use the window %s: its padding must be at most half of its extents"
              .formatted(operation, window));
    }
    int down = window.down(x.extent(1));
    int across = window.across(x.extent(2));
    if (down == 0 || across == 0) {
      throw new IllegalArgumentException(
          "%s, window %s, cannot take %s: it is smaller than the window"
              .formatted(operation, window, x));
    }
    return x.graph().result(x.differentiable(), x.extent(0), down, across, x.extent(3));
  }
}
