package org.palaestra.nn;

import org.palaestra.nn.kernel.Kernels;

/**
 * A matrix cut into panels that the first cache holds, for a right factor that meets many left ones
 * before it changes: it is cut once, where {@link Kernels#multiply} would cut it at each product.
 * The order of additions is the same.
 */
final class Panels {

  private static final int DEPTH = 128;
  private static final int WIDTH = 64;

  private final int k;
  private final int n;

  /** Panels one after the other, those of the same columns together. */
  private final float[] data;

  /**
   * @param k rows
   * @param n columns
   */
  Panels(int k, int n) {
    this.k = k;
    this.n = n;
    data = Kernels.buffer(Math.multiplyExact(k, (n + WIDTH - 1) / WIDTH * WIDTH));
  }

  /** Takes over a matrix whose element (l, j) is at {@code offset + l·row + j·column}. */
  void pack(float[] b, int offset, int row, int column) {
    int at = 0;
    for (int j = 0; j < n; j += WIDTH) {
      int columns = Math.min(WIDTH, n - j);
      for (int l = 0; l < k; l++) {
        int from = offset + l * row + j * column;
        if (column == 1) {
          System.arraycopy(b, from, data, at, columns);
        } else {
          for (int i = 0; i < columns; i++) {
            data[at + i] = b[from + i * column];
          }
        }
        at += WIDTH;
      }
    }
  }

  /** C = I + A·this, with rows of A, I and C that are contiguous; see {@link Kernels#multiply}. */
  void multiply(
      Kernels kernels,
      int m,
      float[] a,
      int aOffset,
      int aRow,
      float[] init,
      int initOffset,
      int initRow,
      float[] c,
      int cOffset,
      int cRow) {
    for (int j = 0; j < n; j += WIDTH) {
      int columns = Math.min(WIDTH, n - j);
      for (int l = 0; l < k; l += DEPTH) {
        boolean first = l == 0;
        kernels.multiply(
            m,
            columns,
            Math.min(DEPTH, k - l),
            a,
            aOffset + l,
            aRow,
            1,
            data,
            j * k + l * WIDTH,
            WIDTH,
            first ? init : c,
            (first ? initOffset : cOffset) + j,
            first ? initRow : cRow,
            c,
            cOffset + j,
            cRow);
      }
    }
  }
}
