package org.palaestra.environments.arcade;

import org.palaestra.space.Box;

/** The board as an observation: zeros and ones by row, column and channel. */
final class Board {

  /** Rows, and columns. */
  static final int SIZE = 10;

  /** The last row or column. */
  static final int LAST = SIZE - 1;

  private final int channels;
  private final Box space;

  Board(int channels) {
    this.channels = channels;
    space = Box.bits(SIZE, SIZE, channels);
  }

  Box space() {
    return space;
  }

  /** Sets a channel of the cell in column {@code x} and row {@code y}. */
  void mark(float[] out, int offset, int x, int y, int channel) {
    out[offset + (y * SIZE + x) * channels + channel] = 1;
  }

  /** Sets a channel of the cell if it is on the board. */
  void markInside(float[] out, int offset, int x, int y, int channel) {
    if (inside(x)) {
      mark(out, offset, x, y, channel);
    }
  }

  /** Whether a column, or a row, is on the board. */
  static boolean inside(int coordinate) {
    return coordinate >= 0 && coordinate < SIZE;
  }

  /** The nearest column, or row, on the board. */
  static int clamp(int coordinate) {
    return Math.max(0, Math.min(LAST, coordinate));
  }

  /** The next column, round the edge. */
  static int wrap(int x) {
    return x < 0 ? LAST : x > LAST ? 0 : x;
  }
}
