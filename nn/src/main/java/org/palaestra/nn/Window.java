package org.palaestra.nn;

/**
 * The window that a convolution or a pooling slides over an image, in pixels.
 *
 * @param height at least 1
 * @param width at least 1
 * @param stride from one place of it to the next, down and across; at least 1
 * @param padding pixels added around the image, on each side; at least 0
 */
public record Window(int height, int width, int stride, int padding) {

  /** Checks the ranges. */
  public Window {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a window must be at least 1x1, got %dx%d".formatted(height, width));
    }
    if (stride < 1) {
      throw new IllegalArgumentException("stride must be at least 1, got " + stride);
    }
    if (padding < 0) {
      throw new IllegalArgumentException("padding must be at least 0, got " + padding);
    }
  }

  /** A square window without padding. */
  public static Window square(int extent, int stride) {
    return new Window(extent, extent, stride, 0);
  }

  /** A square window. */
  public static Window square(int extent, int stride, int padding) {
    return new Window(extent, extent, stride, padding);
  }

  /** Pixels in it. */
  public int size() {
    return Math.multiplyExact(height, width);
  }

  /** Places of it down an image: ⌊(h + 2 padding − height) / stride⌋ + 1, or 0 if it is too low. */
  int down(int imageHeight) {
    return places(imageHeight, height);
  }

  /** Places of it across an image. */
  int across(int imageWidth) {
    return places(imageWidth, width);
  }

  private int places(int image, int extent) {
    int room = Math.addExact(image, Math.multiplyExact(2, padding)) - extent;
    return room < 0 ? 0 : room / stride + 1;
  }

  @Override
  public String toString() {
    return "%dx%d stride %d padding %d".formatted(height, width, stride, padding);
  }
}
