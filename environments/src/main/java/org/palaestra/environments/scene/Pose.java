package org.palaestra.environments.scene;

import org.palaestra.environment.Trigonometry;

/**
 * Where a body is and how it is turned: a coordinate system with u along its own x axis and v along
 * its own y axis. It is placed anew for each picture, so that a picture allocates nothing.
 */
public final class Pose {

  private double x;
  private double y;
  private double angle;
  private double cosine = 1;
  private double sine;

  /** At the origin, not turned. */
  public Pose() {}

  /**
   * Puts it in the world.
   *
   * @param x of the body's origin
   * @param y of the body's origin
   * @param angle anticlockwise, in radians
   * @return this
   */
  public Pose place(double x, double y, double angle) {
    this.x = x;
    this.y = y;
    this.angle = angle;
    cosine = Trigonometry.cos(angle);
    sine = Trigonometry.sin(angle);
    return this;
  }

  /** The x of the body's origin. */
  public double x() {
    return x;
  }

  /** The y of the body's origin. */
  public double y() {
    return y;
  }

  /** How the body is turned, anticlockwise in radians. */
  public double angle() {
    return angle;
  }

  /** The world's x of a point of the body. */
  public double worldX(double u, double v) {
    return x + u * cosine - v * sine;
  }

  /** The world's y of a point of the body. */
  public double worldY(double u, double v) {
    return y + u * sine + v * cosine;
  }

  /**
   * The world's coordinates of a polygon of the body.
   *
   * @param corners u, v, u, v, …
   * @param points receives x, y, x, y, …; as long as {@code corners}
   */
  public double[] polygon(double[] corners, double[] points) {
    for (int i = 0; i < corners.length; i += 2) {
      points[i] = worldX(corners[i], corners[i + 1]);
      points[i + 1] = worldY(corners[i], corners[i + 1]);
    }
    return points;
  }
}
