package org.palaestra.environments.grid;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The characters of a kind of map.
 *
 * @param cells what each character stands for
 * @param help the same for people
 */
record Legend(Map<Integer, Cell> cells, String help) {

  /** The characters of a grid world. */
  static final Legend GRID =
      new Legend(
          Map.of(
              (int) '.', Cell.FREE,
              (int) '#', Cell.WALL,
              (int) 'S', Cell.START,
              (int) 'G', Cell.GOAL,
              (int) 'H', Cell.PIT,
              (int) 'X', Cell.PIT),
          ". (free), # (wall), S (start), G (goal), H or X (pit)");

  /** The characters of a frozen lake. */
  static final Legend LAKE =
      new Legend(
          Map.of(
              (int) 'F', Cell.FREE,
              (int) 'S', Cell.START,
              (int) 'G', Cell.GOAL,
              (int) 'H', Cell.PIT),
          "F (frozen), S (start), G (goal), H (hole)");

  /** What {@code character} stands for, or null if nothing. */
  @Nullable Cell cell(int character) {
    return cells.get(character);
  }
}
