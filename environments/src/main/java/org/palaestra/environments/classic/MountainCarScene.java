package org.palaestra.environments.classic;

import java.util.function.DoubleUnaryOperator;
import org.palaestra.environment.Trigonometry;
import org.palaestra.environments.scene.Pose;
import org.palaestra.view.Canvas;
import org.palaestra.view.Drawing;

/** Paints a car in its valley, in the task's own lengths. */
final class MountainCarScene {

  private static final double LEFT = -1.27;
  private static final double RIGHT = 0.67;
  private static final double TOP = 1.3;
  private static final int STRIPS = 64;

  private static final int FRAME = 0xff18222f;
  private static final int SKY_LOW = 0xfff6d9b0;
  private static final int SKY_HIGH = 0xff5c8fc0;
  private static final int SUN = 0xfffff3d0;
  private static final int FAR_HILLS = 0xff9fb3bd;
  private static final int NEAR_HILLS = 0xff7c9a93;
  private static final int SOIL = 0xff5b4636;
  private static final int SOIL_DEEP = 0xff443428;
  private static final int GRASS = 0xff6fa04a;
  private static final int WALL = 0xff3a4048;
  private static final int POST = 0xfff2f2f2;
  private static final int FLAG = 0xffe0403a;
  private static final int BODY = 0xffc8342f;
  private static final int BODY_LIGHT = 0xffe8655c;
  private static final int WINDOW = 0xffbfe0ee;
  private static final int TYRE = 0xff1b1d21;
  private static final int RIM = 0xffc9ced6;

  private static final Drawing VALLEY = valley(MountainCar.GOAL);
  private static final Drawing VALLEY_WITH_NEAR_FLAG = valley(MountainCarContinuous.GOAL);

  // In the car's frame.
  private static final double[] CABIN = {-0.03, 0.075, 0.025, 0.075, 0.012, 0.108, -0.022, 0.108};
  private static final double[] PANE = {-0.02, 0.077, 0.015, 0.077, 0.006, 0.1, -0.016, 0.1};
  private static final double[] HULL = {
    -0.065, 0.025, 0.065, 0.025, 0.065, 0.06, 0.03, 0.078, -0.06, 0.078
  };
  private static final double[] STRIPE = {-0.065, 0.047, 0.065, 0.047, 0.065, 0.055, -0.064, 0.055};

  private final Pose car = new Pose();
  private final double[] four = new double[8];
  private final double[] five = new double[10];

  MountainCarScene() {}

  private static Drawing valley(double goal) {
    Drawing.Recorder canvas = new Drawing.Recorder();
    canvas.world(LEFT, 0, RIGHT, TOP, FRAME);
    int bands = 40;
    for (int i = 0; i < bands; i++) {
      // Each band reaches to the top, so that no seam can show between two of them.
      double bottom = TOP * i / bands;
      canvas.rectangle(
          LEFT, bottom, RIGHT - LEFT, TOP - bottom, mix(SKY_LOW, SKY_HIGH, (double) i / bands));
    }
    canvas.circle(-0.05, 1.02, 0.13, (SUN & 0xffffff) | 0x50000000);
    canvas.circle(-0.05, 1.02, 0.085, SUN);
    ground(canvas, x -> 0.52 + 0.1 * Trigonometry.sin(4 * x + 1), FAR_HILLS);
    ground(canvas, x -> 0.4 + 0.1 * Trigonometry.sin(5.5 * x + 4), NEAR_HILLS);
    ground(canvas, MountainCar::height, SOIL);
    ground(canvas, x -> Math.max(0.02, MountainCar.height(x) - 0.13), SOIL_DEEP);
    for (int i = 0; i < STRIPS; i++) {
      double left = edge(i);
      double right = edge(i + 1);
      canvas.line(
          left,
          MountainCar.height(left) - 0.012,
          right,
          MountainCar.height(right) - 0.012,
          0.03,
          GRASS);
    }
    double wall = MountainCar.LEFT_END - 0.055;
    canvas.rectangle(LEFT, 0, wall - LEFT, MountainCar.height(wall) + 0.16, WALL);
    double foot = MountainCar.height(goal);
    canvas.beginEntity("flag", 0, goal, foot + 0.1, 0);
    canvas.line(goal, foot, goal, foot + 0.2, 0.012, POST);
    canvas.polygon(
        new double[] {
          goal + 0.006, foot + 0.2,
          goal + 0.006, foot + 0.11,
          goal + 0.11, foot + 0.155
        },
        FLAG);
    canvas.endEntity();
    return canvas.take();
  }

  /** Fills what lies below a curve, strip by strip, each a little wider than its place. */
  private static void ground(Canvas canvas, DoubleUnaryOperator surface, int color) {
    for (int i = 0; i < STRIPS; i++) {
      double left = edge(i);
      double right = i == STRIPS - 1 ? RIGHT : edge(i + 1) + 0.004;
      canvas.polygon(
          new double[] {
            left,
            0,
            right,
            0,
            right,
            surface.applyAsDouble(right),
            left,
            surface.applyAsDouble(left)
          },
          color);
    }
  }

  private static double edge(int strip) {
    return LEFT + (RIGHT - LEFT) * strip / STRIPS;
  }

  private static int mix(int low, int high, double share) {
    int color = 0xff;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = (low >> shift) & 0xff;
      int b = (high >> shift) & 0xff;
      color = (color << 8) | (int) Math.round(a + (b - a) * share);
    }
    return color;
  }

  /** Paints the valley with the flag of {@link MountainCar} and the car at {@code position}. */
  void paint(Canvas canvas, double position) {
    VALLEY.paint(canvas);
    paintCar(canvas, position);
  }

  /** Paints the valley with the flag of {@link MountainCarContinuous} and the car. */
  void paintWithNearFlag(Canvas canvas, double position) {
    VALLEY_WITH_NEAR_FLAG.paint(canvas);
    paintCar(canvas, position);
  }

  private void paintCar(Canvas canvas, double position) {
    double slope = 0.45 * 3 * Trigonometry.cos(3 * position);
    double rotation = StrictMath.atan(slope);
    double height = MountainCar.height(position);
    car.place(position, height, rotation);
    canvas.beginEntity("car", 0, car.worldX(0, 0.05), car.worldY(0, 0.05), rotation);
    canvas.polygon(car.polygon(CABIN, four), BODY_LIGHT);
    canvas.polygon(car.polygon(PANE, four), WINDOW);
    canvas.polygon(car.polygon(HULL, five), BODY);
    canvas.polygon(car.polygon(STRIPE, four), BODY_LIGHT);
    for (double wheel = -0.038; wheel < 0.04; wheel += 0.076) {
      canvas.circle(car.worldX(wheel, 0.024), car.worldY(wheel, 0.024), 0.024, TYRE);
      canvas.circle(car.worldX(wheel, 0.024), car.worldY(wheel, 0.024), 0.011, RIM);
    }
    canvas.endEntity();
  }
}
