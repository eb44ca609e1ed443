package org.palaestra.view;

import java.util.Arrays;

/**
 * A canvas of grey pixels that is fast enough to learn from: tens of thousands of paintings a
 * second, without allocation, the same pixels everywhere.
 *
 * <p>A pixel takes the colour of the shape that covers its centre; there is no smoothing, but a
 * shape that covers no centre still shows as one pixel in each row that it crosses. The world is
 * shown as large as fits, centred, with its background around it. Texts are left out: they are for
 * people.
 */
public final class GreyRaster implements Canvas {

  private final int width;
  private final int height;

  /** {@code [height, width]} from the top, whole numbers from 0 to 255. */
  private final float[] pixels;

  private final float[] left;
  private final float[] right;

  // Pixels = (originX + scale · x, originY − scale · y).
  private double scale = 1;
  private double originX;
  private double originY;
  private int clipLeft;
  private int clipTop;
  private int clipRight;
  private int clipBottom;

  /**
   * Black, until a world is painted.
   *
   * @throws IllegalArgumentException if it has no pixels
   */
  public GreyRaster(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a raster must be at least 1 by 1 pixels, got " + width + " by " + height);
    }
    this.width = width;
    this.height = height;
    pixels = new float[width * height];
    left = new float[height];
    right = new float[height];
    clipRight = width;
    clipBottom = height;
  }

  /** Writes the picture, row by row from the top, 0 black to 255 white. */
  public void copyTo(float[] out, int offset) {
    System.arraycopy(pixels, 0, out, offset, pixels.length);
  }

  @Override
  public void world(double left, double bottom, double right, double top, int background) {
    scale = Math.min(width / (right - left), height / (top - bottom));
    originX = (width - scale * (left + right)) / 2;
    originY = (height + scale * (bottom + top)) / 2;
    clipLeft = Math.max(0, (int) Math.floor(originX + scale * left + 0.5));
    clipRight = Math.min(width, (int) Math.floor(originX + scale * right + 0.5));
    clipTop = Math.max(0, (int) Math.floor(originY - scale * top + 0.5));
    clipBottom = Math.min(height, (int) Math.floor(originY - scale * bottom + 0.5));
    Arrays.fill(pixels, luminance(background));
  }

  /** By the weights of ITU-R BT.601. */
  private static int luminance(int color) {
    int weighted =
        299 * (color >> 16 & 0xFF) + 587 * (color >> 8 & 0xFF) + 114 * (color & 0xFF) + 500;
    return weighted / 1000;
  }

  @Override
  public void rectangle(double x, double y, double width, double height, int color) {
    if (width <= 0 || height <= 0) {
      return; // such as an empty gauge, which must not look like one that is nearly so
    }
    int x0 = (int) Math.floor(originX + scale * x + 0.5);
    int x1 = Math.max(x0 + 1, (int) Math.floor(originX + scale * (x + width) + 0.5));
    int y1 = (int) Math.floor(originY - scale * y + 0.5);
    int y0 = Math.min(y1 - 1, (int) Math.floor(originY - scale * (y + height) + 0.5));
    int grey = luminance(color);
    int alpha = color >>> 24;
    for (int row = Math.max(y0, clipTop); row < Math.min(y1, clipBottom); row++) {
      fill(row, Math.max(x0, clipLeft), Math.min(x1, clipRight), grey, alpha);
    }
  }

  private void fill(int row, int from, int to, int grey, int alpha) {
    if (from >= to) {
      return;
    }
    int at = row * width;
    if (alpha == 255) {
      Arrays.fill(pixels, at + from, at + to, grey);
    } else {
      for (int i = at + from; i < at + to; i++) {
        int mixed = ((int) pixels[i]) * (255 - alpha) + grey * alpha;
        int rounded = (mixed + 127) / 255;
        pixels[i] = rounded;
      }
    }
  }

  @Override
  public void circle(double x, double y, double radius, int color) {
    double r = scale * radius;
    double cy = originY - scale * y;
    begin(cy - r, cy + r);
    disc(originX + scale * x, cy, r);
    end(cy - r, cy + r, color);
  }

  @Override
  public void line(double x1, double y1, double x2, double y2, double thickness, int color) {
    double ax = originX + scale * x1;
    double ay = originY - scale * y1;
    double bx = originX + scale * x2;
    double by = originY - scale * y2;
    double r = scale * thickness / 2;
    double top = Math.min(ay, by) - r;
    double bottom = Math.max(ay, by) + r;
    begin(top, bottom);
    disc(ax, ay, r);
    disc(bx, by, r);
    double length = Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
    if (length > 0) {
      double nx = -(by - ay) / length * r;
      double ny = (bx - ax) / length * r;
      edge(ax + nx, ay + ny, bx + nx, by + ny);
      edge(bx - nx, by - ny, ax - nx, ay - ny);
      edge(ax + nx, ay + ny, ax - nx, ay - ny);
      edge(bx + nx, by + ny, bx - nx, by - ny);
    }
    end(top, bottom, color);
  }

  @Override
  public void polygon(double[] points, int color) {
    double top = Double.POSITIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < points.length; i += 2) {
      double y = originY - scale * points[i];
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    begin(top, bottom);
    double ax = originX + scale * points[points.length - 2];
    double ay = originY - scale * points[points.length - 1];
    for (int i = 0; i < points.length; i += 2) {
      double bx = originX + scale * points[i];
      double by = originY - scale * points[i + 1];
      edge(ax, ay, bx, by);
      ax = bx;
      ay = by;
    }
    end(top, bottom, color);
  }

  private int firstRow(double top) {
    return Math.max(clipTop, (int) Math.ceil(top - 0.5));
  }

  private int endRow(double bottom) {
    return Math.min(clipBottom, (int) Math.floor(bottom - 0.5) + 1);
  }

  /** Forgets the spans of the rows whose centres lie between. */
  private void begin(double top, double bottom) {
    for (int row = firstRow(top); row < endRow(bottom); row++) {
      left[row] = Float.POSITIVE_INFINITY;
      right[row] = Float.NEGATIVE_INFINITY;
    }
  }

  /** Widens the spans of the rows that an edge crosses. */
  private void edge(double ax, double ay, double bx, double by) {
    double top = Math.min(ay, by);
    double bottom = Math.max(ay, by);
    if (top == bottom) {
      return;
    }
    double slope = (bx - ax) / (by - ay);
    for (int row = firstRow(top); row < endRow(bottom); row++) {
      widen(row, ax + (row + 0.5 - ay) * slope, ax + (row + 0.5 - ay) * slope);
    }
  }

  private void disc(double x, double y, double r) {
    for (int row = firstRow(y - r); row < endRow(y + r); row++) {
      double dy = row + 0.5 - y;
      double half = Math.sqrt(Math.max(0, r * r - dy * dy));
      widen(row, x - half, x + half);
    }
  }

  private void widen(int row, double from, double to) {
    left[row] = Math.min(left[row], (float) from);
    right[row] = Math.max(right[row], (float) to);
  }

  /** Fills the spans. */
  private void end(double top, double bottom, int color) {
    int grey = luminance(color);
    int alpha = color >>> 24;
    for (int row = firstRow(top); row < endRow(bottom); row++) {
      if (left[row] > right[row]) {
        continue;
      }
      int from = (int) Math.ceil(left[row] - 0.5);
      int to = (int) Math.floor(right[row] - 0.5) + 1;
      if (from >= to) {
        from = (int) Math.floor((left[row] + right[row]) / 2);
        to = from + 1;
      }
      fill(row, Math.max(from, clipLeft), Math.min(to, clipRight), grey, alpha);
    }
  }

  /** Left out. */
  @Override
  public void text(String text, double x, double y, double height, Align align, int color) {}

  /** Left out. */
  @Override
  public void number(
      String before,
      double value,
      String after,
      double x,
      double y,
      double height,
      Align align,
      int color) {}

  @Override
  public void beginEntity(String kind, int id, double x, double y, double rotation) {}

  @Override
  public void endEntity() {}
}
