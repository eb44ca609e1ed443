package org.palaestra.environments.classic;

/** Angles in radians that have turned more than once. */
final class Angles {

  private static final double TURN = 2 * Math.PI;

  private Angles() {}

  /** The same direction within [−π, π), or next to it by rounding. NaN if it is not finite. */
  static double wrap(double angle) {
    double shifted = angle + Math.PI;
    if (shifted >= 0 && shifted < TURN) {
      return shifted - Math.PI;
    }
    if (Math.abs(shifted) < 1e6) {
      // A remainder is exact but takes as long as a sine; this is as good for so few turns.
      return shifted - TURN * Math.floor(shifted / TURN) - Math.PI;
    }
    double remainder = shifted % TURN;
    return (remainder < 0 ? remainder + TURN : remainder) - Math.PI;
  }

  /**
   * The same direction within [−π, π], both ends left as they are: one turn is added or taken off
   * as often as needed.
   */
  static double unwind(double angle) {
    if (Math.abs(angle) > 1e3) {
      return wrap(angle);
    }
    double near = angle;
    while (near > Math.PI) {
      near -= TURN;
    }
    while (near < -Math.PI) {
      near += TURN;
    }
    return near;
  }
}
