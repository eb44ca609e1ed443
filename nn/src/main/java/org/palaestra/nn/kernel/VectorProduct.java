package org.palaestra.nn.kernel;

/**
 * Matrix products with the Vector API.
 *
 * <p>C is cut into stripes of two to four vectors, and these into blocks of four rows, which {@link
 * ProductBlocks} keeps in registers while it walks down k. Lanes run along a row of C, so an
 * element is summed in the same order whatever their number. Where enough rows share it, a stripe
 * of B is first copied into a panel that stays in the nearest cache.
 */
final class VectorProduct {

  private static final int V = VectorKernels.SPECIES.length();

  /** Four rows of so many vectors, and what feeds them, fit the registers. */
  private static final int WIDEST = V >= 16 ? 4 : 3;

  /** From this many rows of A and floats of B on, B is copied. */
  private static final int PACKED_ROWS = 16;

  private static final long PACKED_SIZE = 1 << 13;
  private static final int DEPTH = 128;
  private static final int STRIPE = WIDEST * V;

  private final float[] panel = Kernels.buffer(DEPTH * STRIPE);
  private final float[] edge = new float[8 * V];

  /** C and I of a product that is computed as its transpose. */
  private float[] transposed = new float[0];

  void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int aRow,
      int aColumn,
      float[] b,
      int bOffset,
      int bRow,
      float[] init,
      int initOffset,
      int initRow,
      float[] c,
      int cOffset,
      int cRow) {
    if (n < V) {
      if (aRow == 1 && m >= V) {
        acrossRows(
            m,
            n,
            k,
            a,
            aOffset,
            aColumn,
            b,
            bOffset,
            bRow,
            init,
            initOffset,
            initRow,
            c,
            cOffset,
            cRow);
      } else {
        narrow(
            m,
            n,
            k,
            a,
            aOffset,
            aRow,
            aColumn,
            b,
            bOffset,
            bRow,
            init,
            initOffset,
            initRow,
            c,
            cOffset,
            cRow);
      }
    } else if (m < 4) {
      for (int i = 0; i < m; i++) {
        row(
            n,
            k,
            a,
            aOffset + i * aRow,
            aColumn,
            b,
            bOffset,
            bRow,
            init,
            initOffset + i * initRow,
            c,
            cOffset + i * cRow);
      }
    } else {
      boolean packed = m >= PACKED_ROWS && (long) k * bRow >= PACKED_SIZE;
      int passes = packed ? Math.max(1, (k + DEPTH - 1) / DEPTH) : 1;
      int vectors = (n + V - 1) / V;
      int stripes = (vectors + WIDEST - 1) / WIDEST;
      int j = 0;
      for (int stripe = 0; stripe < stripes; stripe++) {
        int wide = (vectors + stripes - 1 - stripe) / stripes;
        int columns = Math.min(wide * V, n - j);
        for (int pass = 0; pass < passes; pass++) {
          int l = (int) ((long) k * pass / passes);
          int depth = (int) ((long) k * (pass + 1) / passes) - l;
          if (packed) {
            pack(depth, columns, b, bOffset + l * bRow + j, bRow);
          }
          // The first pass begins with what was given, the others go on with what is there.
          stripe(
              wide,
              columns - V,
              m,
              depth,
              a,
              aOffset + l * aColumn,
              aRow,
              aColumn,
              packed ? panel : b,
              packed ? 0 : bOffset + j,
              packed ? STRIPE : bRow,
              pass == 0 ? init : c,
              (pass == 0 ? initOffset : cOffset) + j,
              pass == 0 ? initRow : cRow,
              c,
              cOffset + j,
              cRow);
        }
        j += columns;
      }
    }
  }

  private void pack(int depth, int columns, float[] b, int bj, int bRow) {
    for (int l = 0; l < depth; l++) {
      System.arraycopy(b, bj + l * bRow, panel, l * STRIPE, columns);
    }
  }

  /** All rows of a stripe that is {@code wide} vectors wide, the last of them {@code last} on. */
  private static void stripe(
      int wide,
      int last,
      int m,
      int k,
      float[] a,
      int ai,
      int aRow,
      int aColumn,
      float[] b,
      int bj,
      int bRow,
      float[] init,
      int ij,
      int iRow,
      float[] c,
      int cj,
      int cRow) {
    int i = 0;
    for (; i + 4 <= m; i += 4) {
      int ii = ij + i * iRow;
      int ci = cj + i * cRow;
      int at = ai + i * aRow;
      switch (wide) {
        case 4 ->
            ProductBlocks.block4x4(
                k, a, at, aRow, aColumn, b, bj, bRow, last, init, ii, iRow, c, ci, cRow);
        case 3 ->
            ProductBlocks.block4x3(
                k, a, at, aRow, aColumn, b, bj, bRow, last, init, ii, iRow, c, ci, cRow);
        case 2 ->
            ProductBlocks.block4x2(
                k, a, at, aRow, aColumn, b, bj, bRow, last, init, ii, iRow, c, ci, cRow);
        default ->
            ProductBlocks.block4x1(
                k, a, at, aRow, aColumn, b, bj, bRow, init, ii, iRow, c, ci, cRow);
      }
    }
    for (; i < m; i++) {
      rowOfStripe(
          wide,
          last,
          k,
          a,
          ai + i * aRow,
          aColumn,
          b,
          bj,
          bRow,
          init,
          ij + i * iRow,
          c,
          cj + i * cRow);
    }
  }

  private static void rowOfStripe(
      int wide,
      int last,
      int k,
      float[] a,
      int ai,
      int aColumn,
      float[] b,
      int bj,
      int bRow,
      float[] init,
      int ii,
      float[] c,
      int ci) {
    switch (wide) {
      case 8 -> ProductBlocks.block1x8(k, a, ai, aColumn, b, bj, bRow, last, init, ii, c, ci);
      case 4 -> ProductBlocks.block1x4(k, a, ai, aColumn, b, bj, bRow, last, init, ii, c, ci);
      case 3 -> ProductBlocks.block1x3(k, a, ai, aColumn, b, bj, bRow, last, init, ii, c, ci);
      case 2 -> ProductBlocks.block1x2(k, a, ai, aColumn, b, bj, bRow, last, init, ii, c, ci);
      default -> ProductBlocks.block1x1(k, a, ai, aColumn, b, bj, bRow, init, ii, c, ci);
    }
  }

  /** One row of V columns or more: the wider a block, the better it hides how long an add takes. */
  private static void row(
      int n,
      int k,
      float[] a,
      int ai,
      int aColumn,
      float[] b,
      int bj,
      int bRow,
      float[] init,
      int ii,
      float[] c,
      int ci) {
    int j = 0;
    for (int left = (n + V - 1) / V; left > 0; ) {
      // Never such that a last vector is left alone, which may be too short for one.
      int wide =
          switch (left) {
            case 1, 2, 3, 4, 8 -> left;
            case 5, 6 -> 3;
            case 7, 9 -> 4;
            default -> 8;
          };
      int columns = Math.min(wide * V, n - j);
      rowOfStripe(wide, columns - V, k, a, ai, aColumn, b, bj + j, bRow, init, ii + j, c, ci + j);
      j += columns;
      left -= wide;
    }
  }

  /** Fewer columns than a vector has: whole vectors are summed aside. */
  private void narrow(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int aRow,
      int aColumn,
      float[] b,
      int bOffset,
      int bRow,
      float[] init,
      int initOffset,
      int initRow,
      float[] c,
      int cOffset,
      int cRow) {
    int i = 0;
    for (; i + 8 <= m; i += 8) {
      int ai = aOffset + i * aRow;
      int ii = initOffset + i * initRow;
      ProductBlocks.block8x1(
          k, a, ai, aRow, aColumn, b, bOffset, bRow, init, ii, initRow, edge, 0, V);
      copyEdge(8, n, c, cOffset + i * cRow, cRow);
    }
    for (; i + 4 <= m; i += 4) {
      int ai = aOffset + i * aRow;
      int ii = initOffset + i * initRow;
      ProductBlocks.block4x1(
          k, a, ai, aRow, aColumn, b, bOffset, bRow, init, ii, initRow, edge, 0, V);
      copyEdge(4, n, c, cOffset + i * cRow, cRow);
    }
    for (; i < m; i++) {
      int ai = aOffset + i * aRow;
      int ii = initOffset + i * initRow;
      ProductBlocks.block1x1(k, a, ai, aColumn, b, bOffset, bRow, init, ii, edge, 0);
      copyEdge(1, n, c, cOffset + i * cRow, cRow);
    }
  }

  private void copyEdge(int rows, int columns, float[] c, int ci, int cRow) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        c[ci + i * cRow + j] = edge[i * V + j];
      }
    }
  }

  /**
   * Few columns, and a column of A side by side in memory: Cᵀ = Iᵀ + Bᵀ·Aᵀ has lanes to spare no
   * longer, and sums each element in the same order.
   */
  private void acrossRows(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int aColumn,
      float[] b,
      int bOffset,
      int bRow,
      float[] init,
      int initOffset,
      int initRow,
      float[] c,
      int cOffset,
      int cRow) {
    if (transposed.length < m * n + Kernels.LANES) {
      transposed = Kernels.buffer(m * n);
    }
    float[] t = transposed;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        t[j * m + i] = init[initOffset + i * initRow + j];
      }
    }
    multiply(n, m, k, b, bOffset, 1, bRow, a, aOffset, aColumn, t, 0, m, t, 0, m);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        c[cOffset + i * cRow + j] = t[j * m + i];
      }
    }
  }
}
