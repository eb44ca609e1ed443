package org.palaestra.environments.physics;

import org.palaestra.environments.scene.Pose;
import org.palaestra.view.Canvas;

/**
 * Paints the lander over its moon, in Box2D's own units; flames are as long as engines are strong.
 */
final class LunarLanderScene {

  private static final int FOIL = 0xffd9a63a;
  private static final int FOIL_LIGHT = 0xfff3cf74;
  private static final int FOIL_DARK = 0xff9a6d22;
  private static final int CABIN = 0xffb9bfd0;
  private static final int CABIN_LIGHT = 0xffe6eaf4;
  private static final int CABIN_DARK = 0xff858ca3;
  private static final int WINDOW = 0xff1f3a5c;
  private static final int WINDOW_GLINT = 0xff8fc7f0;
  private static final int METAL = 0xff4a4f5e;
  private static final int STRUT = 0xffc9ced8;
  private static final int LAMP_ON = 0xff6bff8e;
  private static final int LAMP_OFF = 0xff7a3030;

  private static final int FLAME = 0xffff7a1a;
  private static final int FLAME_INNER = 0xffffc640;
  private static final int FLAME_CORE = 0xfffff6d8;
  private static final int GLOW = 0x18ffa040;

  private static final double NOZZLE = -0.46;

  // In the lander's frame.
  private static final double[] NOZZLE_BELL = {-0.13, -0.3, -0.2, NOZZLE, 0.2, NOZZLE, 0.13, -0.3};
  private static final double[] STAGE = {-0.567, -0.333, 0.567, -0.333, 0.567, 0.02, -0.567, 0.02};
  private static final double[] STAGE_DARK = {0.2, -0.333, 0.567, -0.333, 0.567, 0.02, 0.28, 0.02};
  private static final double[] STAGE_LIGHT = {
    -0.567, -0.333, -0.36, -0.333, -0.3, 0.02, -0.567, 0.02
  };
  private static final double[] HOUSING = {-0.567, 0.02, 0.567, 0.02, 0.467, 0.567, -0.467, 0.567};
  private static final double[] HOUSING_LIGHT = {
    -0.567, 0.02, -0.3, 0.02, -0.22, 0.567, -0.467, 0.567
  };
  private static final double[] HOUSING_DARK = {0.32, 0.02, 0.567, 0.02, 0.467, 0.567, 0.24, 0.567};
  private static final double[] PANE = {-0.2, 0.16, 0.2, 0.16, 0.15, 0.44, -0.15, 0.44};
  private static final double[] GLINT = {-0.15, 0.22, -0.03, 0.22, 0.0, 0.4, -0.12, 0.4};
  private static final double[] LEFT_NOZZLE = {-0.56, 0.37, -0.47, 0.39, -0.47, 0.49, -0.56, 0.51};
  private static final double[] RIGHT_NOZZLE = {0.47, 0.39, 0.56, 0.37, 0.56, 0.51, 0.47, 0.49};

  // In the frame of a leg.
  private static final double W = LanderWorld.LEG_HALF_WIDTH;
  private static final double H = LanderWorld.LEG_HALF_HEIGHT;
  private static final double[] SHIN = {-W, -H, W, -H, W, H, -W, H};
  private static final double[] SHIN_LIGHT = {-W, -H, 0, -H, 0, H, -W, H};
  private static final double[] FOOT = {
    -2.4 * W, -H, 2.4 * W, -H, 1.6 * W, -0.72 * H, -1.6 * W, -0.72 * H
  };

  private final MoonScene moon = new MoonScene();
  private final Pose nozzle = new Pose();
  private final double[] four = new double[8];
  private final double[] tongue = new double[10];
  private final double[] five = new double[10];

  LunarLanderScene() {}

  void paint(Canvas canvas, Flight flight) {
    moon.paint(canvas, flight.terrain(), flight.gust(), flight.steps());
    Pose lander = flight.lander();
    flames(canvas, flight, lander);
    for (int leg = 0; leg < 2; leg++) {
      leg(canvas, leg, flight.leg(leg), flight.touching(leg));
    }
    lander(canvas, lander, flight);
  }

  private void flames(Canvas canvas, Flight flight, Pose lander) {
    int step = flight.steps();
    if (flight.mainPower() > 0) {
      nozzle.place(lander.worldX(0, NOZZLE), lander.worldY(0, NOZZLE), lander.angle());
      canvas.beginEntity("flame", 0, nozzle.x(), nozzle.y(), nozzle.angle());
      for (int i = 4; i > 0; i--) {
        canvas.circle(nozzle.x(), nozzle.y(), 0.28 * i * flight.mainPower(), GLOW);
      }
      double length = 1.5 * flight.mainPower() * (1 - 0.12 * (step * 5 % 4));
      flame(canvas, 0.2, length, 0.06 * (step * 3 % 5 - 2));
      canvas.endEntity();
    }
    if (flight.sidePower() > 0) {
      // Exhaust leaves on the side that the lander is pushed away from.
      int side = -flight.direction();
      double u = 0.53 * side;
      double v = 0.44;
      nozzle.place(lander.worldX(u, v), lander.worldY(u, v), lander.angle() + side * Math.PI / 2);
      canvas.beginEntity("flame", side > 0 ? 1 : 2, nozzle.x(), nozzle.y(), nozzle.angle());
      canvas.circle(nozzle.x(), nozzle.y(), 0.3, GLOW);
      double length = 0.62 * flight.sidePower() * (1 - 0.15 * (step * 5 % 4));
      flame(canvas, 0.09, length, 0);
      canvas.endEntity();
    }
  }

