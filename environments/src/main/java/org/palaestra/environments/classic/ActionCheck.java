package org.palaestra.environments.classic;

/** Checks a continuous action before anything is computed with it. */
final class ActionCheck {

  private ActionCheck() {}

  /**
   * The value itself, if it is finite: clipping would let NaN through, and it would never leave the
   * state again.
   *
   * @throws IllegalArgumentException if it is not, naming the value
   */
  static float finite(float value) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("action must be a finite number, got " + value);
    }
    return value;
  }
}
