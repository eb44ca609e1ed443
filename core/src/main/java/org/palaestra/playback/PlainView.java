package org.palaestra.playback;

import java.util.Locale;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.view.Canvas;
import org.palaestra.view.Canvas.Align;

/**
 * The looks of an environment that has none of its own: its name and what the agent observes. A few
 * numbers become bars, many become a field of cells as bright as their values.
 */
final class PlainView {

  private static final double WIDTH = 16;
  private static final double HEIGHT = 10;
  private static final double TOP = 8.4; // of what is below the name
  private static final double MARGIN = 0.6;
  private static final int MOST_BARS = 16;
  private static final int MOST_CELLS = 96; // along one side

  private static final int BACKGROUND = 0xFF1B1F27;
  private static final int TRACK = 0xFF262C37;
  private static final int TEXT = 0xFFE6E9EF;
  private static final int FAINT = 0xFF8A93A3;
  private static final int POSITIVE = 0xFF5FB3B3;
  private static final int NEGATIVE = 0xFFE0975C;

  private PlainView() {}

  /** Paints the observation of copy 0. */
  static void paint(String name, Space space, float[] observation, Canvas canvas) {
    canvas.world(0, 0, WIDTH, HEIGHT, BACKGROUND);
    canvas.text(name, MARGIN, TOP + 0.5, 0.5, Align.LEFT, TEXT);
    canvas.text(space.describe(), WIDTH - MARGIN, TOP + 0.5, 0.32, Align.RIGHT, FAINT);
    if (space instanceof Discrete discrete) {
      String text = String.format(Locale.ROOT, "%.0f", observation[0]);
      canvas.text(text, WIDTH / 2, TOP / 2, 1.6, Align.CENTER, TEXT);
      String range = "state, from 0 to " + (discrete.n() - 1);
      canvas.text(range, WIDTH / 2, TOP / 2 - 1, 0.32, Align.CENTER, FAINT);
    } else if (space instanceof Box box && box.size() > MOST_BARS) {
      cells(box, observation, canvas);
    } else if (space instanceof Box box) {
      bars(box, observation, canvas);
    }
  }

  private static void bars(Box box, float[] observation, Canvas canvas) {
    float[] low = box.low();
    float[] high = box.high();
    double pitch = Math.min(1.2, (TOP - MARGIN) / box.size());
    double thickness = pitch * 0.62;
    double left = 2;
    double right = WIDTH - 3.6;
    double middle = (left + right) / 2;
    for (int i = 0; i < box.size(); i++) {
      double y = TOP - (i + 1) * pitch;
      double value = observation[i];
      double bound = Math.max(Math.abs(low[i]), Math.abs(high[i]));
      // What has no bounds, or none to speak of, is squeezed between −1 and 1.
      double share = bound > 0 && bound < 1e6 ? value / bound : value / (1 + Math.abs(value));
      double length = Math.max(-1, Math.min(1, share)) * (right - left) / 2;
      double base = y + (thickness - 0.5 * thickness) / 2;
      canvas.text(Integer.toString(i), left - 0.4, base, 0.5 * thickness, Align.RIGHT, FAINT);
      canvas.rectangle(left, y, right - left, thickness, TRACK);
      if (length != 0) {
        canvas.rectangle(
            Math.min(middle, middle + length),
            y,
            Math.abs(length),
            thickness,
            length > 0 ? POSITIVE : NEGATIVE);
      }
      String number = String.format(Locale.ROOT, "%.4g", value);
      canvas.text(number, WIDTH - MARGIN, base, 0.5 * thickness, Align.RIGHT, TEXT);
    }
  }

  private static void cells(Box box, float[] observation, Canvas canvas) {
    int[] shape = box.shape();
    int rows = shape.length > 1 ? shape[0] : (int) Math.sqrt(box.size());
    int columns = shape.length > 1 ? shape[1] : (box.size() + rows - 1) / rows;
    int depth = shape.length > 1 ? box.size() / (rows * columns) : 1;
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < box.size(); i++) {
      least = Math.min(least, observation[i]);
      most = Math.max(most, observation[i]);
    }
    int stride = Math.max(1, (Math.max(rows, columns) + MOST_CELLS - 1) / MOST_CELLS);
    double side = Math.min((TOP - MARGIN) / rows, (WIDTH - 2 * MARGIN) / columns);
    double left = (WIDTH - side * columns) / 2;
    canvas.rectangle(left, TOP - side * rows, side * columns, side * rows, TRACK);
    for (int row = 0; row < rows; row += stride) {
      for (int column = 0; column < columns; column += stride) {
        int first = (row * columns + column) * depth;
        if (first >= box.size()) {
          return;
        }
        float brightest = least;
        for (int i = first; i < Math.min(first + depth, box.size()); i++) {
          brightest = Math.max(brightest, observation[i]);
        }
        if (brightest > least) {
          double share = (brightest - least) / (most - least);
          double top = TOP - row * side;
          canvas.rectangle(
              left + column * side,
              top - side * stride,
              side * stride,
              side * stride,
              blend(TRACK, POSITIVE, share));
        }
      }
    }
  }

  private static int blend(int from, int to, double share) {
    int color = 0xFF;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = (from >> shift) & 0xFF;
      int b = (to >> shift) & 0xFF;
      color = color << 8 | (int) Math.round(a + share * (b - a));
    }
    return color;
  }
}
