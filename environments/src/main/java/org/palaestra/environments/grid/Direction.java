package org.palaestra.environments.grid;

/** A way to move; each is a quarter turn from the one before. */
enum Direction {
  LEFT("left", 0, 0, -1),
  DOWN("down", 1, 1, 0),
  RIGHT("right", 2, 0, 1),
  UP("up", 3, -1, 0);

  /** All of them in the order of their actions. */
  static final Direction[] ALL = values();

  /** What it is called. */
  final String title;

  /** The action that chooses this direction. */
  final int action;

  /** How many rows further down this leads. */
  final int rows;

  /** How many columns further right this leads. */
  final int columns;

  Direction(String title, int action, int rows, int columns) {
    this.title = title;
    this.action = action;
    this.rows = rows;
    this.columns = columns;
  }

  /** This direction after some quarter turns. */
  Direction turned(int quarters) {
    return ALL[Math.floorMod(action + quarters, ALL.length)];
  }
}
