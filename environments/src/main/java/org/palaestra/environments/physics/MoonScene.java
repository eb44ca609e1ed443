package org.palaestra.environments.physics;

import org.palaestra.environment.Trigonometry;
import org.palaestra.view.Canvas;
import org.palaestra.view.Drawing;

/** Paints where the lander lands: the night, the earth, far ridges, the ground and the pad. */
final class MoonScene {

  private static final int NIGHT = 0xff05070f;
  private static final int NIGHT_LOW = 0xff1d2440;
  private static final int STAR = 0xffffff;
  private static final int EARTH = 0xff3f7fc4;
  private static final int EARTH_LAND = 0xff5f9f6a;
  private static final int EARTH_CLOUD = 0xffdfeaf4;
  private static final int EARTH_GLOW = 0x205fa8ff;
  private static final int FAR_RIDGE = 0xff2a3050;
  private static final int NEAR_RIDGE = 0xff353b58;
  private static final int GROUND = 0xff84838c;
  private static final int GROUND_LOW = 0xff3c3a48;
  private static final int CRATER = 0x58201e28;
  private static final int RIM = 0xffd9d6d0;
  private static final int PAD = 0xff50535c;
  private static final int PAD_EDGE = 0xffe2b93b;
  private static final int PAD_LIGHT = 0xfffff0b0;
  private static final int POLE = 0xffe8e8ee;
  private static final int FLAG = 0xffe8483f;
  private static final int FLAG_SHADE = 0xffb8322f;

  private static final int STARS = 110;
  private static final int LAYERS = 5;
  private static final double SEAM = 0.02;
  private static final double FLAG_HEIGHT = 50 / LanderWorld.SCALE;
  private static final double FLAG_WIDTH = 25 / LanderWorld.SCALE;

  /** Above where the lander starts, so that all of it is seen. */
  private static final double TOP = Terrain.HEIGHT + 1;

  private static final double[][] ROUND = round(14);

  private static final Drawing SKY = sky();

  // The corners of what is being painted.
  private final double[] three = new double[6];
  private final double[] four = new double[8];
  private final double[] oval = new double[2 * ROUND.length];

  MoonScene() {}

