package org.palaestra.environments.grid;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A map drawn with characters, one for each cell, rows separated by {@code /}. The cells that are
 * no walls are the states, numbered from 0 along the first row, then along the next.
 */
final class GridMap {

  private final Cell[][] cells;
  private final int[][] numbers;
  private final int[] rowOf;
  private final int[] columnOf;
  private final int states;

  private GridMap(Cell[][] cells) {
    this.cells = cells;
    numbers = new int[cells.length][cells[0].length];
    rowOf = new int[cells.length * cells[0].length];
    columnOf = new int[rowOf.length];
    int count = 0;
    for (int row = 0; row < cells.length; row++) {
      for (int column = 0; column < cells[row].length; column++) {
        numbers[row][column] = -1;
        if (cells[row][column] != Cell.WALL) {
          numbers[row][column] = count;
          rowOf[count] = row;
          columnOf[count++] = column;
        }
      }
    }
    states = count;
  }

  /**
   * Reads a map.
   *
   * @param startAnywhere whether episodes start in any free cell, so that the map needs no start
   * @throws IllegalArgumentException naming line and column, if a character is unknown, the lines
   *     differ in length, there is no start or no goal, or no goal can be reached from a start
   */
  static GridMap parse(String text, Legend legend, boolean startAnywhere) {
    String[] lines = text.split("/", -1);
    Cell[][] cells = new Cell[lines.length][];
    for (int row = 0; row < lines.length; row++) {
      cells[row] = parseLine(lines[row], row, legend);
      if (cells[row].length != cells[0].length) {
        throw new IllegalArgumentException(
            "map line %d has %d cells, but line 1 has %d; all lines need the same length"
                .formatted(row + 1, cells[row].length, cells[0].length));
      }
    }
    GridMap map = new GridMap(cells);
    map.check(startAnywhere);
    return map;
  }

  private static Cell[] parseLine(String line, int row, Legend legend) {
    int[] characters = line.codePoints().toArray();
    if (characters.length == 0) {
      throw new IllegalArgumentException(
          "map line %d is empty; lines are separated by / and made of %s"
              .formatted(row + 1, legend.help()));
    }
    Cell[] cells = new Cell[characters.length];
    for (int column = 0; column < cells.length; column++) {
      @Nullable Cell cell = legend.cell(characters[column]);
      if (cell == null) {
        throw new IllegalArgumentException(
            "map line %d, column %d: unknown cell '%s'; use %s"
                .formatted(
                    row + 1, column + 1, Character.toString(characters[column]), legend.help()));
      }
      cells[column] = cell;
    }
    return cells;
  }

  private void check(boolean startAnywhere) {
    if (count(Cell.GOAL) == 0) {
      throw new IllegalArgumentException("map has no goal; mark at least one cell with G");
    }
    List<Integer> starts = starts(startAnywhere);
    if (starts.isEmpty()) {
      throw new IllegalArgumentException(
          startAnywhere
              ? "map has no free cell to start in"
              : "map has no start; mark at least one cell with S");
    }
    boolean[] reaching = reachingGoal();
    for (int start : starts) {
      if (!reaching[start]) {
        throw new IllegalArgumentException(
            "map line %d, column %d: an episode can start here, but no goal can be reached"
                .formatted(row(start) + 1, column(start) + 1));
      }
    }
  }

  private int count(Cell kind) {
    int count = 0;
    for (Cell[] line : cells) {
      count += (int) Arrays.stream(line).filter(cell -> cell == kind).count();
    }
    return count;
  }

  /** From which states a goal can be reached: a search backwards from the goals. */
  private boolean[] reachingGoal() {
    boolean[] reaching = new boolean[states];
    ArrayDeque<Integer> open = new ArrayDeque<>();
    for (int state = 0; state < states; state++) {
      if (cell(state) == Cell.GOAL) {
        reaching[state] = true;
        open.add(state);
      }
    }
    while (!open.isEmpty()) {
      int state = open.remove();
      for (Direction direction : Direction.ALL) {
        int neighbour = move(state, direction);
        if (!reaching[neighbour] && !cell(neighbour).terminal()) {
          reaching[neighbour] = true;
          open.add(neighbour);
        }
      }
    }
    return reaching;
  }

  /** The states in which an episode may start. */
  List<Integer> starts(boolean anywhere) {
    List<Integer> starts = new ArrayList<>();
    for (int state = 0; state < states; state++) {
      Cell cell = cell(state);
      if (cell == Cell.START || (anywhere && cell == Cell.FREE)) {
        starts.add(state);
      }
    }
    return starts;
  }

  /** Number of rows. */
  int rows() {
    return cells.length;
  }

  /** Number of columns. */
  int columns() {
    return cells[0].length;
  }

  /** Number of cells that are no walls. */
  int states() {
    return states;
  }

  /** What lies at a place, row 0 on top. */
  Cell cell(int row, int column) {
    return cells[row][column];
  }

  /** What a state is. */
  Cell cell(int state) {
    return cells[rowOf[state]][columnOf[state]];
  }

  /** The row of a state, 0 on top. */
  int row(int state) {
    return rowOf[state];
  }

  /** The column of a state, 0 on the left. */
  int column(int state) {
    return columnOf[state];
  }

  /** Where a move leads: a wall or the edge leaves everything in place. */
  int move(int state, Direction direction) {
    int row = rowOf[state] + direction.rows;
    int column = columnOf[state] + direction.columns;
    if (row < 0 || row >= rows() || column < 0 || column >= columns()) {
      return state;
    }
    int next = numbers[row][column];
    return next < 0 ? state : next;
  }
}
