package org.palaestra.view;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.FileImageOutputStream;
import org.palaestra.store.PendingFile;

/**
 * A canvas that is a picture in memory. It needs neither a display nor fonts ({@link OutlineFont}
 * says why) and gives the same pixels for the same painting.
 *
 * <p>The world is shown as large as fits, centred, its proportions kept; its background also fills
 * the bars beside or above it, while shapes end at its edges. Shapes are anti-aliased, except that
 * the sides of rectangles lie on the nearest whole pixels, at least one apart: the cells of a grid
 * then meet without a seam. A line is at least one pixel thick.
 *
 * <p>The picture is opaque and used again for every frame: copy {@link #image} to keep one. Not
 * safe for use by several threads at once.
 */
public final class AwtCanvas implements Canvas {

  private static final int CAPTION_BACKGROUND = 0xFF20242B;
  private static final int CAPTION_TEXT = 0xFFE8EAED;

  private final BufferedImage image;
  private final Graphics2D graphics;
  private final int stripHeight;
  private final int worldHeight;

  private final Ellipse2D.Double ellipse = new Ellipse2D.Double();
  private final Line2D.Double segment = new Line2D.Double();
  private final Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO, 256);
  private final TextPath textPath = new TextPath(path);
  private BasicStroke stroke = roundStroke(1);
  private Color color = Color.BLACK;

  // Pixels = (originX + scale · x, originY − scale · y); 0 before the first world.
  private double scale;
  private double originX;
  private double originY;

  /**
   * A picture of {@code width} by {@code height} pixels, all of them for the world.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public AwtCanvas(int width, int height) {
    this(width, height, 0);
  }

  private AwtCanvas(int width, int height, int reserved) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a picture must be at least 1 by 1 pixels, got " + width + " by " + height);
    }
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    // Without this, Java2D moves outlines by up to half a pixel.
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    stripHeight = stripHeight(height);
    worldHeight = height - reserved;
  }

  /**
   * A picture of {@code width} by {@code height} pixels whose lowest rows, about one in eighteen,
   * are kept free for a {@link #caption}; the world is shown above them.
   *
   * @throws IllegalArgumentException if the width is not positive or the height less than 2
   */
  public static AwtCanvas withCaption(int width, int height) {
    if (height < 2) {
      throw new IllegalArgumentException(
          "a picture with a caption must be at least 2 pixels high, got " + height);
    }
    return new AwtCanvas(width, height, stripHeight(height));
  }

  /** Legible where there is room, and never more than a quarter of the picture. */
  private static int stripHeight(int height) {
    return Math.max(Math.max(1, height / 18), Math.min(18, height / 4));
  }

  /** The picture itself, in opaque RGB; the next painting changes it. */
  public BufferedImage image() {
    return image;
  }

  /**
   * Writes the picture as a PNG file, which appears under its name only when it is complete.
   *
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public void writePng(Path target) throws IOException {
    try (PendingFile pending = new PendingFile(target)) {
      try (FileImageOutputStream out = new FileImageOutputStream(pending.path().toFile())) {
        if (!ImageIO.write(image, "png", out)) {
          throw new IOException("this Java runtime cannot write PNG files");
        }
      }
      pending.publish();
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The background is taken as opaque.
   *
   * @throws IllegalArgumentException if the world has no width or height
   */
  @Override
  public void world(double left, double bottom, double right, double top, int background) {
    double width = right - left;
    double height = top - bottom;
    if (!(width > 0 && height > 0 && Double.isFinite(width) && Double.isFinite(height))) {
      throw new IllegalArgumentException(
          String.format(
              "the world must have a width and a height, got x %s to %s and y %s to %s",
              left, right, bottom, top));
    }
    scale = Math.min(image.getWidth() / width, worldHeight / height);
    originX = (image.getWidth() - scale * width) / 2 - scale * left;
    originY = (worldHeight - scale * height) / 2 + scale * top;
    graphics.setClip(null);
    use(background | 0xFF000000);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    int x1 = (int) Math.round(originX + scale * left);
    int x2 = (int) Math.round(originX + scale * right);
    int y1 = (int) Math.round(originY - scale * top);
    int y2 = (int) Math.round(originY - scale * bottom);
    graphics.clipRect(x1, y1, x2 - x1, y2 - y1);
  }

  @Override
  public void rectangle(double x, double y, double width, double height, int color) {
    check("rectangle", x, y, width, height);
    if (width <= 0 || height <= 0) {
      return;
    }
    int x1 = pixel(originX + scale * x, image.getWidth());
    int x2 = pixel(originX + scale * (x + width), image.getWidth());
    int y1 = pixel(originY - scale * (y + height), image.getHeight());
    int y2 = pixel(originY - scale * y, image.getHeight());
    use(color);
    graphics.fillRect(x1, y1, Math.max(1, x2 - x1), Math.max(1, y2 - y1));
  }

  /** The nearest edge between pixels, or one just outside of a picture of {@code size} pixels. */
  private static int pixel(double position, int size) {
    return (int) Math.round(Math.max(-2, Math.min(size + 2, position)));
  }

  @Override
  public void circle(double x, double y, double radius, int color) {
    check("circle", x, y, radius);
    double r = scale * radius;
    ellipse.setFrame(originX + scale * x - r, originY - scale * y - r, 2 * r, 2 * r);
    use(color);
    graphics.fill(ellipse);
  }

  @Override
  public void line(double x1, double y1, double x2, double y2, double thickness, int color) {
    check("line", x1, y1, x2, y2, thickness);
    float pixels = (float) Math.max(1, scale * thickness);
    if (stroke.getLineWidth() != pixels) {
      stroke = roundStroke(pixels);
    }
    segment.setLine(
        originX + scale * x1, originY - scale * y1, originX + scale * x2, originY - scale * y2);
    graphics.setStroke(stroke);
    use(color);
    graphics.draw(segment);
  }

  private static BasicStroke roundStroke(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  @Override
  public void polygon(double[] points, int color) {
    if (points.length < 6 || points.length % 2 != 0) {
      throw new IllegalArgumentException(
          "a polygon needs x and y of at least three corners, got " + points.length + " numbers");
    }
    check("polygon", points);
    path.reset();
    for (int i = 0; i < points.length; i += 2) {
      double x = originX + scale * points[i];
      double y = originY - scale * points[i + 1];
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    use(color);
    graphics.fill(path);
  }

  @Override
  public void text(String text, double x, double y, double height, Align align, int color) {
    check("text", x, y, height);
    textPixels(text, originX + scale * x, originY - scale * y, scale * height, align, color);
  }

  private void textPixels(
      String text, double x, double y, double capHeight, Align align, int color) {
    OutlineFont font = OutlineFont.bundled();
    double size = capHeight / font.capHeight();
    double width = size * font.advance(text);
    double start =
        switch (align) {
          case LEFT -> x;
          case CENTER -> x - width / 2;
          case RIGHT -> x - width;
        };
    path.reset();
    textPath.place(start, y, size);
    font.outline(text, textPath);
    use(color);
    graphics.fill(path);
  }

  /** Does nothing: a picture shows a thing's plain looks. */
  @Override
  public void beginEntity(String kind, int id, double x, double y, double rotation) {}

  /** Does nothing. */
  @Override
  public void endEntity() {}

  /**
   * Paints a strip with text along the lower edge of the picture, below the world if the canvas was
   * made {@link #withCaption} and over it otherwise. Call it after the painting, since {@link
   * #world} clears it. A text too long for the strip is painted smaller.
   *
   * @param left stands at the left, for instance the episode and the step
   * @param right stands at the right, for instance the return
   */
  public void caption(String left, String right) {
    OutlineFont font = OutlineFont.bundled();
    int top = image.getHeight() - stripHeight;
    graphics.setClip(null);
    use(CAPTION_BACKGROUND);
    graphics.fillRect(0, top, image.getWidth(), stripHeight);
    double margin = stripHeight * 0.4;
    double capHeight = Math.max(1, Math.round(stripHeight * 0.45));
    double gap = left.isEmpty() || right.isEmpty() ? 0 : margin;
    double wanted = capHeight / font.capHeight() * (font.advance(left) + font.advance(right)) + gap;
    double room = image.getWidth() - 2 * margin;
    if (wanted > room) {
      capHeight *= Math.max(0, room - gap) / (wanted - gap);
    }
    double baseline = Math.round(top + (stripHeight + capHeight) / 2);
    textPixels(left, margin, baseline, capHeight, Align.LEFT, CAPTION_TEXT);
    textPixels(right, image.getWidth() - margin, baseline, capHeight, Align.RIGHT, CAPTION_TEXT);
  }

  private void use(int argb) {
    if (color.getRGB() != argb) {
      color = new Color(argb, true);
    }
    graphics.setColor(color);
  }

  private void check(String shape, double... numbers) {
    if (scale == 0) {
      throw new IllegalStateException("paint world(...) first, then a " + shape);
    }
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException(
            "a " + shape + " must have finite numbers, got " + Arrays.toString(numbers));
      }
    }
  }
}
