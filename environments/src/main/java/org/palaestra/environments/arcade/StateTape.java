package org.palaestra.environments.arcade;

/**
 * Runs through the state of a game, one whole number after another: writes it, reads it or only
 * counts. A game names its fields once, in one order, for all three:
 *
 * <pre>{@code paddle = tape.number("the paddle's column", paddle, 0, 9);}</pre>
 */
final class StateTape {

  private enum Pass {
    COUNT,
    SAVE,
    LOAD
  }

  private static final double[] NONE = {};

  private final String game;
  private double[] values = NONE;
  private int length;
  private int position;
  private Pass pass = Pass.COUNT;

  StateTape(String game) {
    this.game = game;
  }

  /** From here on numbers are only counted, as many as the longest state has. */
  void count() {
    begin(NONE, 0, Pass.COUNT);
  }

  /** From here on numbers are written to {@code out}. */
  void save(double[] out) {
    begin(out, out.length, Pass.SAVE);
  }

  /** From here on numbers are taken from the first {@code size} ones of {@code state}. */
  void load(double[] state, int size) {
    begin(state, size, Pass.LOAD);
  }

  private void begin(double[] array, int size, Pass next) {
    values = array;
    length = size;
    position = 0;
    pass = next;
  }

  /**
   * Lets go of the array.
   *
   * @return how many numbers were counted, written or read
   * @throws IllegalArgumentException if not all were read
   */
  int end() {
    if (pass == Pass.LOAD && position != length) {
      throw new IllegalArgumentException(
          "%s: this state has %d values, got %d".formatted(game, position, length));
    }
    values = NONE;
    return position;
  }

  /**
   * One number of the state.
   *
   * @param what names it in an error
   * @param current what the field holds
   * @return what the field shall hold
   * @throws IllegalArgumentException if a number that is read is not a whole one of the range
   */
  int number(String what, int current, int low, int high) {
    int index = position++;
    switch (pass) {
      case COUNT -> {
        return current;
      }
      case SAVE -> {
        values[index] = current;
        return current;
      }
      default -> {
        return read(what, index, low, high);
      }
    }
  }

  /** One number of the state that is true or false, 1 or 0. */
  boolean flag(String what, boolean current) {
    return number(what, current ? 1 : 0, 0, 1) == 1;
  }

  /** One number of the state that is 1 or −1. */
  int sign(String what, int current) {
    return 2 * number(what, (current + 1) / 2, 0, 1) - 1;
  }

  /** Runs through all of an array. */
  void numbers(String what, int[] field, int low, int high) {
    for (int i = 0; i < field.length; i++) {
      field[i] = number(what, field[i], low, high);
    }
  }

  /** How many elements of a list to run through, if it now has {@code size}. */
  int elements(int size, int capacity) {
    return pass == Pass.COUNT ? capacity : size;
  }

  private int read(String what, int index, int low, int high) {
    if (index >= length) {
      throw new IllegalArgumentException(
          "%s: the state ends after %d values, before %s".formatted(game, length, what));
    }
    double value = values[index];
    if (!(value >= low && value <= high && value == Math.rint(value))) {
      throw new IllegalArgumentException(
          "%s: %s (state[%d]) must be a whole number from %d to %d, got %s"
              .formatted(game, what, index, low, high, value));
    }
    return (int) value;
  }
}
