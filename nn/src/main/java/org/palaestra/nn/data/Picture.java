package org.palaestra.nn.data;

/**
 * Extents of a picture that lies as {@code [height, width, channels]}.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels numbers of a place, at least 1
 */
public record Picture(int height, int width, int channels) {

  /** Checks that there is something. */
  public Picture {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "a picture needs at least 1 row, column and channel, got %d x %d x %d"
              .formatted(height, width, channels));
    }
    Math.multiplyExact(Math.multiplyExact(height, width), channels);
  }

  /** Number of numbers. */
  public int size() {
    return height * width * channels;
  }
}
