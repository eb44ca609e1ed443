package org.palaestra.environments.classic;

import org.palaestra.environment.Trigonometry;

/**
 * A turned coordinate system: u along its own x axis, v along its own y axis. It is placed anew for
 * each picture, so that a picture allocates nothing.
 */
final class Frame {

  private double x;
  private double y;
  private double cosine = 1;
  private double sine;

  /** Puts its origin in the world and turns it, anticlockwise in radians. */
  void place(double x, double y, double rotation) {
    this.x = x;
    this.y = y;
    this.cosine = Trigonometry.cos(rotation);
    this.sine = Trigonometry.sin(rotation);
  }

  double x(double u, double v) {
    return x + u * cosine - v * sine;
  }

  double y(double u, double v) {
    return y + u * sine + v * cosine;
  }

  /**
   * The world's coordinates of a polygon that is given in this frame.
   *
   * @param corners u, v, u, v, …
   * @param points receives x, y, x, y, …; as long as {@code corners}
   */
  double[] polygon(double[] corners, double[] points) {
    for (int i = 0; i < corners.length; i += 2) {
      points[i] = x(corners[i], corners[i + 1]);
      points[i + 1] = y(corners[i], corners[i + 1]);
    }
    return points;
  }
}
