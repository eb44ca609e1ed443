package org.palaestra.environments.arcade;

import org.palaestra.view.Canvas;

/** A triangle beside the middle of a cell, laid out beforehand for every cell and both ways. */
final class Triangle {

  /** By way (0 for left), column and row. */
  private final double[][][][] placed = new double[2][Board.SIZE][Board.SIZE][];

  /**
   * Lays it out.
   *
   * @param corners x and y of each corner from the middle of a cell, for a thing that goes right
   */
  Triangle(double... corners) {
    for (int way = 0; way < 2; way++) {
      for (int column = 0; column < Board.SIZE; column++) {
        for (int row = 0; row < Board.SIZE; row++) {
          double[] points = new double[corners.length];
          for (int i = 0; i < corners.length; i += 2) {
            points[i] = Stage.x(column) + (2 * way - 1) * corners[i];
            points[i + 1] = Stage.y(row) + corners[i + 1];
          }
          placed[way][column][row] = points;
        }
      }
    }
  }

  /**
   * Paints it in a cell.
   *
   * @param dx 1 for a thing that goes right, −1 for another
   */
  void paint(Canvas canvas, int column, int row, int dx, int color) {
    canvas.polygon(placed[(dx + 1) / 2][column][row], color);
  }
}
