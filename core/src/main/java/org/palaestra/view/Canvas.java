package org.palaestra.view;

import java.util.Locale;

/**
 * A surface to paint a scene on, in the scene's own units, without knowing what shows it: a window,
 * a picture file or a screen reader's description.
 *
 * <p>The first call of a painting is {@link #world}, which sets the visible part of the world; x
 * grows to the right and y upwards. Back ends keep the aspect ratio and centre the world. Colours
 * are {@code 0xAARRGGBB}. Later shapes cover earlier ones.
 */
public interface Canvas {

  /** Where a text stands relative to its point. */
  enum Align {
    /** Starts at the point. */
    LEFT,
    /** Is centred on the point. */
    CENTER,
    /** Ends at the point. */
    RIGHT
  }

  /** Sets the visible part of the world and fills it with {@code background}. */
  void world(double left, double bottom, double right, double top, int background);

  /** A filled rectangle with its lower left corner at (x, y); nothing if it has no area. */
  void rectangle(double x, double y, double width, double height, int color);

  /** A filled circle. */
  void circle(double x, double y, double radius, int color);

  /** A line with round ends. */
  void line(double x1, double y1, double x2, double y2, double thickness, int color);

  /**
   * A filled polygon.
   *
   * @param points x and y of each corner in turn, at least three corners; convex, since not every
   *     back end fills others
   */
  void polygon(double[] points, int color);

  /**
   * A line of text whose baseline starts, centres or ends at (x, y).
   *
   * @param height height of a capital letter, in world units
   */
  void text(String text, double x, double y, double height, Align align, int color);

  /**
   * A line of {@link #text} with a number in it, as people write it: whole if it is, else with two
   * decimals, and with a real minus. The text is made only where it is shown: a canvas that leaves
   * texts out, since something learns from its pixels, allocates nothing for it.
   *
   * @param before stands before the number, for instance {@code "reward "}
   * @param after stands after it
   */
  default void number(
      String before,
      double value,
      String after,
      double x,
      double y,
      double height,
      Align align,
      int color) {
    double size = Math.abs(value);
    String digits =
        size == (long) size ? Long.toString((long) size) : String.format(Locale.ROOT, "%.2f", size);
    text(before + (value < 0 ? "−" : "") + digits + after, x, y, height, align, color);
  }

  /**
   * Announces a thing in the scene, so that a renderer can draw it in a style of its own and move
   * it smoothly between steps, and a segmenter can label it. What is painted from here to {@link
   * #endEntity} is its plain looks.
   *
   * @param kind what it is, for instance {@code "cart"}
   * @param id tells things of one kind apart; the same thing keeps its id from step to step
   * @param x centre
   * @param y centre
   * @param rotation anticlockwise, in radians; of what has a front, 0 where it faces right
   */
  void beginEntity(String kind, int id, double x, double y, double rotation);

  /** Ends the thing that {@link #beginEntity} began. */
  void endEntity();
}
