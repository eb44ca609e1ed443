package org.palaestra.environments.physics;

/**
 * Gymnasium's heuristic for its lander, from its rules: lean towards the pad, but never by more
 * than 0.4 radians; hover at 0.55 times the distance across; with a leg on the ground only brake.
 */
final class Pilots {

  private Pilots() {}

  /** How much to turn to the left. */
  private static double turn(float[] seen) {
    if (grounded(seen)) {
      return 0;
    }
    double lean = Math.max(-0.4, Math.min(0.4, 0.5 * seen[0] + seen[2]));
    return 0.5 * (lean - seen[4]) - seen[5];
  }

  /** How much to rise. */
  private static double rise(float[] seen) {
    if (grounded(seen)) {
      return -0.5 * seen[3];
    }
    return 0.5 * (0.55 * Math.abs(seen[0]) - seen[1]) - 0.5 * seen[3];
  }

  private static boolean grounded(float[] seen) {
    return seen[6] + seen[7] > 0;
  }

  /** What to do where engines are on or off. */
  static int discrete(float[] seen) {
    double turn = turn(seen);
    double rise = rise(seen);
    if (rise > Math.abs(turn) && rise > 0.05) {
      return 2;
    }
    return turn < -0.05 ? 3 : turn > 0.05 ? 1 : 0;
  }

  /** What to do where engines can be throttled. */
  static float[] continuous(float[] seen) {
    return new float[] {clip(20 * rise(seen) - 1), clip(-20 * turn(seen))};
  }

  private static float clip(double value) {
    return (float) Math.max(-1, Math.min(1, value));
  }
}
