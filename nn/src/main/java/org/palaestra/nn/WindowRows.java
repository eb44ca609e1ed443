package org.palaestra.nn;

import java.util.Arrays;

/**
 * Images {@code [batch, height, width, channels]} as a matrix with one row for each place of a
 * window, {@code [batch · down · across, window height · window width · channels]}, and back. A
 * convolution is then one product of matrices over the whole batch (Chellapilla et al., "High
 * performance convolutional neural networks for document processing", 2006).
 */
final class WindowRows {

  private final Window window;
  private final int batch;
  private final int height;
  private final int width;
  private final int channels;
  private final int down;
  private final int across;

  /**
   * @param image {@code [batch, height, width, channels]}
   * @param user who wants it, for the message if the window does not fit
   */
  WindowRows(Window window, int[] image, Object user) {
    this.window = window;
    batch = image[0];
    height = image[1];
    width = image[2];
    channels = image[3];
    down = window.down(height);
    across = window.across(width);
    if (down == 0 || across == 0) {
      throw new IllegalArgumentException(
          "%s cannot take tensor %s: its images are smaller than the window"
              .formatted(user, Arrays.toString(image)));
    }
  }

  /** Places of the window down the image. */
  int down() {
    return down;
  }

  /** Places of the window across the image. */
  int across() {
    return across;
  }

  /** Places of the window on all images. */
  int rows() {
    return Math.multiplyExact(batch, Math.multiplyExact(down, across));
  }

  /** Elements that a window covers. */
  int columns() {
    return Math.multiplyExact(window.size(), channels);
  }

  /** Elements of the matrix. */
  int size() {
    return Math.multiplyExact(rows(), columns());
  }

  /**
   * Image to rows. What a window sees of the padding is left alone: 0, if the rows are written by
   * nothing else.
   */
  void gather(float[] image, float[] rows) {
    int lines = window.height();
    int line = window.width() * channels;
    int lineStride = width * channels;
    int row = 0;
    for (int b = 0; b < batch; b++) {
      for (int oy = 0; oy < down; oy++) {
        int top = oy * window.stride() - window.padding();
        int first = Math.max(0, -top);
        int last = Math.min(lines, height - top);
        for (int ox = 0; ox < across; ox++) {
          int left = ox * window.stride() - window.padding();
          int skip = Math.max(0, -left) * channels;
          int length = Math.min(window.width(), width - left) * channels - skip;
          int from = (b * height + top) * lineStride + left * channels + skip;
          for (int ky = first; ky < last; ky++) {
            copy(image, from + ky * lineStride, rows, row + ky * line + skip, length);
          }
          row += lines * line;
        }
      }
    }
  }

  /** Rows to image: adds each element of a row to the pixel that the window saw there. */
  void scatter(float[] rows, float[] image) {
    int lines = window.height();
    int line = window.width() * channels;
    int lineStride = width * channels;
    int row = 0;
    for (int b = 0; b < batch; b++) {
      for (int oy = 0; oy < down; oy++) {
        int top = oy * window.stride() - window.padding();
        int first = Math.max(0, -top);
        int last = Math.min(lines, height - top);
        for (int ox = 0; ox < across; ox++) {
          int left = ox * window.stride() - window.padding();
          int skip = Math.max(0, -left) * channels;
          int length = Math.min(window.width(), width - left) * channels - skip;
          int to = (b * height + top) * lineStride + left * channels + skip;
          for (int ky = first; ky < last; ky++) {
            add(rows, row + ky * line + skip, image, to + ky * lineStride, length);
          }
          row += lines * line;
        }
      }
    }
  }

  private static void copy(float[] from, int at, float[] to, int into, int length) {
    for (int i = 0; i < length; i++) {
      to[into + i] = from[at + i];
    }
  }

  private static void add(float[] from, int at, float[] to, int into, int length) {
    for (int i = 0; i < length; i++) {
      to[into + i] += from[at + i];
    }
  }
}
