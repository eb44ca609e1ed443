package org.palaestra.environments.grid;

import org.palaestra.view.Canvas;

/**
 * Paints a map with its agent, one unit a cell, the first row on top. Each environment has one of
 * its own, whose numbers are used again, so that a picture allocates nothing.
 */
final class GridScene {

  private static final double MARGIN = 0.25;
  private static final int SHADOW = 0x38000000;
  private static final int POST = 0xff4a4f57;
  private static final int FLAG = 0xffe0403a;
  private static final int FLAG_SHADE = 0xffb42f2b;

  /**
   * A set of colours.
   *
   * @param ground around the map
   * @param tile a cell, and every other one
   * @param edge the lit edge of a cell
   * @param wall the side of a wall, and its top
   * @param start the mark of a start
   * @param goal a goal's cell
   * @param pit the rim of a pit, and its depth
   * @param agent the agent, and where light falls on it
   */
  record Look(
      int ground, int[] tile, int edge, int[] wall, int start, int goal, int[] pit, int[] agent) {

    static final Look STONE =
        new Look(
            0xff232a33,
            new int[] {0xffe9e4d8, 0xffe2dccd},
            0xfff6f2e9,
            new int[] {0xff4d5561, 0xff6b7684},
            0xff7fa7d6,
            0xffbfe0b0,
            new int[] {0xff8c4a3c, 0xff3a1a17},
            new int[] {0xff2f7fb8, 0xff8cc8ee});

    static final Look ICE =
        new Look(
            0xff1d3a52,
            new int[] {0xffdcf0fa, 0xffcfe8f6},
            0xfff5fcff,
            new int[] {0xff4d5561, 0xff6b7684},
            0xff6fa8cf,
            0xfff4e3b0,
            new int[] {0xff7fb4d2, 0xff123750},
            new int[] {0xffe07b2f, 0xffffc48c});

    static final Look MEADOW =
        new Look(
            0xff2a3b2c,
            new int[] {0xff9cc878, 0xff93c06f},
            0xffaed68c,
            new int[] {0xff4d5561, 0xff6b7684},
            0xff5f8d49,
            0xfff1dd9a,
            new int[] {0xff57473a, 0xff15202b},
            new int[] {0xffc9432f, 0xfff2a08c});

    static final Look WIND =
        new Look(
            0xff243447,
            new int[] {0xfff0e6cf, 0xffe9ddc2},
            0xfffaf3e3,
            new int[] {0xff4d5561, 0xff6b7684},
            0xffc7a86a,
            0xffbfe0b0,
            new int[] {0xff8c4a3c, 0xff3a1a17},
            new int[] {0xff8046a8, 0xffc79be6});

    static final Look HOUSE =
        new Look(
            0xff2b2420,
            new int[] {0xffd9b88c, 0xffd1ae80},
            0xffe6cba4,
            new int[] {0xff5b3d34, 0xff80584a},
            0xffb5895a,
            0xfff3e2a6,
            new int[] {0xff8c4a3c, 0xff3a1a17},
            new int[] {0xff2a7f79, 0xff86d3c6});
  }

  private final GridMap map;
  private final Look look;

  /** The corners of the flag that is being painted. */
  private final double[] flag = new double[6];

  GridScene(GridMap map, Look look) {
    this.map = map;
    this.look = look;
  }

  /** Shows the whole map and a margin. */
  void world(Canvas canvas) {
    canvas.world(-MARGIN, -MARGIN, map.columns() + MARGIN, map.rows() + MARGIN, look.ground);
  }

  /** Paints the map and the agent in {@code state}. */
  void paint(Canvas canvas, int state) {
    world(canvas);
    for (int row = 0; row < map.rows(); row++) {
      for (int column = 0; column < map.columns(); column++) {
        double y = map.rows() - 1.0 - row;
        int id = row * map.columns() + column;
        paintTile(canvas, column, y, (row + column) % 2);
        switch (map.cell(row, column)) {
          case WALL -> paintWall(canvas, id, column, y);
          case START -> paintStart(canvas, id, column, y);
          case GOAL -> paintGoal(canvas, id, column, y);
          case PIT -> paintPit(canvas, id, column, y);
          case FREE -> {
            // The tile is all there is.
          }
        }
      }
    }
    paintAgent(canvas, state);
  }

  void paintTile(Canvas canvas, double x, double y, int shade) {
    canvas.rectangle(x + 0.02, y + 0.02, 0.96, 0.96, look.edge);
    canvas.rectangle(x + 0.02, y + 0.02, 0.94, 0.94, look.tile[shade]);
  }

  private void paintWall(Canvas canvas, int id, double x, double y) {
    canvas.beginEntity("wall", id, x + 0.5, y + 0.5, 0);
    canvas.rectangle(x + 0.02, y + 0.02, 0.96, 0.96, look.wall[0]);
    canvas.rectangle(x + 0.02, y + 0.16, 0.96, 0.82, look.wall[1]);
    canvas.endEntity();
  }

  void paintStart(Canvas canvas, int id, double x, double y) {
    canvas.beginEntity("start", id, x + 0.5, y + 0.5, 0);
    canvas.circle(x + 0.5, y + 0.5, 0.4, look.start);
    canvas.circle(x + 0.5, y + 0.5, 0.35, look.tile[0]);
    canvas.endEntity();
  }

  void paintGoal(Canvas canvas, int id, double x, double y) {
    canvas.beginEntity("goal", id, x + 0.5, y + 0.5, 0);
    canvas.rectangle(x + 0.02, y + 0.02, 0.96, 0.96, look.goal);
    canvas.circle(x + 0.36, y + 0.18, 0.1, SHADOW);
    canvas.line(x + 0.36, y + 0.2, x + 0.36, y + 0.84, 0.05, POST);
    paintFlag(canvas, x, y, 0.84, FLAG);
    paintFlag(canvas, x, y, 0.67, FLAG_SHADE);
    canvas.endEntity();
  }

  /** A pennant, or with a lower {@code top} its lower half. */
  private void paintFlag(Canvas canvas, double x, double y, double top, int color) {
    flag[0] = x + 0.385;
    flag[1] = y + top;
    flag[2] = x + 0.385;
    flag[3] = y + 0.5;
    flag[4] = x + 0.8;
    flag[5] = y + 0.67;
    canvas.polygon(flag, color);
  }

  private void paintPit(Canvas canvas, int id, double x, double y) {
    canvas.beginEntity("pit", id, x + 0.5, y + 0.5, 0);
    canvas.circle(x + 0.5, y + 0.5, 0.4, look.pit[0]);
    canvas.circle(x + 0.5, y + 0.47, 0.34, look.pit[1]);
    canvas.endEntity();
  }

  /** The agent in the cell of {@code state}. */
  void paintAgent(Canvas canvas, int state) {
    paintAgent(canvas, map.column(state) + 0.5, map.rows() - 0.5 - map.row(state));
  }

  /** The agent with its centre at (x, y). */
  private void paintAgent(Canvas canvas, double x, double y) {
    canvas.beginEntity("agent", 0, x, y, 0);
    canvas.circle(x + 0.03, y - 0.05, 0.27, SHADOW);
    canvas.circle(x, y, 0.26, look.agent[0]);
    canvas.circle(x - 0.08, y + 0.08, 0.1, look.agent[1]);
    canvas.endEntity();
  }
}
