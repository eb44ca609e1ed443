package org.palaestra.environments.physics;

/**
 * Where a body is and how it is turned.
 *
 * @param x of its origin
 * @param y of its origin
 * @param angle anticlockwise, in radians
 */
record Pose(double x, double y, double angle) {

  /** The world's x of a point of the body. */
  double worldX(double u, double v) {
    return x + u * StrictMath.cos(angle) - v * StrictMath.sin(angle);
  }

  /** The world's y of a point of the body. */
  double worldY(double u, double v) {
    return y + u * StrictMath.sin(angle) + v * StrictMath.cos(angle);
  }

  /** The world's coordinates of a polygon of the body, given as u, v, u, v, … */
  double[] polygon(double... corners) {
    double[] points = new double[corners.length];
    for (int i = 0; i < corners.length; i += 2) {
      points[i] = worldX(corners[i], corners[i + 1]);
      points[i + 1] = worldY(corners[i], corners[i + 1]);
    }
    return points;
  }
}
