package org.palaestra.environments.arcade;

/** What a player can do, in the order of the six actions that all games share. */
enum Move {
  NOOP("nothing", 0, 0),
  LEFT("left", -1, 0),
  UP("up", 0, -1),
  RIGHT("right", 1, 0),
  DOWN("down", 0, 1),
  FIRE("fire", 0, 0);

  /** What it is called. */
  final String title;

  /** How many columns further right this leads. */
  final int dx;

  /** How many rows further down this leads. */
  final int dy;

  Move(String title, int dx, int dy) {
    this.title = title;
    this.dx = dx;
    this.dy = dy;
  }
}
