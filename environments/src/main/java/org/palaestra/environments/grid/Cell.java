package org.palaestra.environments.grid;

/** What a place of a {@link GridMap} is. */
enum Cell {
  FREE,
  WALL,
  START,
  GOAL,
  PIT;

  /** Whether an episode ends here. */
  boolean terminal() {
    return this == GOAL || this == PIT;
  }
}
