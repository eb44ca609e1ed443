package org.palaestra.render;

import org.palaestra.view.Canvas;

/**
 * A canvas that is a part of the window. As in a recorded picture, the world is shown as large as
 * fits, centred, its background also around it; the sides of rectangles lie on whole pixels, so
 * that the cells of a grid meet without a seam.
 */
final class GdxCanvas implements Canvas {

  private final Painter painter;

  private int areaX;
  private int areaY;
  private int areaWidth;
  private int areaHeight;

  // Pixels = origin + scale · world.
  private double scale;
  private double originX;
  private double originY;
  private float[] points = new float[16];

  GdxCanvas(Painter painter) {
    this.painter = painter;
  }

  /** Sets the part of the window, in pixels from its lower left corner; then paint. */
  void begin(int x, int y, int width, int height) {
    areaX = x;
    areaY = y;
    areaWidth = width;
    areaHeight = height;
  }

  /** Ends a painting. */
  void end() {
    painter.unclip();
  }

  @Override
  public void world(double left, double bottom, double right, double top, int background) {
    double width = right - left;
    double height = top - bottom;
    if (!(width > 0 && height > 0 && Double.isFinite(width) && Double.isFinite(height))) {
      throw new IllegalArgumentException(
          "the world must have a width and a height, got x %s to %s and y %s to %s"
              .formatted(left, right, bottom, top));
    }
    scale = Math.min(areaWidth / width, areaHeight / height);
    originX = areaX + (areaWidth - scale * width) / 2 - scale * left;
    originY = areaY + (areaHeight - scale * height) / 2 - scale * bottom;
    painter.unclip();
    painter.box(areaX, areaY, areaWidth, areaHeight, background | 0xFF000000);
    int x1 = (int) Math.round(x(left));
    int y1 = (int) Math.round(y(bottom));
    painter.clip(x1, y1, (int) Math.round(x(right)) - x1, (int) Math.round(y(top)) - y1);
  }

  private double x(double world) {
    return originX + scale * world;
  }

  private double y(double world) {
    return originY + scale * world;
  }

  @Override
  public void rectangle(double x, double y, double width, double height, int color) {
    if (width > 0 && height > 0) {
      int x1 = Math.round((float) x(x));
      int y1 = Math.round((float) y(y));
      int across = Math.max(1, Math.round((float) x(x + width)) - x1);
      int up = Math.max(1, Math.round((float) y(y + height)) - y1);
      painter.box(x1, y1, across, up, color);
    }
  }

  @Override
  public void circle(double x, double y, double radius, int color) {
    painter.circle((float) x(x), (float) y(y), (float) (scale * radius), color);
  }

  @Override
  public void line(double x1, double y1, double x2, double y2, double thickness, int color) {
    painter.line(
        (float) x(x1),
        (float) y(y1),
        (float) x(x2),
        (float) y(y2),
        (float) (scale * thickness),
        color);
  }

  @Override
  public void polygon(double[] corners, int color) {
    if (corners.length < 6 || corners.length % 2 != 0) {
      throw new IllegalArgumentException(
          "a polygon needs x and y of at least three corners, got " + corners.length + " numbers");
    }
    if (points.length < corners.length) {
      points = new float[2 * corners.length];
    }
    for (int i = 0; i < corners.length; i += 2) {
      points[i] = (float) x(corners[i]);
      points[i + 1] = (float) y(corners[i + 1]);
    }
    painter.polygon(points, corners.length, color);
  }

  @Override
  public void text(String text, double x, double y, double height, Align align, int color) {
    painter.text(text, (float) x(x), (float) y(y), (float) (scale * height), align, color);
  }

  /** Does nothing: things are shown in their plain looks. */
  @Override
  public void beginEntity(String kind, int id, double x, double y, double rotation) {}

  /** Does nothing. */
  @Override
  public void endEntity() {}
}
