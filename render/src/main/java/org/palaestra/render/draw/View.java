package org.palaestra.render.draw;

/**
 * How a scene lies on the pixels: pixels = origin + scale · scene.
 *
 * @param originX of the scene's 0, in pixels from the left
 * @param originY of the scene's 0, in pixels from below
 * @param scale pixels for each unit of the scene
 */
public record View(double originX, double originY, double scale) {

  /**
   * As large as fits into an area of the window, centred, with its proportions kept.
   *
   * @throws IllegalArgumentException if the scene has no width or height
   */
  public static View fit(Area area, double left, double bottom, double right, double top) {
    double width = right - left;
    double height = top - bottom;
    if (!(width > 0 && height > 0 && Double.isFinite(width) && Double.isFinite(height))) {
      throw new IllegalArgumentException(
          "the world must have a width and a height, got x %s to %s and y %s to %s"
              .formatted(left, right, bottom, top));
    }
    double scale = Math.min(area.width() / width, area.height() / height);
    return new View(
        area.x() + (area.width() - scale * width) / 2 - scale * left,
        area.y() + (area.height() - scale * height) / 2 - scale * bottom,
        scale);
  }

  /** In pixels. */
  public double x(double scene) {
    return originX + scale * scene;
  }

  /** In pixels. */
  public double y(double scene) {
    return originY + scale * scene;
  }
}
