package org.palaestra.view;

import java.awt.geom.Path2D;

/** Adds outlines in font units to a path in pixels, whose y grows downwards. */
final class TextPath implements OutlineFont.Sink {

  private final Path2D.Double path;
  private double x;
  private double y;
  private double size;

  TextPath(Path2D.Double path) {
    this.path = path;
  }

  /** Puts the pen at pixel (x, y), with {@code size} pixels to a font unit. */
  void place(double x, double y, double size) {
    this.x = x;
    this.y = y;
    this.size = size;
  }

  @Override
  public void move(double toX, double toY) {
    path.moveTo(x + size * toX, y - size * toY);
  }

  @Override
  public void line(double toX, double toY) {
    path.lineTo(x + size * toX, y - size * toY);
  }

  @Override
  public void quad(double controlX, double controlY, double toX, double toY) {
    path.quadTo(x + size * controlX, y - size * controlY, x + size * toX, y - size * toY);
  }

  @Override
  public void close() {
    path.closePath();
  }
}
