package org.palaestra.environments.arcade;

/**
 * A list of things that move along their rows, oldest first.
 *
 * <p>Each has an id that it keeps while it is there. To walk the list newest first and handle each
 * thing that was in it at the start exactly once, count down from {@code size() − 1}; {@link
 * #remove} moves only those that were handled before.
 */
final class Movers {

  /** More than a game can have: those of its timers that make things never do so for long. */
  static final int CAPACITY = 128;

  private static final int IDS = 1 << 16;

  /** What these things are called in an error. */
  private final String what;

  final int[] x = new int[CAPACITY];
  final int[] y = new int[CAPACITY];

  /** 1 for those that go to the right, −1 for the others. */
  final int[] dx = new int[CAPACITY];

  /** Steps until the next move, of things that do not move in each. */
  final int[] moveTimer = new int[CAPACITY];

  /** Steps until the next shot, of things that shoot. */
  final int[] shotTimer = new int[CAPACITY];

  final int[] id = new int[CAPACITY];
  private int size;
  private int nextId;

  Movers(String what) {
    this.what = what;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
    nextId = 0;
  }

  /** Adds a thing as the newest. */
  void add(int column, int row, int direction, int untilMove, int untilShot) {
    if (size == CAPACITY) {
      throw new IllegalStateException(
          "there are more than %d %s, which only a made-up state can lead to"
              .formatted(CAPACITY, what));
    }
    x[size] = column;
    y[size] = row;
    dx[size] = direction;
    moveTimer[size] = untilMove;
    shotTimer[size] = untilShot;
    id[size] = nextId;
    nextId = (nextId + 1) & (IDS - 1);
    size++;
  }

  /** Removes the thing at {@code index}; newer ones move up. */
  void remove(int index) {
    size--;
    for (int i = index; i < size; i++) {
      x[i] = x[i + 1];
      y[i] = y[i + 1];
      dx[i] = dx[i + 1];
      moveTimer[i] = moveTimer[i + 1];
      shotTimer[i] = shotTimer[i + 1];
      id[i] = id[i + 1];
    }
  }

  /** The index of the oldest thing in a cell, or −1. */
  int oldestAt(int column, int row) {
    for (int i = 0; i < size; i++) {
      if (x[i] == column && y[i] == row) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the thing at {@code index} is in a cell. */
  boolean at(int index, int column, int row) {
    return x[index] == column && y[index] == row;
  }

  /** Whether a thing in {@code row} goes another way than {@code direction}. */
  boolean opposes(int row, int direction) {
    for (int i = 0; i < size; i++) {
      if (y[i] == row && dx[i] != direction) {
        return true;
      }
    }
    return false;
  }

  /** Sets a channel of each cell with a thing in it. */
  void mark(Board board, float[] out, int offset, int channel) {
    for (int i = 0; i < size; i++) {
      board.mark(out, offset, x[i], y[i], channel);
    }
  }

  /** Sets a channel of the cell behind each thing, if it is on the board. */
  void markBehind(Board board, float[] out, int offset, int channel) {
    for (int i = 0; i < size; i++) {
      board.markInside(out, offset, x[i] - dx[i], y[i], channel);
    }
  }

  /** Runs through the list; the rows reach from 0 to 9, the timers up to those given. */
  void exchange(StateTape tape, int slowestMove, int slowestShot) {
    size = tape.number("the number of " + what, size, 0, CAPACITY);
    nextId = tape.number("the next id of " + what, nextId, 0, IDS - 1);
    for (int i = 0; i < tape.elements(size, CAPACITY); i++) {
      x[i] = tape.number("the column of one of the " + what, x[i], 0, Board.LAST);
      y[i] = tape.number("the row of one of the " + what, y[i], 0, Board.LAST);
      dx[i] = tape.sign("the direction of one of the " + what, dx[i]);
      moveTimer[i] = tape.number("the move timer of the " + what, moveTimer[i], 0, slowestMove);
      shotTimer[i] = tape.number("the shot timer of the " + what, shotTimer[i], 0, slowestShot);
      id[i] = tape.number("the id of one of the " + what, id[i], 0, IDS - 1);
    }
  }
}