  /** Downwards in the nozzle's own frame: a body that ends in a point, and two brighter ones. */
  private void flame(Canvas canvas, double half, double length, double sway) {
    tongue(canvas, half, length, sway, FLAME);
    tongue(canvas, 0.66 * half, 0.68 * length, 0.6 * sway, FLAME_INNER);
    tongue(canvas, 0.34 * half, 0.4 * length, 0.3 * sway, FLAME_CORE);
  }

  private void tongue(Canvas canvas, double half, double length, double sway, int color) {
    tongue[0] = -0.8 * half;
    tongue[1] = 0;
    tongue[2] = -half;
    tongue[3] = -0.25 * length;
    tongue[4] = sway * 0.9;
    tongue[5] = -length;
    tongue[6] = half;
    tongue[7] = -0.25 * length;
    tongue[8] = 0.8 * half;
    tongue[9] = 0;
    canvas.polygon(nozzle.polygon(tongue, five), color);
  }

  /** With the strut that holds it: seen from the leg, the hull's origin never moves. */
  private void leg(Canvas canvas, int id, Pose leg, boolean touching) {
    int side = id == 0 ? -1 : 1;
    double hullU = side * LanderWorld.LEG_AWAY;
    double hullV = LanderWorld.LEG_DOWN;
    canvas.beginEntity("leg", id, leg.x(), leg.y(), leg.angle());
    line(canvas, leg, 0, H, 0.62 * hullU, H + 0.62 * (hullV - H), 0.09, STRUT);
    line(canvas, leg, 0, -0.3 * H, 0.66 * hullU, 0.45 * hullV, 0.05, METAL);
    canvas.polygon(leg.polygon(SHIN, four), CABIN_DARK);
    canvas.polygon(leg.polygon(SHIN_LIGHT, four), STRUT);
    canvas.polygon(leg.polygon(FOOT, four), METAL);
    canvas.circle(
        leg.worldX(0, 0.35 * H), leg.worldY(0, 0.35 * H), 0.05, touching ? LAMP_ON : LAMP_OFF);
    canvas.endEntity();
  }

  private static void line(
      Canvas canvas, Pose pose, double u1, double v1, double u2, double v2, double w, int color) {
    canvas.line(
        pose.worldX(u1, v1),
        pose.worldY(u1, v1),
        pose.worldX(u2, v2),
        pose.worldY(u2, v2),
        w,
        color);
  }

  private void lander(Canvas canvas, Pose lander, Flight flight) {
    canvas.beginEntity("lander", 0, lander.x(), lander.y(), lander.angle());
    canvas.polygon(lander.polygon(NOZZLE_BELL, four), METAL);
    // The lower stage, wrapped in foil.
    canvas.polygon(lander.polygon(STAGE, four), FOIL);
    canvas.polygon(lander.polygon(STAGE_DARK, four), FOIL_DARK);
    canvas.polygon(lander.polygon(STAGE_LIGHT, four), FOIL_LIGHT);
    for (double u = -0.36; u < 0.5; u += 0.24) {
      line(canvas, lander, u, -0.33, u + 0.07, 0.02, 0.018, FOIL_DARK);
    }
    line(canvas, lander, -0.567, 0.0, 0.567, 0.0, 0.045, METAL);
    // The cabin.
    canvas.polygon(lander.polygon(HOUSING, four), CABIN);
    canvas.polygon(lander.polygon(HOUSING_LIGHT, four), CABIN_LIGHT);
    canvas.polygon(lander.polygon(HOUSING_DARK, four), CABIN_DARK);
    canvas.polygon(lander.polygon(PANE, four), WINDOW);
    canvas.polygon(lander.polygon(GLINT, four), WINDOW_GLINT);
    // Side nozzles, the top rim, an aerial with its lamp.
    canvas.polygon(lander.polygon(LEFT_NOZZLE, four), METAL);
    canvas.polygon(lander.polygon(RIGHT_NOZZLE, four), METAL);
    line(canvas, lander, -0.44, 0.567, 0.44, 0.567, 0.05, CABIN_LIGHT);
    line(canvas, lander, 0.2, 0.58, 0.3, 0.86, 0.03, STRUT);
    boolean blink = flight.steps() / 25 % 2 == 0;
    canvas.circle(
        lander.worldX(0.3, 0.86), lander.worldY(0.3, 0.86), 0.05, blink ? 0xffff4a4a : METAL);
    canvas.endEntity();
  }
}
