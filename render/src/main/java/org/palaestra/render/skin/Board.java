package org.palaestra.render.skin;

import org.palaestra.render.draw.Brush;
import org.palaestra.view.Canvas.Align;

/**
 * What the arcade games have in common: a board of 10 by 10 units that lies in front of a dark
 * wall, and a strip above it with the game's name, its score and a gauge.
 *
 * @param title the game's name
 * @param wall colour around the board, on top
 * @param floor colour around the board, below
 * @param glow of the light around the board
 * @param edge of the board
 * @param accent of the score
 */
record Board(String title, int wall, int floor, int glow, int edge, int accent) {

  /** The sides of the board. */
  static final double LEFT = 0;

  static final double BOTTOM = 0;
  static final double RIGHT = 10;
  static final double TOP = 10;

  private static final double LINE = 10.42; // of text
  private static final double HEIGHT = 0.4; // of capital letters

  /** Paints the wall, the light on it, and the board's shadow. */
  void paintWall(Brush brush, Ground ground) {
    brush.box(ground.left(), ground.bottom(), ground.width(), ground.height(), 0, wall, floor);
    brush.light(true);
    brush.spot(5, 6.5, 13, 10, Brush.opacity(glow, 0.30));
    brush.light(false);
    brush.softBox(-0.25, -0.5, 10.5, 10.6, 0.5, 0.5, 0xA0000000, 0xC0000000);
    brush.box(-0.05, -0.05, 10.1, 10.1, 0.08, 0xFF05070C, 0xFF05070C);
  }

  /** Paints the frame around the face. */
  void paintFrame(Brush brush) {
    int top = Brush.blend(edge, 0xFFFFFFFF, 0.25);
    int side = Brush.blend(edge, 0xFF000000, 0.2);
    int bottom = Brush.blend(edge, 0xFF000000, 0.5);
    brush.box(-0.14, -0.14, 0.14, 10.28, 0.06, top, bottom);
    brush.box(10, -0.14, 0.14, 10.28, 0.06, top, bottom);
    brush.box(-0.14, -0.14, 10.28, 0.14, 0.06, side, bottom);
    brush.box(-0.14, 10, 10.28, 0.14, 0.06, top, side);
  }

  /** Darkens the face towards its edges. */
  static void paintVignette(Brush brush, double strength) {
    int dark = Brush.opacity(0xFF000000, strength);
    brush.box(0, 8.2, 10, 1.8, 0, dark, 0);
    brush.box(0, 0, 10, 1.8, 0, 0, dark);
    brush.stripe(0, 0, 3.2, dark, 0, 10, 3.2, dark);
    brush.stripe(10, 0, 3.2, dark, 10, 10, 3.2, dark);
  }

  /** Paints the name and the score, which flashes when it changes. */
  void paintScore(Moment moment) {
    paintScore(moment, moment.score());
  }

  /** The same with another score. */
  void paintScore(Moment moment, String score) {
    Brush brush = moment.brush();
    brush.text(title, 0.02, LINE - 0.03, HEIGHT, Align.LEFT, 0x80000000);
    brush.text(title, 0, LINE, HEIGHT, Align.LEFT, Brush.blend(edge, 0xFFFFFFFF, 0.45));
    double joy = moment.joy();
    if (joy > 0) {
      double width = brush.textWidth(score, HEIGHT);
      brush.light(true);
      brush.spot(
          RIGHT - width / 2,
          LINE + HEIGHT / 2,
          width / 2 + 0.9,
          0.75,
          Brush.opacity(accent, 0.5 * joy));
      brush.light(false);
    }
    brush.text(score, RIGHT + 0.02, LINE - 0.03, HEIGHT, Align.RIGHT, 0x80000000);
    brush.text(score, RIGHT, LINE, HEIGHT, Align.RIGHT, Brush.blend(accent, 0xFFFFFFFF, 0.7 * joy));
  }

  /**
   * Paints a bar beside the score.
   *
   * @param share how full it is, from 0 to 1
   */
  static void paintGauge(Brush brush, double share, int color) {
    paintGauge(brush, 5.3, LINE + 0.06, 2.9, 0.28, share, color);
  }

  /** Paints a bar in a rectangle. */
  static void paintGauge(
      Brush brush, double x, double y, double width, double height, double share, int color) {
    double full = Math.max(0, Math.min(1, share)) * (width - 0.08);
    brush.box(x, y, width, height, height / 2, 0xC0000000, 0x80000000);
    if (full > 0.02) {
      double left = x + 0.04;
      double base = y + 0.04;
      double thick = height - 0.08;
      brush.box(
          left,
          base,
          full,
          thick,
          thick / 2,
          Brush.blend(color, 0xFFFFFFFF, 0.35),
          Brush.blend(color, 0xFF000000, 0.25));
      brush.box(
          left + 0.06,
          base + 0.6 * thick,
          Math.max(0, full - 0.12),
          0.25 * thick,
          0.03,
          0x70FFFFFF,
          0x20FFFFFF);
    }
  }

  /** A colour nearer to white. */
  static int lighter(int color, double share) {
    return Brush.blend(color, (color & 0xFF000000) | 0xFFFFFF, share);
  }

  /** A colour nearer to black. */
  static int darker(int color, double share) {
    return Brush.blend(color, color & 0xFF000000, share);
  }
}
