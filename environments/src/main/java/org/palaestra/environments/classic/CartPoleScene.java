package org.palaestra.environments.classic;

import org.palaestra.environment.Trigonometry;
import org.palaestra.environments.scene.Pose;
import org.palaestra.view.Canvas;
import org.palaestra.view.Drawing;

/** Paints a cart with its pole, in metres. */
final class CartPoleScene {

  private static final double POLE_LENGTH = 1;
  private static final double AXLE_HEIGHT = 0.38;

  private static final int BACKGROUND = 0xff18222f;
  private static final int SLEEPER = 0xff2a3747;
  private static final int RAIL = 0xff8796a8;
  private static final int RAIL_LIGHT = 0xffc3cedb;
  private static final int LIMIT = 0xffe0605a;
  private static final int LABEL = 0xff8fa0b3;
  private static final int WEDGE = 0x14ffffff;
  private static final int CART = 0xff2f7fb8;
  private static final int CART_LIGHT = 0xff5aa9dd;
  private static final int CART_DARK = 0xff1f5a86;
  private static final int WHEEL = 0xff0c1219;
  private static final int HUB = 0xff9fb0c2;
  private static final int POLE_DARK = 0xff9a5a1c;
  private static final int POLE = 0xffe39a3b;
  private static final int POLE_LIGHT = 0xffffd796;

  private static final Drawing TRACK = track();

  private final double[] corners = new double[6];
  private final Pose pole = new Pose();

  CartPoleScene() {}

  private static Drawing track() {
    Drawing.Recorder canvas = new Drawing.Recorder();
    canvas.world(-3, -0.75, 3, 2.5, BACKGROUND);
    for (int i = -14; i <= 14; i++) {
      canvas.rectangle(i * 0.2 - 0.04, -0.13, 0.08, 0.07, SLEEPER);
    }
    canvas.rectangle(-2.95, -0.07, 5.9, 0.07, RAIL);
    canvas.rectangle(-2.95, -0.025, 5.9, 0.025, RAIL_LIGHT);
    for (int side = -1; side <= 1; side += 2) {
      double limit = side * CartPole.POSITION_LIMIT;
      canvas.line(limit, -0.2, limit, -0.07, 0.025, LIMIT);
      canvas.line(limit, 0.02, limit, 1.9, 0.012, (LIMIT & 0xffffff) | 0x40000000);
      canvas.text(side < 0 ? "−2.4 m" : "2.4 m", limit, -0.42, 0.12, Canvas.Align.CENTER, LIMIT);
    }
    canvas.line(0, -0.2, 0, -0.13, 0.02, LABEL);
    canvas.text("0", 0, -0.42, 0.12, Canvas.Align.CENTER, LABEL);
    return canvas.take();
  }

  /**
   * Paints the scene.
   *
   * @param x position of the cart in metres
   * @param theta angle of the pole in radians, clockwise from upright
   */
  void paint(Canvas canvas, double x, double theta) {
    TRACK.paint(canvas);
    paintLimits(canvas, x);
    paintCart(canvas, x);
    paintPole(canvas, x, theta);
  }

  /** How far the pole may lean. */
  private void paintLimits(Canvas canvas, double x) {
    double reach = 1.25 * POLE_LENGTH;
    double side = reach * Trigonometry.sin(CartPole.ANGLE_LIMIT);
    double top = AXLE_HEIGHT + reach * Trigonometry.cos(CartPole.ANGLE_LIMIT);
    corners[0] = x;
    corners[1] = AXLE_HEIGHT;
    corners[2] = x + side;
    corners[3] = top;
    corners[4] = x - side;
    corners[5] = top;
    canvas.polygon(corners, WEDGE);
  }

  private static void paintCart(Canvas canvas, double x) {
    canvas.beginEntity("cart", 0, x, 0.24, 0);
    for (double wheel = -0.18; wheel < 0.2; wheel += 0.36) {
      canvas.circle(x + wheel, 0.085, 0.085, WHEEL);
      canvas.circle(x + wheel, 0.085, 0.035, HUB);
    }
    canvas.rectangle(x - 0.32, 0.11, 0.64, 0.27, CART);
    canvas.rectangle(x - 0.32, 0.11, 0.64, 0.06, CART_DARK);
    canvas.rectangle(x - 0.32, 0.34, 0.64, 0.04, CART_LIGHT);
    canvas.endEntity();
  }

  private void paintPole(Canvas canvas, double x, double theta) {
    pole.place(x, AXLE_HEIGHT, -theta);
    double middle = POLE_LENGTH / 2;
    canvas.beginEntity("pole", 0, pole.worldX(0, middle), pole.worldY(0, middle), -theta);
    // From dark to light and from right to left: a round rod, lit from the left.
    rod(canvas, 0, 0.1, POLE_DARK);
    rod(canvas, -0.01, 0.075, POLE);
    rod(canvas, -0.022, 0.02, POLE_LIGHT);
    canvas.endEntity();
    canvas.beginEntity("axle", 0, x, AXLE_HEIGHT, 0);
    canvas.circle(x, AXLE_HEIGHT, 0.075, CART_DARK);
    canvas.circle(x, AXLE_HEIGHT, 0.05, HUB);
    canvas.circle(x - 0.012, AXLE_HEIGHT + 0.012, 0.02, RAIL_LIGHT);
    canvas.endEntity();
  }

  private void rod(Canvas canvas, double u, double thickness, int color) {
    canvas.line(
        pole.worldX(u, 0),
        pole.worldY(u, 0),
        pole.worldX(u, POLE_LENGTH),
        pole.worldY(u, POLE_LENGTH),
        thickness,
        color);
  }
}
