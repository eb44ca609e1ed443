package org.palaestra.environments.classic;

import org.palaestra.environments.scene.Pose;
import org.palaestra.view.Canvas;
import org.palaestra.view.Drawing;

/** Paints a pendulum on its motor, in metres. */
final class PendulumScene {

  private static final double LENGTH = 1;
  private static final double DIAL = 1.22;

  private static final int BACKGROUND = 0xff18222f;
  private static final int DISC = 0xff1e2b3b;
  private static final int RIM = 0xff34465a;
  private static final int MARK = 0xff6d8096;
  private static final int LABEL = 0xff8fa0b3;
  private static final int TARGET = 0xff6fcf97;
  private static final int MOTOR = 0xff2f7fb8;
  private static final int MOTOR_DARK = 0xff1f5a86;
  private static final int HUB = 0xff9fb0c2;
  private static final int HUB_LIGHT = 0xffc3cedb;
  private static final int ROD_DARK = 0xff9a5a1c;
  private static final int ROD = 0xffe39a3b;
  private static final int ROD_LIGHT = 0xffffd796;

  private static final Drawing DIAL_PLATE = dial();

  private final Pose rod = new Pose();

  PendulumScene() {}

  private static Drawing dial() {
    Drawing.Recorder canvas = new Drawing.Recorder();
    canvas.world(-1.7, -1.6, 1.7, 1.6, BACKGROUND);
    canvas.circle(0, 0, DIAL + 0.03, RIM);
    canvas.circle(0, 0, DIAL, DISC);
    Pose mark = new Pose();
    for (int i = 0; i < 24; i++) {
      mark.place(0, 0, i * Math.PI / 12);
      double inner = i % 6 == 0 ? DIAL - 0.13 : DIAL - 0.07;
      canvas.line(
          mark.worldX(0, inner),
          mark.worldY(0, inner),
          mark.worldX(0, DIAL - 0.03),
          mark.worldY(0, DIAL - 0.03),
          0.016,
          i == 0 ? TARGET : MARK);
    }
    canvas.polygon(new double[] {-0.06, DIAL + 0.13, 0.06, DIAL + 0.13, 0, DIAL + 0.04}, TARGET);
    canvas.text("θ = 0", 0, DIAL + 0.19, 0.09, Canvas.Align.CENTER, TARGET);
    canvas.text("π/2", -DIAL - 0.1, -0.05, 0.09, Canvas.Align.RIGHT, LABEL);
    canvas.text("−π/2", DIAL + 0.1, -0.05, 0.09, Canvas.Align.LEFT, LABEL);
    canvas.text("π", 0, -DIAL - 0.17, 0.09, Canvas.Align.CENTER, LABEL);
    return canvas.take();
  }

  /**
   * Paints the scene.
   *
   * @param theta angle in radians, anticlockwise from upright
   */
  void paint(Canvas canvas, double theta) {
    DIAL_PLATE.paint(canvas);
    double lean = Angles.wrap(theta);
    canvas.beginEntity("motor", 0, 0, 0, 0);
    canvas.circle(0, 0, 0.2, MOTOR_DARK);
    canvas.circle(0, 0.015, 0.18, MOTOR);
    canvas.endEntity();
    rod.place(0, 0, lean);
    canvas.beginEntity("pendulum", 0, rod.worldX(0, LENGTH / 2), rod.worldY(0, LENGTH / 2), lean);
    // From dark to light and from right to left: a round rod, lit from the left.
    line(canvas, 0, 0.15, ROD_DARK);
    line(canvas, -0.014, 0.112, ROD);
    line(canvas, -0.032, 0.03, ROD_LIGHT);
    canvas.endEntity();
    canvas.beginEntity("axle", 0, 0, 0, 0);
    canvas.circle(0, 0, 0.06, HUB);
    canvas.circle(-0.014, 0.014, 0.022, HUB_LIGHT);
    canvas.endEntity();
  }

  private void line(Canvas canvas, double u, double thickness, int color) {
    canvas.line(
        rod.worldX(u, 0),
        rod.worldY(u, 0),
        rod.worldX(u, LENGTH),
        rod.worldY(u, LENGTH),
        thickness,
        color);
  }
}
