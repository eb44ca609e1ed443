package org.palaestra.render.skin;

/** Where things are between two steps. */
final class Motion {

  /**
   * Whoever turns farther than this in a step has turned round, and not through what is between.
   */
  private static final double FARTHEST_TURN = Math.PI / 2;

  private Motion() {}

  /** Whether a thing may have moved from one place to the other, rather than jumped. */
  static boolean moved(Thing from, Thing to, double reach) {
    return from.distance(to) <= reach;
  }

  /**
   * A number on the way.
   *
   * @param share how much of the step is over, from 0 to 1
   */
  static double between(double from, double to, double share) {
    return share >= 1 ? to : from + share * (to - from);
  }

  /** An angle on the shorter way, in radians; the last one at once if it is too far from it. */
  static double angle(double from, double to, double share) {
    double turn = Math.IEEEremainder(to - from, 2 * Math.PI);
    return Math.abs(turn) > FARTHEST_TURN ? to : to - (1 - Math.min(1, share)) * turn;
  }
}
