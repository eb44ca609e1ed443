package org.palaestra.render.skin;

import org.palaestra.render.draw.Brush;

/** The light that a fast thing leaves behind it. */
final class Trail {

  private Trail() {}

  /**
   * Paints it along the way on which the figure came.
   *
   * @param length in units
   * @param width at its beginning, in units
   */
  static void paint(Moment moment, Figure figure, double length, double width, int color) {
    Brush brush = moment.brush();
    brush.home();
    brush.light(true);
    double x = figure.x();
    double y = figure.y();
    double gone = 0;
    for (int i = 0; i < figure.past() && gone < length; i++) {
      double nextX = figure.pastX(i);
      double nextY = figure.pastY(i);
      double piece = Math.hypot(nextX - x, nextY - y);
      if (piece < 1e-9) {
        continue;
      }
      double share = Math.min(1, (length - gone) / piece);
      double endX = x + share * (nextX - x);
      double endY = y + share * (nextY - y);
      double from = 1 - gone / length;
      double to = Math.max(0, 1 - (gone + piece) / length);
      brush.stripe(
          x,
          y,
          width * (0.3 + 0.7 * from),
          fade(color, from),
          endX,
          endY,
          width * (0.3 + 0.7 * to),
          fade(color, to));
      gone += piece;
      x = nextX;
      y = nextY;
    }
    brush.light(false);
  }

  private static int fade(int color, double share) {
    return Brush.opacity(color, (color >>> 24) / 255.0 * share * share);
  }
}
