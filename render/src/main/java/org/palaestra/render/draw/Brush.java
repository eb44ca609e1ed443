package org.palaestra.render.draw;

import org.palaestra.view.Canvas.Align;

/**
 * Shaded shapes in the units of a scene, for things that are to look solid. {@link #view} says how
 * the scene lies on the pixels, {@link #place} where the thing is: its shapes are then given around
 * its own middle, before it is turned, mirrored and sized.
 *
 * <p>Where a shape takes two colours, the first is that of its highest point on the screen and the
 * second that of its lowest, however the thing is turned: light comes from above. Colours are
 * {@code 0xAARRGGBB}.
 */
public final class Brush {

  private final Painter painter;
  private final Triangles triangles;
  private View view = new View(0, 0, 1);

  // Pixels of a thing's own coordinates: (ax · x + bx · y + originX, ay · x + by · y + originY).
  private float ax;
  private float ay;
  private float bx;
  private float by;
  private float originX;
  private float originY;
  private float unit; // pixels for each unit of the thing
  private double turn;
  private int mirror;

  private float opacity = 1;
  private boolean light;

  /** Paints with {@code painter}. */
  public Brush(Painter painter) {
    this.painter = painter;
    triangles = painter.triangles();
    home();
  }

  /** Sets how the scene lies on the pixels, and what follows at home. */
  public void view(View view) {
    this.view = view;
    opacity = 1;
    light = false;
    home();
  }

  /** Pixels for each unit of the scene. */
  public double scale() {
    return view.scale();
  }

  /** What follows is in the coordinates of the scene. */
  public void home() {
    place(0, 0, 0, 1, false);
  }

  /**
   * What follows is a thing at a place of the scene.
   *
   * @param rotation anticlockwise, in radians, after mirroring
   * @param size 1 for as large as it says
   * @param mirrored whether left and right are exchanged
   */
  public void place(double x, double y, double rotation, double size, boolean mirrored) {
    unit = (float) (view.scale() * size);
    turn = rotation;
    mirror = mirrored ? -1 : 1;
    float cos = rotation == 0 ? 1 : (float) Math.cos(rotation);
    float sin = rotation == 0 ? 0 : (float) Math.sin(rotation);
    ax = mirror * unit * cos;
    ay = mirror * unit * sin;
    bx = -unit * sin;
    by = unit * cos;
    originX = (float) view.x(x);
    originY = (float) view.y(y);
  }

  /** Multiplies the opacity of what follows, from 0 to 1. */
  public void fade(double opacity) {
    this.opacity = (float) Math.max(0, Math.min(1, opacity));
  }

  /** Whether what follows only adds light to what is there. */
  public void light(boolean light) {
    this.light = light;
  }

  private float x(double x, double y) {
    return (float) (ax * x + bx * y + originX);
  }

  private float y(double x, double y) {
    return (float) (ay * x + by * y + originY);
  }

  private int color(int argb) {
    return opacity == 1 ? argb : Math.round((argb >>> 24) * opacity) << 24 | (argb & 0xFFFFFF);
  }

  private void arc(double x, double y, double from, double sweep, float radius) {
    triangles.arc(
        x(x, y), y(x, y), turn + (mirror > 0 ? from : Math.PI - from), mirror * sweep, radius);
  }

  private void fill(float inner, float outer, int top, int bottom) {
    triangles.fill(inner, outer, color(top), color(bottom), light);
  }

  /** A disc of one colour. */
  public void disc(double x, double y, double radius, int color) {
    disc(x, y, radius, color, color);
  }

  /** A disc. */
  public void disc(double x, double y, double radius, int top, int bottom) {
    float pixels = (float) radius * unit;
    triangles.clear();
    arc(x, y, 0, 2 * Math.PI, pixels);
    fill(Math.max(0, pixels - Triangles.SMOOTH), pixels + Triangles.SMOOTH, top, bottom);
  }

