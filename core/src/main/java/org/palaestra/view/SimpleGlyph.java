package org.palaestra.view;

import java.nio.ByteBuffer;

/**
 * Decodes a glyph of the table {@code glyf} that has contours of its own: on-curve points joined by
 * straight lines, control points of quadratic curves between them.
 */
final class SimpleGlyph {

  // Flags of a point.
  private static final int ON_CURVE = 0x01;
  private static final int X_SHORT = 0x02;
  private static final int Y_SHORT = 0x04;
  private static final int REPEAT = 0x08;
  private static final int X_SAME_OR_POSITIVE = 0x10;
  private static final int Y_SAME_OR_POSITIVE = 0x20;

  private SimpleGlyph() {}

  /**
   * Draws the glyph whose data, without its head, begin at the buffer's position.
   *
   * @param contours how many contours it has
   */
  static void read(ByteBuffer in, int contours, int dx, int dy, OutlineFont.Sink sink) {
    int[] ends = new int[contours];
    for (int i = 0; i < contours; i++) {
      ends[i] = Short.toUnsignedInt(in.getShort());
    }
    int points = contours == 0 ? 0 : ends[contours - 1] + 1;
    int hints = Short.toUnsignedInt(in.getShort());
    in.position(in.position() + hints);
    int[] flags = new int[points];
    for (int i = 0; i < points; ) {
      int flag = in.get();
      int times = (flag & REPEAT) == 0 ? 1 : 1 + Byte.toUnsignedInt(in.get());
      for (; times > 0; times--) {
        flags[i++] = flag;
      }
    }
    int[] x = coordinates(in, flags, X_SHORT, X_SAME_OR_POSITIVE, dx);
    int[] y = coordinates(in, flags, Y_SHORT, Y_SAME_OR_POSITIVE, dy);
    int first = 0;
    for (int end : ends) {
      // Fewer than three points enclose nothing: DejaVu marks the anchors of accents like that.
      if (end - first >= 2) {
        contour(flags, x, y, first, end, sink);
      }
      first = end + 1;
    }
  }

  private static int[] coordinates(
      ByteBuffer in, int[] flags, int isShort, int sameOrPositive, int offset) {
    int[] values = new int[flags.length];
    int value = offset;
    for (int i = 0; i < flags.length; i++) {
      boolean set = (flags[i] & sameOrPositive) != 0;
      if ((flags[i] & isShort) != 0) {
        int step = Byte.toUnsignedInt(in.get());
        value += set ? step : -step;
      } else if (!set) {
        value += in.getShort();
      }
      values[i] = value;
    }
    return values;
  }

  /**
   * One contour. Between two control points in a row lies a point of the curve that the file leaves
   * out: their middle.
   */
  private static void contour(
      int[] flags, int[] x, int[] y, int first, int last, OutlineFont.Sink sink) {
    int count = last - first + 1;
    int start = first;
    while (start <= last && (flags[start] & ON_CURVE) == 0) {
      start++;
    }
    double startX;
    double startY;
    if (start <= last) {
      startX = x[start];
      startY = y[start];
    } else { // control points only
      start = last;
      startX = (x[last] + x[first]) / 2.0;
      startY = (y[last] + y[first]) / 2.0;
    }
    sink.move(startX, startY);
    boolean pending = false;
    double controlX = 0;
    double controlY = 0;
    for (int i = 1; i <= count; i++) {
      int point = first + (start - first + i) % count;
      boolean onCurve = (flags[point] & ON_CURVE) != 0;
      if (pending) {
        double endX = onCurve ? x[point] : (controlX + x[point]) / 2;
        double endY = onCurve ? y[point] : (controlY + y[point]) / 2;
        sink.quad(controlX, controlY, endX, endY);
      } else if (onCurve && i < count) { // the last straight line is drawn by close
        sink.line(x[point], y[point]);
      }
      pending = !onCurve;
      controlX = x[point];
      controlY = y[point];
    }
    if (pending) { // only where the start was a middle: the last point controls the way back to it
      sink.quad(controlX, controlY, startX, startY);
    }
    sink.close();
  }
}
