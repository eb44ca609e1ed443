package org.palaestra.environments.classic;

/** A turned coordinate system: u along its own x axis, v along its own y axis. */
final class Frame {

  private final double x;
  private final double y;
  private final double cosine;
  private final double sine;

  /** With its origin in the world and its rotation, anticlockwise in radians. */
  Frame(double x, double y, double rotation) {
    this.x = x;
    this.y = y;
    this.cosine = StrictMath.cos(rotation);
    this.sine = StrictMath.sin(rotation);
  }

  double x(double u, double v) {
    return x + u * cosine - v * sine;
  }

  double y(double u, double v) {
    return y + u * sine + v * cosine;
  }

  /** The world's coordinates of a polygon that is given in this frame as u, v, u, v, … */
  double[] polygon(double... corners) {
    double[] points = new double[corners.length];
    for (int i = 0; i < corners.length; i += 2) {
      points[i] = x(corners[i], corners[i + 1]);
      points[i + 1] = y(corners[i], corners[i + 1]);
    }
    return points;
  }
}
