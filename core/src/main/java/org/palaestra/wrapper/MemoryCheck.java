package org.palaestra.wrapper;

import org.palaestra.space.Box;

/** Checks what a wrapper is to remember, before anything takes it over. */
final class MemoryCheck {

  private MemoryCheck() {}

  /**
   * Accepts numbers that stay finite when they are kept as floats.
   *
   * @param what names one of them in an error
   */
  static void floats(String what, double[] state, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      if (!Float.isFinite((float) state[i])) {
        throw new IllegalArgumentException(
            "%s (state[%d]) must be finite as a float, got %s".formatted(what, i, state[i]));
      }
    }
  }

  /**
   * Accepts what cells of a box can hold. The bounds of a box of floats are left alone: an
   * environment may be set to a state beyond them, and what is saved then must be restorable.
   *
   * @param what names one of them in an error
   */
  static void cells(String what, Box.Cell cell, double[] state, int offset, int count) {
    if (cell == Box.Cell.FLOAT) {
      floats(what, state, offset, count);
      return;
    }
    int most = cell == Box.Cell.BIT ? 1 : 255;
    for (int i = offset; i < offset + count; i++) {
      whole(what, state, i, most);
    }
  }

  /**
   * Accepts a whole number from 0 to {@code most}.
   *
   * @param what names it in an error
   */
  static void whole(String what, double[] state, int index, int most) {
    double value = state[index];
    if (!(value >= 0 && value <= most) || value != (int) value) {
      throw new IllegalArgumentException(
          "%s must be from 0 to %d, got %s".formatted(what, most, value));
    }
  }
}
