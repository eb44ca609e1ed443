package org.palaestra.environments.physics;

import java.util.random.RandomGenerator;
import org.palaestra.environment.Trigonometry;

/**
 * A gust that swells and falls without ever repeating itself: tanh(sin(2kt) + sin(πkt)), k = 0.01.
 */
final class Wind {

  private static final int EARLIEST = -9999;
  private static final int LATEST = 9999;

  private int time;

  /** Draws where in time it begins. */
  void begin(RandomGenerator random) {
    time = EARLIEST + random.nextInt(LATEST - EARLIEST);
  }

  /** How strong it is now, between −1 and 1; the next call is a step later. */
  double blow() {
    double strength = strength(time);
    time++;
    return strength;
  }

  /** How strong it is at a time. */
  static double strength(int time) {
    return StrictMath.tanh(Trigonometry.sin(0.02 * time) + Trigonometry.sin(Math.PI * 0.01 * time));
  }
}