  /** A ball with its highlight up on the left. */
  public void ball(double x, double y, double radius, int bright, int dark) {
    float pixels = (float) radius * unit;
    triangles.clear();
    arc(x, y, 0, 2 * Math.PI, pixels);
    float shift = 0.35f * pixels;
    triangles.fillAround(x(x, y) - shift, y(x, y) + shift, pixels, color(bright), color(dark));
  }

  /** An ellipse along the thing's axes. */
  public void ellipse(double x, double y, double radiusX, double radiusY, int top, int bottom) {
    int pieces = Triangles.pieces(2 * Math.PI, (float) Math.max(radiusX, radiusY) * unit);
    triangles.clear();
    for (int i = 0; i < pieces; i++) {
      double angle = 2 * Math.PI * i / pieces;
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      outwards(x + radiusX * cos, y + radiusY * sin, radiusY * cos, radiusX * sin);
    }
    fill(-Triangles.SMOOTH, Triangles.SMOOTH, top, bottom);
  }

  /** Adds a corner whose edge faces in a direction of any length. */
  private void outwards(double x, double y, double directionX, double directionY) {
    double outX = ax * directionX + bx * directionY;
    double outY = ay * directionX + by * directionY;
    double length = Math.max(1e-9, Math.hypot(outX, outY));
    triangles.corner(x(x, y), y(x, y), (float) (outX / length), (float) (outY / length));
  }

  /** A rectangle with round corners; (x, y) is its lower left corner. */
  public void box(
      double x, double y, double width, double height, double radius, int top, int bottom) {
    softBox(x, y, width, height, radius, 0, top, bottom);
  }

  /** The same whose edge fades out, half of it outside. */
  public void softBox(
      double x,
      double y,
      double width,
      double height,
      double radius,
      double softness,
      int top,
      int bottom) {
    float soft = Math.max(Triangles.SMOOTH, (float) softness * unit);
    double most = Math.min(width, height) / 2;
    double r = Math.min(most, Math.max(radius, soft / unit));
    float pixels = (float) r * unit;
    triangles.clear();
    arc(x + width - r, y + height - r, 0, Math.PI / 2, pixels);
    arc(x + r, y + height - r, Math.PI / 2, Math.PI / 2, pixels);
    arc(x + r, y + r, Math.PI, Math.PI / 2, pixels);
    arc(x + width - r, y + r, 1.5 * Math.PI, Math.PI / 2, pixels);
    fill(Math.max(0, pixels - soft), pixels + soft, top, bottom);
  }

  /** A line with round ends. */
  public void line(double x1, double y1, double x2, double y2, double thickness, int color) {
    line(x1, y1, x2, y2, thickness, color, color);
  }

  /** A line with round ends. */
  public void line(
      double x1, double y1, double x2, double y2, double thickness, int top, int bottom) {
    float radius = Math.max(0.5f, (float) thickness * unit / 2);
    float fromX = x(x1, y1);
    float fromY = y(x1, y1);
    float toX = x(x2, y2);
    float toY = y(x2, y2);
    double across = Math.atan2(toY - fromY, toX - fromX) - Math.PI / 2;
    triangles.clear();
    triangles.arc(toX, toY, across, Math.PI, radius);
    triangles.arc(fromX, fromY, across + Math.PI, Math.PI, radius);
    fill(radius - Triangles.SMOOTH, radius + Triangles.SMOOTH, top, bottom);
  }

  /** A convex shape with its corners anticlockwise, before mirroring. */
  public void polygon(int top, int bottom, float... corners) {
    int n = corners.length;
    triangles.clear();
    for (int i = 0; i < n; i += 2) {
      int before = (i + n - 2) % n;
      int after = (i + 2) % n;
      double inX = corners[i] - corners[before];
      double inY = corners[i + 1] - corners[before + 1];
      double outX = corners[after] - corners[i];
      double outY = corners[after + 1] - corners[i + 1];
      double in = Math.max(1e-9, Math.hypot(inX, inY));
      double out = Math.max(1e-9, Math.hypot(outX, outY));
      outwards(corners[i], corners[i + 1], inY / in + outY / out, -(inX / in + outX / out));
    }
    fill(-Triangles.SMOOTH, Triangles.SMOOTH, top, bottom);
  }

