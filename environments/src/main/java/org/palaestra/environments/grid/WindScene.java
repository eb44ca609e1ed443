package org.palaestra.environments.grid;

import org.palaestra.view.Canvas;

/** Paints a map over whose columns a wind blows upwards. */
final class WindScene {

  private static final int[] HAZE = {0, 0x2c3f86c6, 0x603f86c6};
  private static final int[] ARROW = {0, 0x70ffffff, 0xa0ffffff};

  private final GridMap map;
  private final int[] wind;
  private final GridScene plain;

  /**
   * Of a map.
   *
   * @param wind how many cells it blows in each column
   */
  WindScene(GridMap map, int[] wind) {
    this.map = map;
    this.wind = wind.clone();
    plain = new GridScene(map, GridScene.Look.WIND);
  }

  void paint(Canvas canvas, int state) {
    plain.world(canvas);
    for (int row = 0; row < map.rows(); row++) {
      for (int column = 0; column < map.columns(); column++) {
        double y = map.rows() - 1.0 - row;
        int id = row * map.columns() + column;
        plain.paintTile(canvas, column, y, (row + column) % 2);
        paintWind(canvas, column, y, wind[column]);
        switch (map.cell(row, column)) {
          case GOAL -> plain.paintGoal(canvas, id, column, y);
          case START -> plain.paintStart(canvas, id, column, y);
          default -> {
            // The tile is all there is.
          }
        }
      }
    }
    plain.paintAgent(canvas, state);
  }

  /** A haze, and as many chevrons as the wind blows cells. */
  private static void paintWind(Canvas canvas, double x, double y, int strength) {
    if (strength == 0) {
      return;
    }
    canvas.rectangle(x, y, 1, 1, HAZE[strength]);
    for (int i = 0; i < strength; i++) {
      double tip = y + 0.6 + 0.1 * strength - 0.26 * i;
      canvas.line(x + 0.28, tip - 0.2, x + 0.5, tip, 0.06, ARROW[strength]);
      canvas.line(x + 0.5, tip, x + 0.72, tip - 0.2, 0.06, ARROW[strength]);
    }
  }
}
