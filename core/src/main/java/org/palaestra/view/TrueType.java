package org.palaestra.view;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The tables of a TrueType file that say which glyph shows a character, how wide it is and what it
 * looks like: {@code head}, {@code maxp}, {@code hhea}, {@code hmtx}, {@code cmap} (format 4),
 * {@code loca} and {@code glyf}. Everything else in the file, hinting above all, is left alone.
 *
 * <p>Written from the OpenType specification, version 1.9. A glyph is decoded each time it is asked
 * for; {@link OutlineFont} keeps the result.
 */
final class TrueType {

  private static final int SIGNATURE = 0x00010000;
  private static final int DEEPEST_COMPOSITE = 8;

  // Flags of a component in a composite glyph.
  private static final int ARGUMENTS_ARE_WORDS = 0x0001;
  private static final int ARGUMENTS_ARE_OFFSETS = 0x0002;
  private static final int ANY_SCALE = 0x0008 | 0x0040 | 0x0080;
  private static final int MORE_COMPONENTS = 0x0020;

  /** Where a table lies in the file. */
  private record Table(int offset, int length) {}

  private final ByteBuffer file;
  private final Map<String, Table> tables = new HashMap<>();
  private final int unitsPerEm;
  private final int ascent;
  private final int descent;
  private final int glyphs;
  private final int fullMetrics;
  private final boolean wideLocations;
  private final int hmtx;
  private final int loca;
  private final int glyf;
  private final int mapping;

  /**
   * Reads the head of every table.
   *
   * @throws IllegalArgumentException if it is not a TrueType file with these tables
   */
  TrueType(byte[] bytes) {
    file = ByteBuffer.wrap(bytes);
    try {
      readDirectory();
      unitsPerEm = word(table("head") + 18);
      wideLocations = word(table("head") + 50) != 0;
      glyphs = word(table("maxp") + 4);
      ascent = file.getShort(table("hhea") + 4);
      descent = file.getShort(table("hhea") + 6);
      fullMetrics = word(table("hhea") + 34);
      hmtx = table("hmtx");
      loca = table("loca");
      glyf = table("glyf");
      mapping = findMapping(table("cmap"));
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "the font ends in the middle of a table: it has " + bytes.length + " bytes", e);
    }
  }

  private void readDirectory() {
    int signature = file.getInt(0);
    if (signature != SIGNATURE) {
      throw new IllegalArgumentException(
          String.format("not a TrueType font: it begins with %08x, not 00010000", signature));
    }
    int count = word(4);
    for (int i = 0; i < count; i++) {
      int record = 12 + 16 * i;
      byte[] tag = new byte[4];
      file.get(record, tag);
      tables.put(
          new String(tag, StandardCharsets.ISO_8859_1),
          new Table(file.getInt(record + 8), file.getInt(record + 12)));
    }
    for (Map.Entry<String, Table> entry : tables.entrySet()) {
      Table table = entry.getValue();
      if (table.offset < 0 || table.length < 0 || table.length > file.limit() - table.offset) {
        throw new IllegalArgumentException(
            "the font's table " + entry.getKey() + " reaches past the end of the file");
      }
    }
  }

  private int table(String tag) {
    Table table = tables.get(tag);
    if (table == null) {
      throw new IllegalArgumentException("the font has no table " + tag);
    }
    return table.offset;
  }

  private int findMapping(int cmap) {
    int count = word(cmap + 2);
    for (int i = 0; i < count; i++) {
      int record = cmap + 4 + 8 * i;
      int platform = word(record);
      boolean unicode = platform == 0 || (platform == 3 && word(record + 2) == 1);
      int subtable = cmap + file.getInt(record + 4);
      if (unicode && word(subtable) == 4) {
        return subtable;
      }
    }
    throw new IllegalArgumentException("the font has no Unicode cmap of format 4");
  }

  /** Units in which everything else is counted, per em. */
  int unitsPerEm() {
    return unitsPerEm;
  }

  /** Height of a line above the baseline. */
  int ascent() {
    return ascent;
  }

  /** Depth of a line below the baseline, negative. */
  int descent() {
    return descent;
  }

  /** Number of glyphs; number 0 stands for what is missing. */
  int glyphs() {
    return glyphs;
  }

  /** The glyph of a character, or 0 if the font has none. */
  int glyph(int codePoint) {
    if (codePoint > 0xFFFF) {
      return 0;
    }
    int twiceSegments = word(mapping + 6);
    int ends = mapping + 14;
    int starts = ends + twiceSegments + 2;
    int deltas = starts + twiceSegments;
    int ranges = deltas + twiceSegments;
    int low = 0;
    int high = twiceSegments / 2 - 1;
    while (low < high) { // the first segment that ends at or after the character
      int middle = (low + high) / 2;
      if (word(ends + 2 * middle) < codePoint) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int start = word(starts + 2 * low);
    if (codePoint < start || codePoint > word(ends + 2 * low)) {
      return 0;
    }
    int delta = word(deltas + 2 * low);
    int range = word(ranges + 2 * low);
    if (range == 0) {
      return (codePoint + delta) & 0xFFFF;
    }
    int glyph = word(ranges + 2 * low + range + 2 * (codePoint - start));
    return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
  }

  /** How far a glyph moves the pen. */
  int advance(int glyph) {
    return word(hmtx + 4 * Math.min(glyph, fullMetrics - 1));
  }

  /**
   * A glyph's shape.
   *
   * @throws IllegalArgumentException if its data are broken, or it scales or rotates its parts,
   *     which no glyph of the bundled font does
   */
  Glyph outline(int glyph) {
    Glyph.Builder builder = new Glyph.Builder();
    try {
      outline(glyph, 0, 0, DEEPEST_COMPOSITE, builder);
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new IllegalArgumentException("the font's glyph " + glyph + " is broken", e);
    }
    return builder.build();
  }

  private void outline(int glyph, int dx, int dy, int depth, OutlineFont.Sink sink) {
    if (depth == 0) {
      throw new IllegalArgumentException("the font's glyph " + glyph + " contains itself");
    }
    int begin = location(glyph);
    if (begin == location(glyph + 1)) {
      return; // a space
    }
    ByteBuffer in = file.duplicate().position(glyf + begin);
    int contours = in.getShort();
    in.position(in.position() + 8); // the bounding box
    if (contours >= 0) {
      SimpleGlyph.read(in, contours, dx, dy, sink);
      return;
    }
    int flags;
    do {
      flags = in.getShort();
      int component = Short.toUnsignedInt(in.getShort());
      boolean words = (flags & ARGUMENTS_ARE_WORDS) != 0;
      int x = words ? in.getShort() : in.get();
      int y = words ? in.getShort() : in.get();
      if ((flags & ARGUMENTS_ARE_OFFSETS) == 0 || (flags & ANY_SCALE) != 0) {
        throw new IllegalArgumentException(
            "the font's glyph " + glyph + " scales its parts or joins them at points");
      }
      outline(component, dx + x, dy + y, depth - 1, sink);
    } while ((flags & MORE_COMPONENTS) != 0);
  }

  private int location(int glyph) {
    return wideLocations ? file.getInt(loca + 4 * glyph) : 2 * word(loca + 2 * glyph);
  }

  private int word(int position) {
    return Short.toUnsignedInt(file.getShort(position));
  }
}