  private static double[][] round(int corners) {
    double[][] points = new double[corners][];
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      points[i] = new double[] {StrictMath.cos(angle), StrictMath.sin(angle)};
    }
    return points;
  }

  private static Drawing sky() {
    Drawing.Recorder canvas = new Drawing.Recorder();
    canvas.world(0, 0, Terrain.WIDTH, TOP, NIGHT);
    int bands = 24;
    for (int i = 0; i < bands; i++) {
      // Each band reaches to the top, so that no seam can show between two of them.
      double bottom = TOP * i / bands;
      canvas.rectangle(
          0, bottom, Terrain.WIDTH, TOP - bottom, mix(NIGHT_LOW, NIGHT, 1.4 * i / bands));
    }
    for (int i = 0; i < STARS; i++) {
      // Multiples of irrational numbers scatter evenly.
      double x = Terrain.WIDTH * fraction(i * 0.754877666);
      double y = TOP * (0.3 + 0.7 * fraction(i * 0.569840291));
      double size = 0.018 + 0.03 * fraction(i * 0.381966011) * fraction(i * 0.618033989);
      canvas.circle(x, y, size, STAR | (90 + i * 37 % 150) << 24);
    }
    earth(canvas, 16.6, 11.2, 0.85);
    ridge(canvas, 4.1, 1.1, 0.9, FAR_RIDGE);
    ridge(canvas, 3.1, 1.0, 2.3, NEAR_RIDGE);
    return canvas.take();
  }

  private static double fraction(double value) {
    return value - Math.floor(value);
  }

  private static void earth(Canvas canvas, double x, double y, double radius) {
    for (int i = 4; i > 0; i--) {
      canvas.circle(x, y, radius * (1 + 0.09 * i), EARTH_GLOW);
    }
    canvas.circle(x, y, radius, EARTH);
    canvas.circle(x - 0.28 * radius, y + 0.3 * radius, 0.36 * radius, EARTH_LAND);
    canvas.circle(x + 0.02 * radius, y + 0.12 * radius, 0.22 * radius, EARTH_LAND);
    canvas.circle(x + 0.1 * radius, y - 0.42 * radius, 0.27 * radius, EARTH_LAND);
    canvas.line(
        x - 0.55 * radius,
        y + 0.62 * radius,
        x + 0.2 * radius,
        y + 0.7 * radius,
        0.1 * radius,
        EARTH_CLOUD);
    canvas.line(
        x - 0.65 * radius,
        y - 0.2 * radius,
        x - 0.1 * radius,
        y - 0.1 * radius,
        0.08 * radius,
        EARTH_CLOUD);
    // The night side: ever smaller parts of the disc, each cut off by a straight line.
    for (int i = 0; i < 4; i++) {
      night(canvas, x, y, radius, -0.15 + 0.2 * i);
    }
  }

  /** Darkens what lies right of a line through a disc, in one piece, since seams would show. */
  private static void night(Canvas canvas, double x, double y, double radius, double line) {
    double half = StrictMath.acos(line);
    int pieces = 20;
    double[] points = new double[2 * (pieces + 1)];
    for (int i = 0; i <= pieces; i++) {
      double angle = half * (2.0 * i / pieces - 1);
      points[2 * i] = x + radius * StrictMath.cos(angle);
      points[2 * i + 1] = y + radius * StrictMath.sin(angle);
    }
    canvas.polygon(points, 0x48050710);
  }

  private static void ridge(Canvas canvas, double height, double swing, double phase, int color) {
    int strips = 40;
    double[] corners = new double[8];
    for (int i = 0; i < strips; i++) {
      double left = Terrain.WIDTH * i / strips;
      double right = Terrain.WIDTH * (i + 1) / strips;
      column(
          canvas,
          corners,
          left,
          ridgeHeight(left, height, swing, phase),
          right,
          ridgeHeight(right, height, swing, phase),
          0,
          color);
    }
  }

  private static double ridgeHeight(double x, double height, double swing, double phase) {
    return height
        + swing * StrictMath.sin(0.55 * x + phase)
        + 0.45 * swing * StrictMath.sin(1.7 * x + 2 * phase)
        + 0.12 * swing * StrictMath.sin(5.3 * x + phase);
  }

  /** Fills from {@code bottom} up to a slope, a little wider than its place. */
  private static void column(
      Canvas canvas,
      double[] corners,
      double left,
      double leftTop,
      double right,
      double rightTop,
      double bottom,
      int color) {
    double end = Math.min(Terrain.WIDTH, right + SEAM);
    corners[0] = left;
    corners[1] = bottom;
    corners[2] = end;
    corners[3] = bottom;
    corners[4] = end;
    corners[5] = rightTop;
    corners[6] = left;
    corners[7] = leftTop;
    canvas.polygon(corners, color);
  }

  /** Paints all of it, with the flags blowing in the wind. */
  void paint(Canvas canvas, Terrain terrain, double gust, int step) {
    SKY.paint(canvas);
    for (int i = 0; i < Terrain.CORNERS - 1; i++) {
      slope(canvas, terrain, i);
    }
    for (int i = 0; i < Terrain.CORNERS - 1; i++) {
      canvas.line(
          Terrain.x(i),
          terrain.height(i) - 0.03,
          Terrain.x(i + 1),
          terrain.height(i + 1) - 0.03,
          0.06,
          RIM);
    }
    pad(canvas, terrain.height(Terrain.CORNERS / 2), step);
    double ground = terrain.height(Terrain.CORNERS / 2);
    flag(canvas, 0, Terrain.PAD_LEFT, ground, gust, step);
    flag(canvas, 1, Terrain.PAD_RIGHT, ground, gust, step);
  }

  /** One slope, darker where it looks away from the light and the deeper it lies. */
  private void slope(Canvas canvas, Terrain terrain, int corner) {
    double left = Terrain.x(corner);
    double right = Terrain.x(corner + 1);
    double leftTop = terrain.height(corner);
    double rightTop = terrain.height(corner + 1);
    double steepness = (rightTop - leftTop) / (right - left);
    // The light comes from the left.
    double shade = 0.32 - 0.22 * Math.max(-1.4, Math.min(1.4, steepness));
    for (int layer = 0; layer < LAYERS; layer++) {
      double share = (double) layer / LAYERS;
      double depth = share * share;
      column(
          canvas,
          four,
          left,
          leftTop * (1 - depth) - 0.18 * share,
          right,
          rightTop * (1 - depth) - 0.18 * share,
          -1,
          mix(GROUND, GROUND_LOW, shade + 0.75 * share));
    }
    crater(canvas, left, leftTop, right, rightTop, fraction(corner * 0.618033989 + leftTop));
  }

  private void crater(
      Canvas canvas, double left, double leftTop, double right, double rightTop, double place) {
    double share = 0.25 + 0.5 * place;
    double x = left + share * (right - left);
    double y = leftTop + share * (rightTop - leftTop) - 0.45 - 0.5 * place;
    double size = 0.14 + 0.2 * fraction(place * 7);
    double tilt = 0.6 * (rightTop - leftTop) / (right - left);
    disc(canvas, x, y - 0.05, 1.12 * size, tilt, 0x30ffffff);
    disc(canvas, x, y, size, tilt, CRATER);
    disc(canvas, x + 0.12 * size, y - 0.07 * size, 0.72 * size, tilt, 0x30000000);
  }

  /** A disc that lies on the ground, seen from the side. */
  private void disc(Canvas canvas, double x, double y, double size, double tilt, int color) {
    for (int i = 0; i < ROUND.length; i++) {
      double across = size * ROUND[i][0];
      oval[2 * i] = x + across;
      oval[2 * i + 1] = y + tilt * across + 0.34 * size * ROUND[i][1];
    }
    canvas.polygon(oval, color);
  }

  private static void pad(Canvas canvas, double top, int step) {
    double width = Terrain.PAD_RIGHT - Terrain.PAD_LEFT;
    canvas.rectangle(Terrain.PAD_LEFT, top - 0.26, width, 0.26, PAD);
    canvas.rectangle(Terrain.PAD_LEFT, top - 0.07, width, 0.07, PAD_EDGE);
    int lamps = 9;
    for (int i = 0; i < lamps; i++) {
      double x = Terrain.PAD_LEFT + width * (i + 0.5) / lamps;
      // Light runs from both ends to the middle.
      int fromEnd = Math.min(i, lamps - 1 - i);
      boolean lit = step / 6 % 5 == fromEnd;
      canvas.circle(x, top - 0.16, lit ? 0.12 : 0.05, (PAD_LIGHT & 0xffffff) | 0x50000000);
      canvas.circle(x, top - 0.16, 0.04, lit ? PAD_LIGHT : PAD_EDGE);
    }
  }

  /** A pennant: hanging out stiffly where there is no air, waving where there is. */
  private void flag(Canvas canvas, int id, double x, double foot, double gust, int step) {
    double top = foot + FLAG_HEIGHT;
    canvas.beginEntity("flag", id, x, foot + FLAG_HEIGHT / 2, 0);
    canvas.line(x, foot, x, top, 0.05, POLE);
    double reach = gust == 0 ? FLAG_WIDTH : FLAG_WIDTH * (gust < 0 ? -1 : 1);
    double wave = 0.12 * gust * Trigonometry.sin(0.5 * step + id);
    double high = top - 0.02;
    double low = top - 10 / LanderWorld.SCALE - 0.06;
    double middle = (high + low) / 2;
    half(canvas, x, high, middle, x + reach, middle + wave, FLAG);
    half(canvas, x, middle, low, x + reach, middle + wave, FLAG_SHADE);
    canvas.circle(x, top, 0.05, POLE);
    canvas.endEntity();
  }

  /** Half of a pennant, from the pole to its tip. */
  private void half(
      Canvas canvas, double x, double high, double low, double tipX, double tipY, int color) {
    three[0] = x;
    three[1] = high;
    three[2] = x;
    three[3] = low;
    three[4] = tipX;
    three[5] = tipY;
    canvas.polygon(three, color);
  }

  /** A colour between two opaque ones; shares beyond 0 and 1 count as these. */
  static int mix(int from, int to, double share) {
    double held = Math.max(0, Math.min(1, share));
    int color = 0xff;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = (from >> shift) & 0xff;
      int b = (to >> shift) & 0xff;
      color = (color << 8) | (int) Math.round(a + (b - a) * held);
    }
    return color;
  }
}
