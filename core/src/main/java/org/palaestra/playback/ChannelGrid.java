package org.palaestra.playback;

import org.palaestra.space.Box;
import org.palaestra.space.Space;
import org.palaestra.view.Canvas;

/**
 * Paints an observation of rows and columns, such as a board or a picture, as the agent gets it:
 * one square for a cell. A square has the colour of its strongest channel, of the first one among
 * equals, and is the brighter the nearer the value is to its upper bound.
 */
final class ChannelGrid {

  private static final int BACKGROUND = 0xFF14171C;
  private static final int EMPTY = 0xFF20252D;
  private static final double GAP = 0.04; // of a square, at each side

  /**
   * Rows or columns beyond which squares touch: at some 400 pixels in all, those of a larger grid
   * have less than 8, of which a gap would take whole pixels here and none there.
   */
  private static final int MOST_APART = 50;

  /** A lone channel is grey; others take these in turn. */
  private static final int[] COLORS = {
    0xFF4FA3FF, 0xFFFFD43B, 0xFFFF7A59, 0xFF59D98E, 0xFFC792EA,
    0xFFF06595, 0xFF66D9E8, 0xFFB5E853, 0xFFFFB454, 0xFF9AA5FF
  };

  private static final int GREY = 0xFFF1F3F5;

  private final int rows;
  private final int columns;
  private final int channels;
  private final double gap;
  private final float[] low;
  private final float[] high;

  /**
   * For observations of {@code space}.
   *
   * @throws IllegalArgumentException if they have no rows and columns
   */
  ChannelGrid(Space space) {
    if (!(space instanceof Box box) || box.shape().length < 2 || box.shape().length > 3) {
      throw new IllegalArgumentException(
          "a grid needs observations of [rows, columns] or [rows, columns, channels], got "
              + space.describe());
    }
    int[] shape = box.shape();
    rows = shape[0];
    columns = shape[1];
    channels = shape.length == 3 ? shape[2] : 1;
    gap = Math.max(rows, columns) > MOST_APART ? 0 : GAP;
    low = box.low();
    high = box.high();
  }

  /** Paints {@code observation}, row 0 on top. */
  void paint(float[] observation, Canvas canvas) {
    canvas.world(0, 0, columns, rows, BACKGROUND);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        canvas.rectangle(
            column + gap,
            rows - 1 - row + gap,
            1 - 2 * gap,
            1 - 2 * gap,
            color(observation, (row * columns + column) * channels));
      }
    }
  }

  private int color(float[] observation, int cell) {
    double strongest = 0;
    int color = EMPTY;
    for (int channel = 0; channel < channels; channel++) {
      int i = cell + channel;
      double strength = strength(observation[i], low[i], high[i]);
      if (strength > strongest) {
        strongest = strength;
        color = channels == 1 ? GREY : COLORS[channel % COLORS.length];
      }
    }
    return blend(color, strongest);
  }

  /** From 0 to 1 between the bounds; without bounds whatever is not 0 counts in full. */
  private static double strength(double value, double low, double high) {
    double range = high - low;
    if (!(range > 0 && range <= Float.MAX_VALUE)) {
      return value == 0 ? 0 : 1;
    }
    return Math.max(0, Math.min(1, (value - low) / range));
  }

  private static int blend(int color, double part) {
    int mixed = 0xFF;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = EMPTY >> shift & 0xFF;
      int to = color >> shift & 0xFF;
      mixed = mixed << 8 | (int) Math.round(from + part * (to - from));
    }
    return mixed;
  }
}
