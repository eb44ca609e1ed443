package org.palaestra.environments.physics;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The moon's surface as a row of straight slopes: random hills with a flat pad between them.
 *
 * <p>The height at a corner is 0.33 times the sum of three random ones, that of the pad 0.99 of the
 * height that the lander measures from.
 */
final class Terrain {

  static final double WIDTH = 20;
  static final double HEIGHT = 400 / 30.0;

  /** What the lander measures its height from. */
  static final double PAD_HEIGHT = HEIGHT / 4;

  /** Corners of the surface. */
  static final int CORNERS = 11;

  private static final int MIDDLE = CORNERS / 2;

  static final double PAD_LEFT = x(MIDDLE - 1);
  static final double PAD_RIGHT = x(MIDDLE + 1);

  private final double[] raw = new double[CORNERS + 1];
  private final double[] heights = new double[CORNERS];

  /** As flat as the pad. */
  Terrain() {
    Arrays.fill(raw, PAD_HEIGHT);
    smooth();
  }

  /** Draws new hills. */
  void draw(RandomGenerator random) {
    for (int i = 0; i < raw.length; i++) {
      raw[i] = random.nextDouble() * (HEIGHT / 2);
    }
    for (int i = MIDDLE - 2; i <= MIDDLE + 2; i++) {
      raw[i] = PAD_HEIGHT;
    }
    smooth();
  }

  private void smooth() {
    for (int i = 0; i < CORNERS; i++) {
      // To the left of the first corner comes the last number, as where Python counts from the end.
      double before = i == 0 ? raw[CORNERS] : raw[i - 1];
      heights[i] = 0.33 * (before + raw[i] + raw[i + 1]);
    }
  }

  /** Where a corner lies, from left to right. */
  static double x(int corner) {
    return WIDTH / (CORNERS - 1) * corner;
  }

  /** Height of the surface at a corner. */
  double height(int corner) {
    return heights[corner];
  }

  /** Height of the surface anywhere from 0 to {@link #WIDTH}. */
  double heightAt(double x) {
    double place = Math.max(0, Math.min(CORNERS - 1, x * (CORNERS - 1) / WIDTH));
    int left = Math.min(CORNERS - 2, (int) place);
    return heights[left] + (place - left) * (heights[left + 1] - heights[left]);
  }
}
