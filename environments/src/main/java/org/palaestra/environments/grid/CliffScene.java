package org.palaestra.environments.grid;

import org.palaestra.view.Canvas;

/** Paints a meadow that breaks off into a chasm where the map has pits. */
final class CliffScene {

  private static final int[] ROCK = {0xff6d5a49, 0xff57473a, 0xff43362d};
  private static final int DEPTH = 0xff15202b;
  private static final int MIST = 0x2ea9c4d8;
  private static final int BLADE = 0xff6c9a4c;

  private final GridMap map;
  private final GridScene plain;

  /** The corners of the crag that is being painted. */
  private final double[] crag = new double[8];

  CliffScene(GridMap map) {
    this.map = map;
    plain = new GridScene(map, GridScene.Look.MEADOW);
  }

  void paint(Canvas canvas, int state) {
    plain.world(canvas);
    for (int row = 0; row < map.rows(); row++) {
      for (int column = 0; column < map.columns(); column++) {
        double y = map.rows() - 1.0 - row;
        int id = row * map.columns() + column;
        switch (map.cell(row, column)) {
          case PIT -> paintChasm(canvas, id, column, y);
          case GOAL -> plain.paintGoal(canvas, id, column, y);
          case START -> {
            plain.paintTile(canvas, column, y, (row + column) % 2);
            plain.paintStart(canvas, id, column, y);
          }
          default -> {
            plain.paintTile(canvas, column, y, (row + column) % 2);
            paintGrass(canvas, id, column, y);
          }
        }
      }
    }
    plain.paintAgent(canvas, state);
  }

  /** The rock face below the meadow's edge, and the depth under it. */
  private void paintChasm(Canvas canvas, int id, double x, double y) {
    canvas.beginEntity("cliff", id, x + 0.5, y + 0.5, 0);
    canvas.rectangle(x, y, 1, 1, DEPTH);
    canvas.rectangle(x, y, 1, 0.18, MIST);
    canvas.rectangle(x, y, 1, 0.09, MIST);
    for (int i = 0; i < 4; i++) { // crags of uneven length
      double left = x + 0.25 * i;
      double drop = 0.38 + 0.09 * ((id * 7 + i * 5) % 4);
      int shade = ROCK[(id + i) % ROCK.length];
      crag[0] = left;
      crag[1] = y + 1;
      crag[2] = left + 0.25;
      crag[3] = y + 1;
      crag[4] = left + 0.22;
      crag[5] = y + 1.12 - drop;
      crag[6] = left + 0.1;
      crag[7] = y + 1 - drop;
      canvas.polygon(crag, shade);
    }
    canvas.rectangle(x, y + 0.94, 1, 0.06, BLADE);
    canvas.endEntity();
  }

  private static void paintGrass(Canvas canvas, int id, double x, double y) {
    double left = x + 0.15 + 0.13 * (id * 5 % 6);
    double low = y + 0.15 + 0.12 * (id * 11 % 5);
    for (int i = -1; i <= 1; i++) {
      canvas.line(left, low, left + 0.05 * i, low + 0.12, 0.025, BLADE);
    }
  }
}
