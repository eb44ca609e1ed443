package org.palaestra.environments.classic;

import org.palaestra.environment.Trigonometry;

/**
 * The equations of motion of {@link Acrobot} and one Runge-Kutta step of them. Results lie in
 * fields, so that a step allocates nothing.
 */
final class AcrobotMotion {

  private static final double GRAVITY = 9.8;
  private static final double MASS = 1;
  private static final double LENGTH = 1;
  private static final double CENTER = 0.5;
  private static final double INERTIA = 1;

  double theta1;
  double theta2;
  double velocity1;
  double velocity2;

  private double acceleration1;
  private double acceleration2;

  /** Where a state is {@code seconds} later under a constant {@code torque}. */
  void advance(double a, double b, double u, double v, double torque, double seconds) {
    double half = seconds / 2;
    accelerate(a, b, u, v, torque);
    double du1 = acceleration1;
    double dv1 = acceleration2;

    double u2 = u + half * du1;
    double v2 = v + half * dv1;
    accelerate(a + half * u, b + half * v, u2, v2, torque);
    double du2 = acceleration1;
    double dv2 = acceleration2;

    double u3 = u + half * du2;
    double v3 = v + half * dv2;
    accelerate(a + half * u2, b + half * v2, u3, v3, torque);
    double du3 = acceleration1;
    double dv3 = acceleration2;

    double u4 = u + seconds * du3;
    double v4 = v + seconds * dv3;
    accelerate(a + seconds * u3, b + seconds * v3, u4, v4, torque);

    double sixth = seconds / 6;
    theta1 = a + sixth * (u + 2 * u2 + 2 * u3 + u4);
    theta2 = b + sixth * (v + 2 * v2 + 2 * v3 + v4);
    velocity1 = u + sixth * (du1 + 2 * du2 + 2 * du3 + acceleration1);
    velocity2 = v + sixth * (dv1 + 2 * dv2 + 2 * dv3 + acceleration2);
  }

  /** Names as in the book: d₁, d₂, φ₁ and φ₂, with cos(θ − π/2) written as sin θ. */
  private void accelerate(double angle1, double angle2, double dot1, double dot2, double torque) {
    double sine = Trigonometry.sin(angle2);
    double cosine = Trigonometry.cos(angle2);
    double coupling = MASS * LENGTH * CENTER * sine;
    double d1 =
        MASS * CENTER * CENTER
            + MASS * (LENGTH * LENGTH + CENTER * CENTER + 2 * LENGTH * CENTER * cosine)
            + INERTIA
            + INERTIA;
    double d2 = MASS * (CENTER * CENTER + LENGTH * CENTER * cosine) + INERTIA;
    double phi2 = MASS * CENTER * GRAVITY * Trigonometry.sin(angle1 + angle2);
    double phi1 =
        -coupling * (dot2 * dot2)
            - 2 * coupling * dot2 * dot1
            + (MASS * CENTER + MASS * LENGTH) * GRAVITY * Trigonometry.sin(angle1)
            + phi2;
    double ratio = d2 / d1;
    acceleration2 =
        (torque + ratio * phi1 - coupling * (dot1 * dot1) - phi2)
            / (MASS * CENTER * CENTER + INERTIA - d2 * ratio);
    acceleration1 = -(d2 * acceleration2 + phi1) / d1;
  }
}
