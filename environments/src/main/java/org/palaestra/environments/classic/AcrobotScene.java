package org.palaestra.environments.classic;

import org.palaestra.environments.scene.Pose;
import org.palaestra.view.Canvas;
import org.palaestra.view.Drawing;

/** Paints two links on a bar and the line to be reached, in metres. */
final class AcrobotScene {

  private static final double LENGTH = 1;
  private static final double SIDE = 3.55;

  private static final int BACKGROUND = 0xff18222f;
  private static final int ABOVE = 0x146fcf97;
  private static final int LINE = 0xff6fcf97;
  private static final int REACH = 0xff22303f;
  private static final int POST = 0xff34465a;
  private static final int BAR = 0xff8796a8;
  private static final int HUB = 0xff9fb0c2;
  private static final int HUB_LIGHT = 0xffc3cedb;
  private static final int[] UPPER = {0xff1f5a86, 0xff2f7fb8, 0xff8cc8ee};
  private static final int[] LOWER = {0xff9a5a1c, 0xffe39a3b, 0xffffd796};
  private static final int HAND = 0xffe0605a;

  private static final Drawing HALL = hall();

  private final Pose upper = new Pose();
  private final Pose lower = new Pose();

  AcrobotScene() {}

  private static Drawing hall() {
    Drawing.Recorder canvas = new Drawing.Recorder();
    canvas.world(-SIDE, -2.35, SIDE, 2.35, BACKGROUND);
    canvas.circle(0, 0, 2 * LENGTH + 0.02, REACH);
    canvas.circle(0, 0, 2 * LENGTH, BACKGROUND);
    canvas.rectangle(-SIDE, Acrobot.GOAL_HEIGHT, 2 * SIDE, 2.35 - Acrobot.GOAL_HEIGHT, ABOVE);
    for (double x = -SIDE + 0.05; x < SIDE - 0.1; x += 0.2) {
      canvas.line(x, Acrobot.GOAL_HEIGHT, x + 0.1, Acrobot.GOAL_HEIGHT, 0.025, LINE);
    }
    canvas.text("1 m", SIDE - 0.1, 1.1, 0.12, Canvas.Align.RIGHT, LINE);
    canvas.rectangle(-0.42, -0.05, 0.84, 0.1, POST);
    canvas.rectangle(-0.42, 0.015, 0.84, 0.02, BAR);
    return canvas.take();
  }

  /**
   * Paints the scene.
   *
   * @param theta1 angle of the upper link in radians, anticlockwise from hanging down
   * @param theta2 angle of the lower link relative to the upper one
   * @param reached whether the free end is above the line
   */
  void paint(Canvas canvas, double theta1, double theta2, boolean reached) {
    HALL.paint(canvas);
    double lowerAngle = Angles.wrap(theta1 + theta2);
    upper.place(0, 0, theta1);
    lower.place(upper.worldX(0, -LENGTH), upper.worldY(0, -LENGTH), lowerAngle);
    link(canvas, "upper-link", upper, theta1, UPPER);
    link(canvas, "lower-link", lower, lowerAngle, LOWER);
    joint(canvas, "bar", 0, 0, 0.075);
    joint(canvas, "motor", lower.worldX(0, 0), lower.worldY(0, 0), 0.095);
    double x = lower.worldX(0, -LENGTH);
    double y = lower.worldY(0, -LENGTH);
    canvas.beginEntity("hand", 0, x, y, lowerAngle);
    canvas.circle(x, y, 0.075, reached ? LINE : HAND);
    canvas.endEntity();
  }

  private static void link(Canvas canvas, String kind, Pose link, double angle, int[] colors) {
    canvas.beginEntity(kind, 0, link.worldX(0, -LENGTH / 2), link.worldY(0, -LENGTH / 2), angle);
    // From dark to light and from right to left: a round limb, lit from the left.
    limb(canvas, link, 0, 0.17, colors[0]);
    limb(canvas, link, -0.014, 0.13, colors[1]);
    limb(canvas, link, -0.036, 0.034, colors[2]);
    canvas.endEntity();
  }

  private static void limb(Canvas canvas, Pose link, double u, double thickness, int color) {
    canvas.line(
        link.worldX(u, 0),
        link.worldY(u, 0),
        link.worldX(u, -LENGTH),
        link.worldY(u, -LENGTH),
        thickness,
        color);
  }

  private static void joint(Canvas canvas, String kind, double x, double y, double radius) {
    canvas.beginEntity(kind, 0, x, y, 0);
    canvas.circle(x, y, radius, HUB);
    canvas.circle(x - 0.02, y + 0.02, 0.35 * radius, HUB_LIGHT);
    canvas.endEntity();
  }
}
