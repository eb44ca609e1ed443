package org.palaestra.nn.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Blocks of a matrix product that stay in registers while they walk down k, named by their rows and
 * vectors: 16 accumulators at most, since the compiler of Java 17 boxes vectors beyond about 18.
 *
 * <p>Each sets C = I + A·B for its rows and columns, with the meaning of {@link Kernels#multiply}.
 * The vectors of a block lie side by side but for the last, which begins {@code last} floats behind
 * the first and may overlap the one before it: both then compute the same numbers. All of I is read
 * before any of C is written, so that they may be the same.
 *
 * <p>As in {@link VectorLoops}, no method takes or returns a vector, so that none is boxed.
 */
final class ProductBlocks {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int V = SPECIES.length();

  private ProductBlocks() {}

  static void block4x4(
      int k,
      float[] a,
      int ai,
      int aRow,
      int aColumn,
      float[] b,
      int bj,
      int bRow,
      int last,
      float[] init,
      int i0,
      int iRow,
      float[] c,
      int c0,
      int cRow) {
    int i1 = i0 + iRow;
    int i2 = i1 + iRow;
    int i3 = i2 + iRow;
    int c1 = c0 + cRow;
    int c2 = c1 + cRow;
    int c3 = c2 + cRow;
    FloatVector s00 = fromArray(SPECIES, init, i0);
    FloatVector s01 = fromArray(SPECIES, init, i0 + V);
    FloatVector s02 = fromArray(SPECIES, init, i0 + 2 * V);
    FloatVector s03 = fromArray(SPECIES, init, i0 + last);
    FloatVector s10 = fromArray(SPECIES, init, i1);
    FloatVector s11 = fromArray(SPECIES, init, i1 + V);
    FloatVector s12 = fromArray(SPECIES, init, i1 + 2 * V);
    FloatVector s13 = fromArray(SPECIES, init, i1 + last);
    FloatVector s20 = fromArray(SPECIES, init, i2);
    FloatVector s21 = fromArray(SPECIES, init, i2 + V);
    FloatVector s22 = fromArray(SPECIES, init, i2 + 2 * V);
    FloatVector s23 = fromArray(SPECIES, init, i2 + last);
    FloatVector s30 = fromArray(SPECIES, init, i3);
    FloatVector s31 = fromArray(SPECIES, init, i3 + V);
    FloatVector s32 = fromArray(SPECIES, init, i3 + 2 * V);
    FloatVector s33 = fromArray(SPECIES, init, i3 + last);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bj);
      FloatVector b1 = fromArray(SPECIES, b, bj + V);
      FloatVector b2 = fromArray(SPECIES, b, bj + 2 * V);
      FloatVector b3 = fromArray(SPECIES, b, bj + last);
      FloatVector x = broadcast(SPECIES, a[ai]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      s02 = x.fma(b2, s02);
      s03 = x.fma(b3, s03);
      x = broadcast(SPECIES, a[ai + aRow]);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      s12 = x.fma(b2, s12);
      s13 = x.fma(b3, s13);
      x = broadcast(SPECIES, a[ai + 2 * aRow]);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      s22 = x.fma(b2, s22);
      s23 = x.fma(b3, s23);
      x = broadcast(SPECIES, a[ai + 3 * aRow]);
      s30 = x.fma(b0, s30);
      s31 = x.fma(b1, s31);
      s32 = x.fma(b2, s32);
      s33 = x.fma(b3, s33);
      ai += aColumn;
      bj += bRow;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + V);
    s02.intoArray(c, c0 + 2 * V);
    s03.intoArray(c, c0 + last);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + V);
    s12.intoArray(c, c1 + 2 * V);
    s13.intoArray(c, c1 + last);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + V);
    s22.intoArray(c, c2 + 2 * V);
    s23.intoArray(c, c2 + last);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + V);
    s32.intoArray(c, c3 + 2 * V);
    s33.intoArray(c, c3 + last);
  }

  static void block4x3(
      int k,
      float[] a,
      int ai,
      int aRow,
      int aColumn,
      float[] b,
      int bj,
      int bRow,
      int last,
      float[] init,
      int i0,
      int iRow,
      float[] c,
      int c0,
      int cRow) {
    int i1 = i0 + iRow;
    int i2 = i1 + iRow;
    int i3 = i2 + iRow;
    int c1 = c0 + cRow;
    int c2 = c1 + cRow;
    int c3 = c2 + cRow;
    FloatVector s00 = fromArray(SPECIES, init, i0);
    FloatVector s01 = fromArray(SPECIES, init, i0 + V);
    FloatVector s02 = fromArray(SPECIES, init, i0 + last);
    FloatVector s10 = fromArray(SPECIES, init, i1);
    FloatVector s11 = fromArray(SPECIES, init, i1 + V);
    FloatVector s12 = fromArray(SPECIES, init, i1 + last);
    FloatVector s20 = fromArray(SPECIES, init, i2);
    FloatVector s21 = fromArray(SPECIES, init, i2 + V);
    FloatVector s22 = fromArray(SPECIES, init, i2 + last);
    FloatVector s30 = fromArray(SPECIES, init, i3);
    FloatVector s31 = fromArray(SPECIES, init, i3 + V);
    FloatVector s32 = fromArray(SPECIES, init, i3 + last);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bj);
      FloatVector b1 = fromArray(SPECIES, b, bj + V);
      FloatVector b2 = fromArray(SPECIES, b, bj + last);
      FloatVector x = broadcast(SPECIES, a[ai]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      s02 = x.fma(b2, s02);
      x = broadcast(SPECIES, a[ai + aRow]);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      s12 = x.fma(b2, s12);
      x = broadcast(SPECIES, a[ai + 2 * aRow]);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      s22 = x.fma(b2, s22);
      x = broadcast(SPECIES, a[ai + 3 * aRow]);
      s30 = x.fma(b0, s30);
      s31 = x.fma(b1, s31);
      s32 = x.fma(b2, s32);
      ai += aColumn;
      bj += bRow;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + V);
    s02.intoArray(c, c0 + last);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + V);
    s12.intoArray(c, c1 + last);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + V);
    s22.intoArray(c, c2 + last);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + V);
    s32.intoArray(c, c3 + last);
  }

  static void block4x2(
      int k,
      float[] a,
      int ai,
      int aRow,
      int aColumn,
      float[] b,
      int bj,
      int bRow,
      int last,
      float[] init,
      int i0,
      int iRow,
      float[] c,
      int c0,
      int cRow) {
    int i1 = i0 + iRow;
    int i2 = i1 + iRow;
    int i3 = i2 + iRow;
    int c1 = c0 + cRow;
    int c2 = c1 + cRow;
    int c3 = c2 + cRow;
    FloatVector s00 = fromArray(SPECIES, init, i0);
    FloatVector s01 = fromArray(SPECIES, init, i0 + last);
    FloatVector s10 = fromArray(SPECIES, init, i1);
    FloatVector s11 = fromArray(SPECIES, init, i1 + last);
    FloatVector s20 = fromArray(SPECIES, init, i2);
    FloatVector s21 = fromArray(SPECIES, init, i2 + last);
    FloatVector s30 = fromArray(SPECIES, init, i3);
    FloatVector s31 = fromArray(SPECIES, init, i3 + last);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bj);
      FloatVector b1 = fromArray(SPECIES, b, bj + last);
      FloatVector x = broadcast(SPECIES, a[ai]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      x = broadcast(SPECIES, a[ai + aRow]);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      x = broadcast(SPECIES, a[ai + 2 * aRow]);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      x = broadcast(SPECIES, a[ai + 3 * aRow]);
      s30 = x.fma(b0, s30);
      s31 = x.fma(b1, s31);
      ai += aColumn;
      bj += bRow;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + last);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + last);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + last);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + last);
  }

  static void block8x1(
      int k,
      float[] a,
      int ai,
      int aRow,
      int aColumn,
      float[] b,
      int bj,
      int bRow,
      float[] init,
      int i0,
      int iRow,
      float[] c,
      int c0,
      int cRow) {
    int i1 = i0 + iRow;
    int i2 = i1 + iRow;
    int i3 = i2 + iRow;
    int i4 = i3 + iRow;
    int i5 = i4 + iRow;
    int i6 = i5 + iRow;
    int i7 = i6 + iRow;
    int c1 = c0 + cRow;
    int c2 = c1 + cRow;
    int c3 = c2 + cRow;
    int c4 = c3 + cRow;
    int c5 = c4 + cRow;
    int c6 = c5 + cRow;
    int c7 = c6 + cRow;
    FloatVector s00 = fromArray(SPECIES, init, i0);
    FloatVector s10 = fromArray(SPECIES, init, i1);
    FloatVector s20 = fromArray(SPECIES, init, i2);
    FloatVector s30 = fromArray(SPECIES, init, i3);
    FloatVector s40 = fromArray(SPECIES, init, i4);
    FloatVector s50 = fromArray(SPECIES, init, i5);
    FloatVector s60 = fromArray(SPECIES, init, i6);
    FloatVector s70 = fromArray(SPECIES, init, i7);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bj);
      FloatVector x = broadcast(SPECIES, a[ai]);
      s00 = x.fma(b0, s00);
      x = broadcast(SPECIES, a[ai + aRow]);
      s10 = x.fma(b0, s10);
      x = broadcast(SPECIES, a[ai + 2 * aRow]);
      s20 = x.fma(b0, s20);
      x = broadcast(SPECIES, a[ai + 3 * aRow]);
      s30 = x.fma(b0, s30);
      x = broadcast(SPECIES, a[ai + 4 * aRow]);
      s40 = x.fma(b0, s40);
      x = broadcast(SPECIES, a[ai + 5 * aRow]);
      s50 = x.fma(b0, s50);
      x = broadcast(SPECIES, a[ai + 6 * aRow]);
      s60 = x.fma(b0, s60);
      x = broadcast(SPECIES, a[ai + 7 * aRow]);
      s70 = x.fma(b0, s70);
      ai += aColumn;
      bj += bRow;
    }
    s00.intoArray(c, c0);
    s10.intoArray(c, c1);
    s20.intoArray(c, c2);
    s30.intoArray(c, c3);
    s40.intoArray(c, c4);
    s50.intoArray(c, c5);
    s60.intoArray(c, c6);
    s70.intoArray(c, c7);
  }

  static void block4x1(
      int k,
      float[] a,
      int ai,
      int aRow,
      int aColumn,
      float[] b,
      int bj,
      int bRow,
      float[] init,
      int i0,
      int iRow,
      float[] c,
      int c0,
      int cRow) {
    int i1 = i0 + iRow;
    int i2 = i1 + iRow;
    int i3 = i2 + iRow;
    int c1 = c0 + cRow;
    int c2 = c1 + cRow;
    int c3 = c2 + cRow;
    FloatVector s00 = fromArray(SPECIES, init, i0);
    FloatVector s10 = fromArray(SPECIES, init, i1);
    FloatVector s20 = fromArray(SPECIES, init, i2);
    FloatVector s30 = fromArray(SPECIES, init, i3);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bj);
      FloatVector x = broadcast(SPECIES, a[ai]);
      s00 = x.fma(b0, s00);
      x = broadcast(SPECIES, a[ai + aRow]);
      s10 = x.fma(b0, s10);
      x = broadcast(SPECIES, a[ai + 2 * aRow]);
      s20 = x.fma(b0, s20);
      x = broadcast(SPECIES, a[ai + 3 * aRow]);
      s30 = x.fma(b0, s30);
      ai += aColumn;
      bj += bRow;
    }
    s00.intoArray(c, c0);
    s10.intoArray(c, c1);
    s20.intoArray(c, c2);
    s30.intoArray(c, c3);
  }

  static void block1x8(
      int k,
      float[] a,
      int ai,
      int aColumn,
      float[] b,
      int bj,
      int bRow,
      int last,
      float[] init,
      int i0,
      float[] c,
      int c0) {
    FloatVector s00 = fromArray(SPECIES, init, i0);
    FloatVector s01 = fromArray(SPECIES, init, i0 + V);
    FloatVector s02 = fromArray(SPECIES, init, i0 + 2 * V);
    FloatVector s03 = fromArray(SPECIES, init, i0 + 3 * V);
    FloatVector s04 = fromArray(SPECIES, init, i0 + 4 * V);
    FloatVector s05 = fromArray(SPECIES, init, i0 + 5 * V);
    FloatVector s06 = fromArray(SPECIES, init, i0 + 6 * V);
    FloatVector s07 = fromArray(SPECIES, init, i0 + last);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bj);
      FloatVector b1 = fromArray(SPECIES, b, bj + V);
      FloatVector b2 = fromArray(SPECIES, b, bj + 2 * V);
      FloatVector b3 = fromArray(SPECIES, b, bj + 3 * V);
      FloatVector b4 = fromArray(SPECIES, b, bj + 4 * V);
      FloatVector b5 = fromArray(SPECIES, b, bj + 5 * V);
      FloatVector b6 = fromArray(SPECIES, b, bj + 6 * V);
      FloatVector b7 = fromArray(SPECIES, b, bj + last);
      FloatVector x = broadcast(SPECIES, a[ai]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      s02 = x.fma(b2, s02);
      s03 = x.fma(b3, s03);
      s04 = x.fma(b4, s04);
      s05 = x.fma(b5, s05);
      s06 = x.fma(b6, s06);
      s07 = x.fma(b7, s07);
      ai += aColumn;
      bj += bRow;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + V);
    s02.intoArray(c, c0 + 2 * V);
    s03.intoArray(c, c0 + 3 * V);
    s04.intoArray(c, c0 + 4 * V);
    s05.intoArray(c, c0 + 5 * V);
    s06.intoArray(c, c0 + 6 * V);
    s07.intoArray(c, c0 + last);
  }

  static void block1x4(
      int k,
      float[] a,
      int ai,
      int aColumn,
      float[] b,
      int bj,
      int bRow,
      int last,
      float[] init,
      int i0,
      float[] c,
      int c0) {
    FloatVector s00 = fromArray(SPECIES, init, i0);
    FloatVector s01 = fromArray(SPECIES, init, i0 + V);
    FloatVector s02 = fromArray(SPECIES, init, i0 + 2 * V);
    FloatVector s03 = fromArray(SPECIES, init, i0 + last);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bj);
      FloatVector b1 = fromArray(SPECIES, b, bj + V);
      FloatVector b2 = fromArray(SPECIES, b, bj + 2 * V);
      FloatVector b3 = fromArray(SPECIES, b, bj + last);
      FloatVector x = broadcast(SPECIES, a[ai]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      s02 = x.fma(b2, s02);
      s03 = x.fma(b3, s03);
      ai += aColumn;
      bj += bRow;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + V);
    s02.intoArray(c, c0 + 2 * V);
    s03.intoArray(c, c0 + last);
  }

  static void block1x3(
      int k,
      float[] a,
      int ai,
      int aColumn,
      float[] b,
      int bj,
      int bRow,
      int last,
      float[] init,
      int i0,
      float[] c,
      int c0) {
    FloatVector s00 = fromArray(SPECIES, init, i0);
    FloatVector s01 = fromArray(SPECIES, init, i0 + V);
    FloatVector s02 = fromArray(SPECIES, init, i0 + last);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bj);
      FloatVector b1 = fromArray(SPECIES, b, bj + V);
      FloatVector b2 = fromArray(SPECIES, b, bj + last);
      FloatVector x = broadcast(SPECIES, a[ai]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      s02 = x.fma(b2, s02);
      ai += aColumn;
      bj += bRow;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + V);
    s02.intoArray(c, c0 + last);
  }

  static void block1x2(
      int k,
      float[] a,
      int ai,
      int aColumn,
      float[] b,
      int bj,
      int bRow,
      int last,
      float[] init,
      int i0,
      float[] c,
      int c0) {
    FloatVector s00 = fromArray(SPECIES, init, i0);
    FloatVector s01 = fromArray(SPECIES, init, i0 + last);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bj);
      FloatVector b1 = fromArray(SPECIES, b, bj + last);
      FloatVector x = broadcast(SPECIES, a[ai]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      ai += aColumn;
      bj += bRow;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + last);
  }

  static void block1x1(
      int k,
      float[] a,
      int ai,
      int aColumn,
      float[] b,
      int bj,
      int bRow,
      float[] init,
      int i0,
      float[] c,
      int c0) {
    FloatVector s00 = fromArray(SPECIES, init, i0);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bj);
      FloatVector x = broadcast(SPECIES, a[ai]);
      s00 = x.fma(b0, s00);
      ai += aColumn;
      bj += bRow;
    }
    s00.intoArray(c, c0);
  }
}
