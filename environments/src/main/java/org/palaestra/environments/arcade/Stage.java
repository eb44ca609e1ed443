package org.palaestra.environments.arcade;

import java.util.function.Consumer;
import org.palaestra.view.Canvas;
import org.palaestra.view.Drawing;

/**
 * The frame of a game: the board, one unit a cell with row 0 on top, and a strip above it for the
 * title, the score and gauges.
 */
final class Stage {

  private static final double MARGIN = 0.35;
  private static final double TOP = 11.15;
  private static final double TEXT_LINE = 10.42;
  private static final double TEXT_HEIGHT = 0.42;

  /** An array, since walking it takes no iterator: frames are also observations. */
  private final Drawing.Shape[] ground;

  private final int accent;

  /**
   * Paints what never changes, once.
   *
   * @param background around the board
   * @param frame the edge of the board
   * @param accent the score and the gauges
   * @param scenery paints the board's ground
   */
  Stage(String title, int background, int frame, int accent, Consumer<Canvas> scenery) {
    this.accent = accent;
    Drawing.Recorder canvas = new Drawing.Recorder();
    canvas.world(-MARGIN, -MARGIN, Board.SIZE + MARGIN, TOP, background);
    canvas.rectangle(-0.08, -0.08, Board.SIZE + 0.16, Board.SIZE + 0.16, frame);
    scenery.accept(canvas);
    canvas.text(title, 0, TEXT_LINE, TEXT_HEIGHT, Canvas.Align.LEFT, frame);
    ground = canvas.take().shapes().toArray(Drawing.Shape[]::new);
  }

  /** Paints the ground and the score. */
  void paint(Canvas canvas, int score) {
    paintGround(canvas);
    canvas.number("", score, "", Board.SIZE, TEXT_LINE, TEXT_HEIGHT, Canvas.Align.RIGHT, accent);
  }

  /** Paints the ground and a score that is more than a number. */
  void paint(Canvas canvas, String score) {
    paintGround(canvas);
    canvas.text(score, Board.SIZE, TEXT_LINE, TEXT_HEIGHT, Canvas.Align.RIGHT, accent);
  }

  private void paintGround(Canvas canvas) {
    for (Drawing.Shape shape : ground) {
      shape.paint(canvas);
    }
  }

  /**
   * Paints a gauge to the left of the score.
   *
   * @param fraction how full it is, from 0 to 1
   * @param color of what is full
   */
  static void gauge(Canvas canvas, double fraction, int color) {
    double width = 2.4;
    double left = 5.8;
    canvas.rectangle(left, TEXT_LINE + 0.08, width, 0.26, 0x30ffffff);
    double full = Math.max(0, Math.min(1, fraction));
    canvas.rectangle(left, TEXT_LINE + 0.08, width * full, 0.26, color);
  }

  /** The rotation of a thing that faces right (1) or left (−1). */
  static double heading(int dx) {
    return dx < 0 ? Math.PI : 0;
  }

  /** The middle of a column. */
  static double x(int column) {
    return column + 0.5;
  }

  /** The middle of a row. */
  static double y(int row) {
    return Board.LAST - row + 0.5;
  }

  /** A colour between two opaque ones. */
  static int blend(int from, int to, double share) {
    int color = 0xff;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = (from >>> shift) & 0xff;
      int b = (to >>> shift) & 0xff;
      color = (color << 8) | (int) Math.round(a + share * (b - a));
    }
    return color;
  }
}
