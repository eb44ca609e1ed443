package org.palaestra.nd4j;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Memory outside Java's heap for one dense matrix after another, row by row. */
final class NativeMatrix {

  /** No matrix may have more elements: a buffer is at most 2 GB. */
  static final int LARGEST = 1 << 28;

  /** Cache lines, so that results cannot depend on where memory happens to lie. */
  private static final int ALIGNMENT = 64;

  private FloatBuffer buffer;
  private FloatPointer pointer;

  NativeMatrix() {
    buffer = allocate(1 << 14);
    pointer = new FloatPointer(buffer);
  }

  private static FloatBuffer allocate(int size) {
    return ByteBuffer.allocateDirect(size * Float.BYTES + ALIGNMENT)
        .alignedSlice(ALIGNMENT)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** Where it begins; another place after it has grown. */
  FloatPointer pointer() {
    return pointer;
  }

  /** Makes room for {@code rows · columns} elements, at most {@link #LARGEST}. */
  void reserve(int rows, int columns) {
    int size = rows * columns;
    if (size > buffer.capacity()) {
      buffer = allocate(Math.min(LARGEST, size + size / 4));
      pointer = new FloatPointer(buffer);
    }
  }

  /** Element (i, j) becomes {@code from[offset + i·row + j]}. */
  void fill(int rows, int columns, float[] from, int offset, int row) {
    reserve(rows, columns);
    if (row == columns) {
      buffer.put(0, from, offset, rows * columns);
      return;
    }
    for (int i = 0; i < rows; i++) {
      buffer.put(i * columns, from, offset + i * row, columns);
    }
  }

  /** {@code to[offset + i·row + j]} becomes element (i, j). */
  void copyTo(int rows, int columns, float[] to, int offset, int row) {
    if (row == columns) {
      buffer.get(0, to, offset, rows * columns);
      return;
    }
    for (int i = 0; i < rows; i++) {
      buffer.get(i * columns, to, offset + i * row, columns);
    }
  }
}
