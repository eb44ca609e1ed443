package org.palaestra.environments.arcade;

import org.jspecify.annotations.Nullable;

/**
 * The aliens, four rows of six that never change places among themselves: a bit for each that is
 * alive, and how far all have moved. The number of an alien's bit is 6 · row + column.
 */
final class Formation {

  static final int ROWS = 4;
  static final int COLUMNS = 6;
  static final int SIZE = ROWS * COLUMNS;
  private static final int ALL = (1 << SIZE) - 1;
  private static final int LEFT_COLUMN = 2;
  private static final int ONE_ROW = (1 << COLUMNS) - 1;

  private int alive = ALL;

  /** The board's column of the formation's first. */
  private int left = LEFT_COLUMN;

  /** The board's row of the formation's first. */
  private int top;

  /** All aliens are alive and back where they began. */
  void fill() {
    alive = ALL;
    left = LEFT_COLUMN;
    top = 0;
  }

  int count() {
    return Integer.bitCount(alive);
  }

  boolean alive(int alien) {
    return (alive & (1 << alien)) != 0;
  }

  int x(int alien) {
    return left + alien % COLUMNS;
  }

  int y(int alien) {
    return row(alien / COLUMNS);
  }

  /** The board's row of one of the formation's, round the lower edge. */
  private int row(int own) {
    int y = top + own;
    return y >= Board.SIZE ? y - Board.SIZE : y;
  }

  /** A bit for each alien of one of the formation's rows. */
  private int rowBits(int own) {
    return (alive >>> (own * COLUMNS)) & ONE_ROW;
  }

  /** A bit for each of the formation's columns with aliens. */
  private int columns() {
    return rowBits(0) | rowBits(1) | rowBits(2) | rowBits(3);
  }

  /** Whether an alien is in the edge column of a direction, −1 for the left one. */
  boolean atEdge(int direction) {
    int own = (direction < 0 ? 0 : Board.LAST) - left;
    return own >= 0 && own < COLUMNS && (columns() & (1 << own)) != 0;
  }

  void shift(int direction) {
    left += direction;
  }

  /** All go down one row, from the last to the first. */
  void descend() {
    top = top == Board.LAST ? 0 : top + 1;
  }

  boolean onRow(int y) {
    int own = ownRow(y);
    return own < ROWS && rowBits(own) != 0;
  }

  private int ownRow(int y) {
    int own = y - top;
    return own < 0 ? own + Board.SIZE : own;
  }

  /** The bit of the alien of a cell if it is alive, or 0. */
  private int bit(int x, int y) {
    int column = x - left;
    int own = ownRow(y);
    return column >= 0 && column < COLUMNS && own < ROWS
        ? alive & (1 << (own * COLUMNS + column))
        : 0;
  }

  boolean at(int x, int y) {
    return bit(x, y) != 0;
  }

  /** Removes the alien of a cell, if there is one. */
  boolean remove(int x, int y) {
    int bit = bit(x, y);
    alive ^= bit;
    return bit != 0;
  }

  /** The board's column nearest to {@code x} among those with aliens; of two the left one. */
  int columnNearest(int x) {
    int nearest = -1;
    for (int rest = columns(); rest != 0; rest &= rest - 1) {
      int column = left + Integer.numberOfTrailingZeros(rest);
      if (nearest < 0 || Math.abs(column - x) < Math.abs(nearest - x)) {
        nearest = column;
      }
    }
    return nearest;
  }

  /** The greatest row of the aliens in one of the board's columns. */
  int lowest(int x) {
    int lowest = -1;
    for (int own = 0; own < ROWS; own++) {
      int y = row(own);
      if (y > lowest && at(x, y)) {
        lowest = y;
      }
    }
    return lowest;
  }

  /** Sets two channels of each cell with an alien in it. */
  void mark(Board board, float[] out, int offset, int channel, int second) {
    for (int own = 0; own < ROWS; own++) {
      int y = row(own);
      for (int rest = rowBits(own); rest != 0; rest &= rest - 1) {
        int x = left + Integer.numberOfTrailingZeros(rest);
        board.mark(out, offset, x, y, channel);
        board.mark(out, offset, x, y, second);
      }
    }
  }

  void exchange(StateTape tape) {
    alive = tape.number("the bits of the aliens", alive, 1, ALL);
    left = tape.number("the first column of the aliens", left, 1 - COLUMNS, Board.LAST);
    top = tape.number("the first row of the aliens", top, 0, Board.LAST);
  }

  /** Why this is no formation on the board, or null. */
  @Nullable String flaw() {
    int columns = columns();
    int first = left + Integer.numberOfTrailingZeros(columns);
    int last = left + 31 - Integer.numberOfLeadingZeros(columns);
    return Board.inside(first) && Board.inside(last)
        ? null
        : "the aliens must be in columns 0 to 9, got %d to %d".formatted(first, last);
  }
}
