package org.palaestra.environments.grid;

/** A way to move; each is a quarter turn from the one before. */
enum Direction {
  LEFT(0, 0, -1),
  DOWN(1, 1, 0),
  RIGHT(2, 0, 1),
  UP(3, -1, 0);

  /** All of them in the order of their actions. */
  static final Direction[] ALL = values();

  /** The action that chooses this direction. */
  final int action;

  /** How many rows further down this leads. */
  final int rows;

  /** How many columns further right this leads. */
  final int columns;

  Direction(int action, int rows, int columns) {
    this.action = action;
    this.rows = rows;
    this.columns = columns;
  }

  /** This direction after some quarter turns. */
  Direction turned(int quarters) {
    return ALL[Math.floorMod(action + quarters, ALL.length)];
  }
}