  /** A stripe that changes its width and colour on its way. */
  public void stripe(
      double x1,
      double y1,
      double width1,
      int color1,
      double x2,
      double y2,
      double width2,
      int color2) {
    double length = Math.hypot(x2 - x1, y2 - y1);
    if (length > 0) {
      double outX = -(y2 - y1) / length / 2;
      double outY = (x2 - x1) / length / 2;
      half(
          x1,
          y1,
          width1 * outX,
          width1 * outY,
          color1,
          x2,
          y2,
          width2 * outX,
          width2 * outY,
          color2);
      half(
          x1,
          y1,
          -width1 * outX,
          -width1 * outY,
          color1,
          x2,
          y2,
          -width2 * outX,
          -width2 * outY,
          color2);
    }
  }

  /** From its middle line, where it is brightest, to one side, where it fades out. */
  private void half(
      double x1,
      double y1,
      double outX1,
      double outY1,
      int color1,
      double x2,
      double y2,
      double outX2,
      double outY2,
      int color2) {
    int c1 = color(color1);
    int c2 = color(color2);
    triangles.quad(
        x(x1, y1),
        y(x1, y1),
        c1,
        x(x2, y2),
        y(x2, y2),
        c2,
        x(x2 + outX2, y2 + outY2),
        y(x2 + outX2, y2 + outY2),
        c2 & 0xFFFFFF,
        x(x1 + outX1, y1 + outY1),
        y(x1 + outX1, y1 + outY1),
        c1 & 0xFFFFFF,
        light);
  }

  /** A spot that fades out towards its edge. */
  public void spot(double x, double y, double radius, int color) {
    spot(x, y, radius, radius, color);
  }

  /** An elliptic spot that fades out towards its edge. */
  public void spot(double x, double y, double radiusX, double radiusY, int color) {
    triangles.spot(
        x(x, y),
        y(x, y),
        (float) (ax * radiusX),
        (float) (ay * radiusX),
        (float) (bx * radiusY),
        (float) (by * radiusY),
        color(color),
        light);
  }

  /** A circle's line; smooth, and open at no place. */
  public void ring(double x, double y, double radius, double thickness, int color) {
    int pieces = Triangles.pieces(2 * Math.PI, (float) radius * unit);
    double half = thickness / 2;
    double lastX = x + radius;
    double lastY = y;
    for (int i = 1; i <= pieces; i++) {
      double angle = 2 * Math.PI * i / pieces;
      double nextX = x + radius * Math.cos(angle);
      double nextY = y + radius * Math.sin(angle);
      stripe(lastX, lastY, 2 * half, color, nextX, nextY, 2 * half, color);
      lastX = nextX;
      lastY = nextY;
    }
  }

  /** Text upright at a point of the thing, as high as it says whatever the thing's size. */
  public void text(String text, double x, double y, double height, Align align, int color) {
    painter.text(text, x(x, y), y(x, y), (float) (height * view.scale()), align, color(color));
  }

  /** How wide a text is, in units of the scene. */
  public double textWidth(String text, double height) {
    return painter.textWidth(text, (float) (height * view.scale())) / view.scale();
  }

  /** A colour between two, from 0 for the first to 1 for the second. */
  public static int blend(int from, int to, double share) {
    return Triangles.blend(from, to, (float) Math.max(0, Math.min(1, share)));
  }

  /** A colour with another opacity, from 0 to 1. */
  public static int opacity(int color, double opacity) {
    return (int) Math.round(255 * Math.max(0, Math.min(1, opacity))) << 24 | (color & 0xFFFFFF);
  }
}
