package org.palaestra.nn;

import java.util.Arrays;
import java.util.Locale;

/** Correlation or convolution of images with one kernel; see {@link Filters}. */
final class Filter2d implements Operation {

  /** Which way the kernel is read. */
  enum Direction {
    CORRELATION,
    CONVOLUTION
  }

  private final Tensor image;
  private final Tensor kernel;
  private final Tensor y;
  private final Direction direction;
  private final int batch;
  private final int height;
  private final int line;
  private final int down;

  /** Elements of a line of y. */
  private final int length;

  private final int channels;

  private Filter2d(Tensor image, Tensor kernel, Tensor y, Direction direction) {
    this.image = image;
    this.kernel = kernel;
    this.y = y;
    this.direction = direction;
    boolean plain = image.rank() == 2;
    batch = plain ? 1 : image.extent(0);
    channels = plain ? 1 : image.extent(3);
    height = image.extent(plain ? 0 : 1);
    line = image.extent(plain ? 1 : 2) * channels;
    down = height - kernel.extent(0) + 1;
    length = line - (kernel.extent(1) - 1) * channels;
  }

  static Tensor apply(Tensor image, Tensor kernel, Direction direction) {
    int[] shape = image.shape();
    boolean plain = shape.length == 2;
    boolean fits = (plain || shape.length == 4) && kernel.rank() == 2;
    if (fits) {
      int vertical = plain ? 0 : 1;
      shape[vertical] -= kernel.extent(0) - 1;
      shape[vertical + 1] -= kernel.extent(1) - 1;
      fits = shape[vertical] > 0 && shape[vertical + 1] > 0;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          ("%s cannot take %s and the kernel %s: it takes [height, width] or [batch, height, width,"
                  + " channels] and a kernel [height, width] that is no larger")
              .formatted(
                  direction.name().toLowerCase(Locale.ROOT),
                  image,
                  Arrays.toString(kernel.shape())));
    }
    Tensor y = image.graph().result(image.differentiable() || kernel.differentiable(), shape);
    image.graph().add(new Filter2d(image, kernel, y, direction));
    return y;
  }

  /** Where the kernel's element lies that meets the image's pixel (m, n) of a window. */
  private int at(int m, int n) {
    int place = m * kernel.extent(1) + n;
    return direction == Direction.CORRELATION ? place : kernel.size() - 1 - place;
  }

  @Override
  public String name() {
    return direction.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void forward() {
    float[] out = y.value();
    Arrays.fill(out, 0, y.size(), 0);
    for (int b = 0; b < batch; b++) {
      for (int i = 0; i < down; i++) {
        for (int m = 0; m < kernel.extent(0); m++) {
          for (int n = 0; n < kernel.extent(1); n++) {
            addScaled(
                kernel.value()[at(m, n)], image.value(), pixel(b, i + m, n), out, output(b, i));
          }
        }
      }
    }
  }

  @Override
  public void backward() {
    for (int b = 0; b < batch; b++) {
      for (int i = 0; i < down; i++) {
        for (int m = 0; m < kernel.extent(0); m++) {
          for (int n = 0; n < kernel.extent(1); n++) {
            int weight = at(m, n);
            int pixel = pixel(b, i + m, n);
            if (image.differentiable()) {
              addScaled(
                  kernel.value()[weight], y.gradient(), output(b, i), image.gradient(), pixel);
            }
            if (kernel.differentiable()) {
              kernel.gradient()[weight] += dot(pixel, output(b, i));
            }
          }
        }
      }
    }
  }

  private int pixel(int b, int row, int column) {
    return (b * height + row) * line + column * channels;
  }

  private int output(int b, int row) {
    return (b * down + row) * length;
  }

  private void addScaled(float factor, float[] from, int at, float[] to, int into) {
    for (int i = 0; i < length; i++) {
      to[into + i] += factor * from[at + i];
    }
  }

  private float dot(int pixel, int output) {
    float[] in = image.value();
    float[] dy = y.gradient();
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (double) in[pixel + i] * dy[output + i];
    }
    return (float) sum;
  }
}
