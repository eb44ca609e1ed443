package org.palaestra.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A font as outlines, so that text is painted like any other shape.
 *
 * <p>Why not {@code java.awt.Font}? On a machine without fonts, which a bare server or container
 * is, even {@code Font.createFont} with a file of one's own fails in fontconfig before it reads
 * that file; and where it works, the system's FreeType and its settings decide the pixels. A
 * recorded picture should be the same everywhere, and so should an observation made of pixels.
 * TrueType outlines are a page of decoding ({@code TrueType}) and then need nothing but a polygon
 * filler. There is no hinting and no kerning; at the sizes of captions and labels, anti-aliasing
 * does.
 *
 * <p>{@link #bundled} is a subset of DejaVu Sans with ASCII, Latin-1, Greek, dotted letters for
 * derivatives (ẋ, and θ̇ by way of U+0307), arrows, mathematics, box drawing and some signs. {@code
 * core/src/main/font/subset.sh} made it and lists the characters.
 *
 * <p>All lengths are in font units, {@link #unitsPerEm} to the em; y grows upwards, and the
 * baseline is at 0. Safe for use by several threads.
 */
public final class OutlineFont {

  /** Takes the shape of a text: closed contours, to be filled by the non-zero rule. */
  public interface Sink {

    /** Begins a contour. */
    void move(double x, double y);

    /** A straight line from the last point. */
    void line(double x, double y);

    /** A quadratic Bézier curve from the last point. */
    void quad(double controlX, double controlY, double x, double y);

    /** A straight line back to the contour's beginning, if it is not there already. */
    void close();
  }

  private static final String FILE = "DejaVuSans-subset.ttf";

  private final TrueType trueType;
  private final @Nullable Glyph[] glyphs; // filled when first needed; a race decodes one twice
  private final Glyph missing;
  private final int missingAdvance;
  private final int capHeight;
  private final double markHeight;

  private OutlineFont(TrueType trueType) {
    this.trueType = trueType;
    glyphs = new Glyph[trueType.glyphs()];
    capHeight = (int) trueType.outline(trueType.glyph('H')).top();
    markHeight = trueType.outline(trueType.glyph('o')).top();
    missingAdvance = trueType.unitsPerEm() * 5 / 8;
    missing = box(missingAdvance, capHeight);
  }

  /** The font that comes with this library. */
  public static OutlineFont bundled() {
    return Bundled.FONT;
  }

  /**
   * Opens the bundled font's TrueType file, for a renderer with a rasteriser of its own.
   *
   * @throws IOException if it cannot be read
   */
  public static InputStream openBundledFile() throws IOException {
    InputStream in = OutlineFont.class.getResourceAsStream(FILE);
    if (in == null) {
      throw new IOException(
          "the font org/palaestra/view/" + FILE + " is not on the class path; build core again");
    }
    return in;
  }

  /**
   * A font from the bytes of a TrueType file with {@code glyf} outlines.
   *
   * @throws IllegalArgumentException if they are not that
   */
  static OutlineFont read(byte[] trueType) {
    return new OutlineFont(new TrueType(trueType));
  }

  /** Units per em, the size by which fonts are usually measured. */
  public int unitsPerEm() {
    return trueType.unitsPerEm();
  }

  /** Height of the capital letter H. */
  public int capHeight() {
    return capHeight;
  }

  /** Height of a line above the baseline. */
  public int ascent() {
    return trueType.ascent();
  }

  /** Depth of a line below the baseline, a positive number. */
  public int descent() {
    return -trueType.descent();
  }

  /** Whether the font can show a character; others become a box. */
  public boolean has(int codePoint) {
    return trueType.glyph(codePoint) != 0;
  }

  /** How far a character moves the pen. */
  public int advance(int codePoint) {
    int glyph = trueType.glyph(codePoint);
    return glyph == 0 ? missingAdvance : trueType.advance(glyph);
  }

  /** How far a text moves the pen. */
  public int advance(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      width += advance(codePoint);
      i += Character.charCount(codePoint);
    }
    return width;
  }

  /**
   * Draws a line of text whose pen starts at (0, 0). A combining mark is centred over the character
   * before it and lifted if that one is tall, which stands in for the font's anchor tables.
   */
  public void outline(String text, Sink sink) {
    int pen = 0;
    int basePen = 0;
    Glyph base = missing;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      Glyph glyph = outlineOf(codePoint);
      if (i > 0 && Character.getType(codePoint) == Character.NON_SPACING_MARK) {
        double lift = Math.max(0, base.top() - markHeight);
        glyph.outline(sink, basePen + base.center() - glyph.center(), lift);
      } else {
        glyph.outline(sink, pen, 0);
        base = glyph;
        basePen = pen;
      }
      pen += advance(codePoint);
      i += Character.charCount(codePoint);
    }
  }

  private Glyph outlineOf(int codePoint) {
    int number = trueType.glyph(codePoint);
    if (number == 0) {
      return missing;
    }
    Glyph glyph = glyphs[number];
    if (glyph == null) {
      glyph = trueType.outline(number);
      glyphs[number] = glyph;
    }
    return glyph;
  }

  /** A frame: its inner contour runs the other way round and so stays empty. */
  private static Glyph box(double advance, double height) {
    double margin = advance / 10;
    double pen = advance / 12;
    Glyph.Builder builder = new Glyph.Builder();
    builder.move(margin, 0);
    builder.line(margin, height);
    builder.line(advance - margin, height);
    builder.line(advance - margin, 0);
    builder.close();
    builder.move(margin + pen, pen);
    builder.line(advance - margin - pen, pen);
    builder.line(advance - margin - pen, height - pen);
    builder.line(margin + pen, height - pen);
    builder.close();
    return builder.build();
  }

  /** Read when first asked for: a headless training run never is. */
  private static final class Bundled {

    private static final OutlineFont FONT = load();

    private Bundled() {}

    private static OutlineFont load() {
      try (InputStream in = openBundledFile()) {
        return read(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }
}
