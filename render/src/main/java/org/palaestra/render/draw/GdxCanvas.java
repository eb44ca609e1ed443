package org.palaestra.render.draw;

import org.palaestra.view.Canvas;

/**
 * A canvas that is a part of the window. As in a recorded picture, the world is shown as large as
 * fits, centred, its background also around it; the sides of rectangles lie on whole pixels, so
 * that the cells of a grid meet without a seam.
 *
 * <p>What is painted between {@link #move} and {@link #unmove} stands elsewhere than it says.
 */
public final class GdxCanvas implements Canvas {

  private final Painter painter;
  private Area area = new Area(0, 0, 1, 1);
  private View view = new View(0, 0, 1);

  // Where things stand that were moved: rotated by the angle and then shifted.
  private double cos = 1;
  private double sin;
  private double shiftX;
  private double shiftY;
  private float[] points = new float[16];
  private final float[] sides = new float[8];

  /** Paints with {@code painter}. */
  public GdxCanvas(Painter painter) {
    this.painter = painter;
  }

  /** Sets the part of the window; then paint. */
  public void begin(Area area) {
    this.area = area;
  }

  /** Says how the world lies on the pixels, for shapes of which it has been painted otherwise. */
  public void view(View view) {
    this.view = view;
    unmove();
  }

  /** Ends a painting. */
  public void end() {
    painter.unclip();
  }

  /**
   * Moves what is painted next.
   *
   * @param fromX where a point of it would be
   * @param fromY where that point would be
   * @param toX where the point shall be
   * @param toY where the point shall be
   * @param turn by which to turn around the point, in radians
   */
  public void move(double fromX, double fromY, double toX, double toY, double turn) {
    cos = turn == 0 ? 1 : Math.cos(turn);
    sin = turn == 0 ? 0 : Math.sin(turn);
    shiftX = toX - cos * fromX + sin * fromY;
    shiftY = toY - sin * fromX - cos * fromY;
  }

  /** Moves nothing any more. */
  public void unmove() {
    cos = 1;
    sin = 0;
    shiftX = 0;
    shiftY = 0;
  }

  @Override
  public void world(double left, double bottom, double right, double top, int background) {
    view = View.fit(area, left, bottom, right, top);
    unmove();
    painter.unclip();
    painter.box(area.x(), area.y(), area.width(), area.height(), background | 0xFF000000);
    int x1 = (int) Math.round(view.x(left));
    int y1 = (int) Math.round(view.y(bottom));
    painter.clip(x1, y1, (int) Math.round(view.x(right)) - x1, (int) Math.round(view.y(top)) - y1);
  }

  private float x(double x, double y) {
    return (float) view.x(cos * x - sin * y + shiftX);
  }

  private float y(double x, double y) {
    return (float) view.y(sin * x + cos * y + shiftY);
  }

  private float pixels(double length) {
    return (float) (view.scale() * length);
  }

  @Override
  public void rectangle(double x, double y, double width, double height, int color) {
    if (width <= 0 || height <= 0) {
      return;
    }
    if (sin != 0) {
      for (int i = 0; i < 4; i++) {
        double cornerX = i == 1 || i == 2 ? x + width : x;
        double cornerY = i < 2 ? y : y + height;
        sides[2 * i] = x(cornerX, cornerY);
        sides[2 * i + 1] = y(cornerX, cornerY);
      }
      painter.polygon(sides, 8, color);
      return;
    }
    int x1 = Math.round(x(x, y));
    int y1 = Math.round(y(x, y));
    int across = Math.max(1, Math.round(x(x + width, y)) - x1);
    int up = Math.max(1, Math.round(y(x, y + height)) - y1);
    painter.box(x1, y1, across, up, color);
  }

  @Override
  public void circle(double x, double y, double radius, int color) {
    painter.circle(x(x, y), y(x, y), pixels(radius), color);
  }

  @Override
  public void line(double x1, double y1, double x2, double y2, double thickness, int color) {
    painter.line(x(x1, y1), y(x1, y1), x(x2, y2), y(x2, y2), pixels(thickness), color);
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
      points[i] = x(corners[i], corners[i + 1]);
      points[i + 1] = y(corners[i], corners[i + 1]);
    }
    painter.polygon(points, corners.length, color);
  }

  @Override
  public void text(String text, double x, double y, double height, Align align, int color) {
    painter.text(text, x(x, y), y(x, y), pixels(height), align, color);
  }

  /** Does nothing: this is how things look of themselves. */
  @Override
  public void beginEntity(String kind, int id, double x, double y, double rotation) {}

  /** Does nothing. */
  @Override
  public void endEntity() {}
}
