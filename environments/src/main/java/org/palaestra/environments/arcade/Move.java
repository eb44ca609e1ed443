package org.palaestra.environments.arcade;

/** What a player can do, in the order of the six actions that all games share. */
enum Move {
  NOOP(0, 0),
  LEFT(-1, 0),
  UP(0, -1),
  RIGHT(1, 0),
  DOWN(0, 1),
  FIRE(0, 0);

  /** How many columns further right this leads. */
  final int dx;

  /** How many rows further down this leads. */
  final int dy;

  Move(int dx, int dy) {
    this.dx = dx;
    this.dy = dy;
  }
}
