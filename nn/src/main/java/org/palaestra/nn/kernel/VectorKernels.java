package org.palaestra.nn.kernel;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The JDK's Vector API.
 *
 * <p>The product keeps a block of C in registers while it walks down k: 4 rows by 4 vectors where
 * there are 32 registers (AVX-512), 4 by 2 elsewhere. Lanes run along a row of C, so an element is
 * summed in the same order whatever their number. The loops are straight: a vector that is live
 * where branches meet would be boxed.
 */
final class VectorKernels implements Kernels {

  /** Never wider than the padding of rows. */
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > LANES
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final int V = SPECIES.length();

  /** Whether 16 accumulators and what feeds them fit the registers. */
  private static final boolean WIDE = V >= 16;

  /** From this many rows of A and floats of B on, B is copied into panels that the cache holds. */
  private static final int PACKED_ROWS = 16;

  private static final long PACKED_SIZE = 1 << 15;
  private static final int PANEL_DEPTH = 128;
  private static final int PANEL_WIDTH = 64;
  private static final int CHUNK = 512;

  private final float[] panel = new float[PANEL_DEPTH * PANEL_WIDTH + LANES];
  private final float[] edge = new float[8 * LANES];

  /** What one pass of a function leaves to the next, as much as the cache keeps near. */
  private final float[] chunk = new float[CHUNK];

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int lanes() {
    return V;
  }

  @Override
  public void multiply(
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
    if (m < PACKED_ROWS || (long) k * bRow < PACKED_SIZE) {
      int full = n - n % V;
      int done = 0;
      for (int i = 0; i + 4 <= m; i += 4) {
        int ai = aOffset + i * aRow;
        int ii = initOffset + i * initRow;
        int ci = cOffset + i * cRow;
        rows4(n, full, k, a, ai, aRow, aColumn, b, bOffset, bRow, init, ii, initRow, c, ci, cRow);
        done = i + 4;
      }
      for (int i = done; i < m; i++) {
        int ai = aOffset + i * aRow;
        int ii = initOffset + i * initRow;
        row(n, full, k, a, ai, aColumn, b, bOffset, bRow, init, ii, c, cOffset + i * cRow);
      }
      return;
    }
    for (int j = 0; j < n; j += PANEL_WIDTH) {
      int columns = Math.min(PANEL_WIDTH, n - j);
      int full = columns - columns % V;
      for (int l = 0; l < k; l += PANEL_DEPTH) {
        int depth = Math.min(PANEL_DEPTH, k - l);
        for (int i = 0; i < depth; i++) {
          System.arraycopy(b, bOffset + (l + i) * bRow + j, panel, i * PANEL_WIDTH, columns);
        }
        // The first panel begins with what was given, the others go on with what is there.
        float[] from = l == 0 ? init : c;
        int fromOffset = (l == 0 ? initOffset : cOffset) + j;
        int fromRow = l == 0 ? initRow : cRow;
        int done = 0;
        for (int i = 0; i + 4 <= m; i += 4) {
          int ai = aOffset + i * aRow + l * aColumn;
          int ii = fromOffset + i * fromRow;
          int ci = cOffset + j + i * cRow;
          rows4(
              columns,
              full,
              depth,
              a,
              ai,
              aRow,
              aColumn,
              panel,
              0,
              PANEL_WIDTH,
              from,
              ii,
              fromRow,
              c,
              ci,
              cRow);
          done = i + 4;
        }
        for (int i = done; i < m; i++) {
          int ai = aOffset + i * aRow + l * aColumn;
          int ii = fromOffset + i * fromRow;
          int ci = cOffset + j + i * cRow;
          row(columns, full, depth, a, ai, aColumn, panel, 0, PANEL_WIDTH, from, ii, c, ci);
        }
      }
    }
  }

  private void rows4(
      int n,
      int full,
      int k,
      float[] a,
      int ai,
      int aRow,
      int aColumn,
      float[] b,
      int b0,
      int bRow,
      float[] init,
      int ii,
      int iRow,
      float[] c,
      int ci,
      int cRow) {
    int j = 0;
    if (WIDE) {
      for (; j + 4 * V <= full; j += 4 * V) {
        block4x4(k, a, ai, aRow, aColumn, b, b0 + j, bRow, init, ii + j, iRow, c, ci + j, cRow);
      }
    }
    for (; j + 2 * V <= full; j += 2 * V) {
      block4x2(k, a, ai, aRow, aColumn, b, b0 + j, bRow, init, ii + j, iRow, c, ci + j, cRow);
    }
    int left = n - j;
    if (left == V) {
      block4x1(k, a, ai, aRow, aColumn, b, b0 + j, bRow, init, ii + j, iRow, c, ci + j, cRow);
    } else if (left > 0) {
      // Too few columns for the last vector: they are summed aside, along with a full one before.
      if (left > V) {
        block4x2(k, a, ai, aRow, aColumn, b, b0 + j, bRow, init, ii + j, iRow, edge, 0, 2 * V);
      } else {
        block4x1(k, a, ai, aRow, aColumn, b, b0 + j, bRow, init, ii + j, iRow, edge, 0, 2 * V);
      }
      for (int row = 0; row < 4; row++) {
        System.arraycopy(edge, row * 2 * V, c, ci + row * cRow + j, left);
      }
    }
  }

  private void row(
      int n,
      int full,
      int k,
      float[] a,
      int ai,
      int aColumn,
      float[] b,
      int b0,
      int bRow,
      float[] init,
      int ii,
      float[] c,
      int ci) {
    int j = 0;
    for (; j + 8 * V <= full; j += 8 * V) {
      block1x8(k, a, ai, aColumn, b, b0 + j, bRow, init, ii + j, c, ci + j);
    }
    for (; j + 4 * V <= full; j += 4 * V) {
      block1x4(k, a, ai, aColumn, b, b0 + j, bRow, init, ii + j, c, ci + j);
    }
    for (; j + 2 * V <= full; j += 2 * V) {
      block1x2(k, a, ai, aColumn, b, b0 + j, bRow, init, ii + j, c, ci + j);
    }
    if (j < full) {
      block1x1(k, a, ai, aColumn, b, b0 + j, bRow, init, ii + j, c, ci + j);
      j += V;
    }
    if (j < n) {
      block1x1(k, a, ai, aColumn, b, b0 + j, bRow, init, ii + j, edge, 0);
      System.arraycopy(edge, 0, c, ci + j, n - j);
    }
  }

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }

  private static FloatVector all(float x) {
    return FloatVector.broadcast(SPECIES, x);
  }

  private static void block4x4(
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
    FloatVector s00 = load(init, i0);
    FloatVector s01 = load(init, i0 + V);
    FloatVector s02 = load(init, i0 + 2 * V);
    FloatVector s03 = load(init, i0 + 3 * V);
    FloatVector s10 = load(init, i1);
    FloatVector s11 = load(init, i1 + V);
    FloatVector s12 = load(init, i1 + 2 * V);
    FloatVector s13 = load(init, i1 + 3 * V);
    FloatVector s20 = load(init, i2);
    FloatVector s21 = load(init, i2 + V);
    FloatVector s22 = load(init, i2 + 2 * V);
    FloatVector s23 = load(init, i2 + 3 * V);
    FloatVector s30 = load(init, i3);
    FloatVector s31 = load(init, i3 + V);
    FloatVector s32 = load(init, i3 + 2 * V);
    FloatVector s33 = load(init, i3 + 3 * V);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = load(b, bj);
      FloatVector b1 = load(b, bj + V);
      FloatVector b2 = load(b, bj + 2 * V);
      FloatVector b3 = load(b, bj + 3 * V);
      FloatVector x = all(a[ai]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      s02 = x.fma(b2, s02);
      s03 = x.fma(b3, s03);
      x = all(a[ai + aRow]);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      s12 = x.fma(b2, s12);
      s13 = x.fma(b3, s13);
      x = all(a[ai + 2 * aRow]);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      s22 = x.fma(b2, s22);
      s23 = x.fma(b3, s23);
      x = all(a[ai + 3 * aRow]);
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
    s03.intoArray(c, c0 + 3 * V);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + V);
    s12.intoArray(c, c1 + 2 * V);
    s13.intoArray(c, c1 + 3 * V);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + V);
    s22.intoArray(c, c2 + 2 * V);
    s23.intoArray(c, c2 + 3 * V);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + V);
    s32.intoArray(c, c3 + 2 * V);
    s33.intoArray(c, c3 + 3 * V);
  }

  private static void block4x2(
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
    FloatVector s00 = load(init, i0);
    FloatVector s01 = load(init, i0 + V);
    FloatVector s10 = load(init, i1);
    FloatVector s11 = load(init, i1 + V);
    FloatVector s20 = load(init, i2);
    FloatVector s21 = load(init, i2 + V);
    FloatVector s30 = load(init, i3);
    FloatVector s31 = load(init, i3 + V);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = load(b, bj);
      FloatVector b1 = load(b, bj + V);
      FloatVector x = all(a[ai]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      x = all(a[ai + aRow]);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      x = all(a[ai + 2 * aRow]);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      x = all(a[ai + 3 * aRow]);
      s30 = x.fma(b0, s30);
      s31 = x.fma(b1, s31);
      ai += aColumn;
      bj += bRow;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + V);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + V);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + V);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + V);
  }

  private static void block4x1(
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
    FloatVector s00 = load(init, i0);
    FloatVector s10 = load(init, i1);
    FloatVector s20 = load(init, i2);
    FloatVector s30 = load(init, i3);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = load(b, bj);
      FloatVector x = all(a[ai]);
      s00 = x.fma(b0, s00);
      x = all(a[ai + aRow]);
      s10 = x.fma(b0, s10);
      x = all(a[ai + 2 * aRow]);
      s20 = x.fma(b0, s20);
      x = all(a[ai + 3 * aRow]);
      s30 = x.fma(b0, s30);
      ai += aColumn;
      bj += bRow;
    }
    s00.intoArray(c, c0);
    s10.intoArray(c, c1);
    s20.intoArray(c, c2);
    s30.intoArray(c, c3);
  }

  private static void block1x8(
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
    FloatVector s00 = load(init, i0);
    FloatVector s01 = load(init, i0 + V);
    FloatVector s02 = load(init, i0 + 2 * V);
    FloatVector s03 = load(init, i0 + 3 * V);
    FloatVector s04 = load(init, i0 + 4 * V);
    FloatVector s05 = load(init, i0 + 5 * V);
    FloatVector s06 = load(init, i0 + 6 * V);
    FloatVector s07 = load(init, i0 + 7 * V);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = load(b, bj);
      FloatVector b1 = load(b, bj + V);
      FloatVector b2 = load(b, bj + 2 * V);
      FloatVector b3 = load(b, bj + 3 * V);
      FloatVector b4 = load(b, bj + 4 * V);
      FloatVector b5 = load(b, bj + 5 * V);
      FloatVector b6 = load(b, bj + 6 * V);
      FloatVector b7 = load(b, bj + 7 * V);
      FloatVector x = all(a[ai]);
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
    s07.intoArray(c, c0 + 7 * V);
  }

  private static void block1x4(
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
    FloatVector s00 = load(init, i0);
    FloatVector s01 = load(init, i0 + V);
    FloatVector s02 = load(init, i0 + 2 * V);
    FloatVector s03 = load(init, i0 + 3 * V);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = load(b, bj);
      FloatVector b1 = load(b, bj + V);
      FloatVector b2 = load(b, bj + 2 * V);
      FloatVector b3 = load(b, bj + 3 * V);
      FloatVector x = all(a[ai]);
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
    s03.intoArray(c, c0 + 3 * V);
  }

  private static void block1x2(
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
    FloatVector s00 = load(init, i0);
    FloatVector s01 = load(init, i0 + V);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = load(b, bj);
      FloatVector b1 = load(b, bj + V);
      FloatVector x = all(a[ai]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      ai += aColumn;
      bj += bRow;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + V);
  }

  private static void block1x1(
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
    FloatVector s00 = load(init, i0);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = load(b, bj);
      FloatVector x = all(a[ai]);
      s00 = x.fma(b0, s00);
      ai += aColumn;
      bj += bRow;
    }
    s00.intoArray(c, c0);
  }

  @Override
  public void rectify(float[] x, int offset, int length) {
    int i = offset;
    for (; i <= offset + length - V; i += V) {
      load(x, i).max(0).intoArray(x, i);
    }
    for (; i < offset + length; i++) {
      x[i] = Math.max(x[i], 0);
    }
  }

  @Override
  public void rectifyGradient(float[] activation, float[] gradient, int offset, int length) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int i = offset;
    for (; i <= offset + length - V; i += V) {
      VectorMask<Float> positive = load(activation, i).compare(GT, zero);
      zero.blend(load(gradient, i), positive).intoArray(gradient, i);
    }
    for (; i < offset + length; i++) {
      if (!(activation[i] > 0)) {
        gradient[i] = 0;
      }
    }
  }

  @Override
  public void sumRows(int rows, int columns, float[] x, float[] sum, int sumOffset) {
    int full = columns - columns % V;
    for (int j = 0; j < full; j += V) {
      FloatVector s = load(sum, sumOffset + j);
      for (int i = 0; i < rows; i++) {
        s = s.add(load(x, i * columns + j));
      }
      s.intoArray(sum, sumOffset + j);
    }
    for (int j = full; j < columns; j++) {
      float s = sum[sumOffset + j];
      for (int i = 0; i < rows; i++) {
        s += x[i * columns + j];
      }
      sum[sumOffset + j] = s;
    }
  }

  @Override
  public void adam(
      int length,
      float[] parameters,
      float[] gradients,
      float[] m,
      float[] v,
      float beta1,
      float beta2,
      float stepSize,
      float scale,
      float epsilon) {
    FloatVector rest1 = all(1 - beta1);
    FloatVector rest2 = all(1 - beta2);
    FloatVector keep2 = all(beta2);
    FloatVector size = all(stepSize);
    FloatVector factor = all(scale);
    FloatVector small = all(epsilon);
    int full = length - length % V;
    for (int i = 0; i < full; i += V) {
      FloatVector g = load(gradients, i);
      FloatVector mean = load(m, i);
      mean = rest1.fma(g.sub(mean), mean);
      FloatVector square = rest2.mul(g).fma(g, keep2.mul(load(v, i)));
      mean.intoArray(m, i);
      square.intoArray(v, i);
      FloatVector denominator = square.sqrt().fma(factor, small);
      load(parameters, i).sub(size.mul(mean).div(denominator)).intoArray(parameters, i);
    }
    for (int i = full; i < length; i++) {
      ScalarKernels.move(i, parameters, gradients, m, v, beta1, beta2, stepSize, scale, epsilon);
    }
  }

  /**
   * Sets {@code y[j] = exp(factor · x[offset + j])} for a whole number of vectors. No method takes
   * or returns a vector that is computed with, since one that is not inlined boxes it.
   */
  private static void exponentials(
      float[] x, int offset, float factor, float[] y, int yOffset, int full) {
    FloatVector rounder = all(Exponential.ROUNDER);
    int shift = Float.floatToRawIntBits(Exponential.ROUNDER);
    for (int i = 0; i < full; i += V) {
      FloatVector scaled = load(x, offset + i).mul(factor);
      FloatVector clamped = scaled.min(Exponential.HIGHEST).max(Exponential.LOWEST);
      FloatVector shifted = clamped.fma(all(Exponential.INVERSE_LN2), rounder);
      FloatVector n = shifted.sub(rounder);
      FloatVector r = n.fma(all(-Exponential.LN2_HIGH), clamped);
      r = n.fma(all(-Exponential.LN2_LOW), r);
      FloatVector p = all(Exponential.C7).fma(r, all(Exponential.C6));
      p = p.fma(r, all(Exponential.C5));
      p = p.fma(r, all(Exponential.C4));
      p = p.fma(r, all(Exponential.C3));
      p = p.fma(r, all(Exponential.C2));
      p = p.fma(r, all(1f));
      p = p.fma(r, all(1f));
      // The last bits of the shifted number are n, sooner than a conversion has it.
      IntVector whole = shifted.reinterpretAsInts().sub(shift);
      IntVector half = whole.lanewise(VectorOperators.ASHR, 1);
      IntVector rest = whole.sub(half);
      FloatVector low = half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector high = rest.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      p.mul(low).mul(high).intoArray(y, yOffset + i);
    }
  }

  @Override
  public void exp(float[] x, float[] y, int length) {
    int full = length - length % V;
    exponentials(x, 0, 1, y, 0, full);
    for (int i = full; i < length; i++) {
      y[i] = Exponential.exp(x[i]);
    }
  }

  @Override
  public void tanh(float[] x, float[] y, int length) {
    int full = length - length % V;
    for (int from = 0; from < full; from += CHUNK) {
      int size = Math.min(CHUNK, full - from);
      exponentials(x, from, 2, chunk, 0, size);
      tanhOfExponentials(x, y, from, size);
    }
    for (int i = full; i < length; i++) {
      y[i] = Exponential.tanh(x[i]);
    }
  }

  private void tanhOfExponentials(float[] x, float[] y, int from, int size) {
    for (int i = 0; i < size; i += V) {
      FloatVector v = load(x, from + i);
      FloatVector square = v.mul(v);
      FloatVector p = all(Exponential.T11).fma(square, all(Exponential.T9));
      p = p.fma(square, all(Exponential.T7));
      p = p.fma(square, all(Exponential.T5));
      p = p.fma(square, all(Exponential.T3));
      FloatVector small = v.mul(square).fma(p, v);
      FloatVector large = all(1f).sub(all(2f).div(load(chunk, i).add(1f)));
      VectorMask<Float> near = v.abs().compare(LT, Exponential.TANH_SMALL);
      large.blend(small, near).intoArray(y, from + i);
    }
  }

  @Override
  public void sigmoid(float[] x, float[] y, int length) {
    int full = length - length % V;
    exponentials(x, 0, -1, y, 0, full);
    for (int i = 0; i < full; i += V) {
      all(1f).div(load(y, i).add(1f)).intoArray(y, i);
    }
    for (int i = full; i < length; i++) {
      y[i] = Exponential.sigmoid(x[i]);
    }
  }

  @Override
  public void log(float[] x, float[] y, int length) {
    int full = length - length % V;
    for (int from = 0; from < full; from += CHUNK) {
      int size = Math.min(CHUNK, full - from);
      mantissasLessOne(x, from, size);
      logsOfOnePlus(size);
      addLogsOfExponents(x, y, from, size);
    }
    for (int i = full; i < length; i++) {
      y[i] = Logarithm.log(x[i]);
    }
  }

  /** chunk = m − 1, m being the mantissa of x from √½ to √2. */
  private void mantissasLessOne(float[] x, int from, int size) {
    for (int i = 0; i < size; i += V) {
      FloatVector v = load(x, from + i);
      VectorMask<Float> tiny = v.compare(LT, Float.MIN_NORMAL);
      IntVector bits = v.blend(v.mul(Logarithm.LIFT), tiny).reinterpretAsInts();
      IntVector exponent = bits.sub(Logarithm.SQRT_HALF).lanewise(VectorOperators.ASHR, 23);
      IntVector mantissa = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23));
      mantissa.reinterpretAsFloats().sub(1f).intoArray(chunk, i);
    }
  }

  /** chunk = log(1 + chunk). */
  private void logsOfOnePlus(int size) {
    for (int i = 0; i < size; i += V) {
      FloatVector f = load(chunk, i);
      FloatVector s = f.div(f.add(2f));
      FloatVector square = s.mul(s);
      FloatVector r = all(Logarithm.R4).fma(square, all(Logarithm.R3));
      r = r.fma(square, all(Logarithm.R2));
      r = r.fma(square, all(Logarithm.R1));
      r = r.fma(square, all(Logarithm.R0));
      FloatVector rest = square.mul(-2f).fma(r, f);
      s.neg().fma(rest, f).intoArray(chunk, i);
    }
  }

  /** y = chunk + n log 2, n being the exponent of x. */
  private void addLogsOfExponents(float[] x, float[] y, int from, int size) {
    int shift = Float.floatToRawIntBits(Exponential.ROUNDER);
    for (int i = 0; i < size; i += V) {
      FloatVector v = load(x, from + i);
      VectorMask<Float> tiny = v.compare(LT, Float.MIN_NORMAL);
      IntVector bits = v.blend(v.mul(Logarithm.LIFT), tiny).reinterpretAsInts();
      IntVector exponent = bits.sub(Logarithm.SQRT_HALF).lanewise(VectorOperators.ASHR, 23);
      // A whole number is its rounder's last bits, sooner than a conversion has it.
      FloatVector n = exponent.add(shift).reinterpretAsFloats().sub(Exponential.ROUNDER);
      n = n.blend(n.sub(Logarithm.LIFTED), tiny);
      FloatVector log = n.fma(all(Exponential.LN2_LOW), load(chunk, i));
      log = n.fma(all(Exponential.LN2_HIGH), log);
      log = log.blend(Float.NaN, v.compare(GT, 0f).not());
      log = log.blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0f));
      log = log.blend(Float.POSITIVE_INFINITY, v.compare(GT, Float.MAX_VALUE));
      log.intoArray(y, from + i);
    }
  }

  @Override
  public void softplus(float[] x, float[] y, int length) {
    int full = length - length % V;
    for (int from = 0; from < full; from += CHUNK) {
      int size = Math.min(CHUNK, full - from);
      sizes(x, from, size);
      exponentials(chunk, 0, -1, chunk, 0, size);
      logsOfOnePlus(size);
      addPositives(x, y, from, size);
    }
    for (int i = full; i < length; i++) {
      y[i] = Logarithm.softplus(x[i]);
    }
  }

  /** chunk = |x|. */
  private void sizes(float[] x, int from, int size) {
    for (int i = 0; i < size; i += V) {
      load(x, from + i).abs().intoArray(chunk, i);
    }
  }

  /** y = chunk + max(x, 0). */
  private void addPositives(float[] x, float[] y, int from, int size) {
    for (int i = 0; i < size; i += V) {
      load(x, from + i).max(0f).add(load(chunk, i)).intoArray(y, from + i);
    }
  }

  @Override
  public void erf(float[] x, float[] y, int length) {
    int full = length - length % V;
    for (int from = 0; from < full; from += CHUNK) {
      int size = Math.min(CHUNK, full - from);
      minusLogErfc(x, from, size);
      exponentials(chunk, 0, -1, chunk, 0, size);
      erfOfErfc(x, y, from, size);
    }
    for (int i = full; i < length; i++) {
      y[i] = ErrorFunction.erf(x[i]);
    }
  }

  /** chunk = −log erfc(|x|) = Q(|x|). */
  private void minusLogErfc(float[] x, int from, int size) {
    for (int i = 0; i < size; i += V) {
      FloatVector a = load(x, from + i).abs().min(ErrorFunction.LARGE);
      FloatVector q = all(ErrorFunction.Q8).fma(a, all(ErrorFunction.Q7));
      q = q.fma(a, all(ErrorFunction.Q6));
      q = q.fma(a, all(ErrorFunction.Q5));
      q = q.fma(a, all(ErrorFunction.Q4));
      q = q.fma(a, all(ErrorFunction.Q3));
      q = q.fma(a, all(ErrorFunction.Q2));
      q = q.fma(a, all(ErrorFunction.Q1));
      q = q.fma(a, all(ErrorFunction.Q0));
      q.intoArray(chunk, i);
    }
  }

  /** y = erf(x): the polynomial for small x, for others 1 − chunk with the sign of x. */
  private void erfOfErfc(float[] x, float[] y, int from, int size) {
    for (int i = 0; i < size; i += V) {
      FloatVector v = load(x, from + i);
      FloatVector square = v.mul(v);
      FloatVector p = all(ErrorFunction.P7).fma(square, all(ErrorFunction.P6));
      p = p.fma(square, all(ErrorFunction.P5));
      p = p.fma(square, all(ErrorFunction.P4));
      p = p.fma(square, all(ErrorFunction.P3));
      p = p.fma(square, all(ErrorFunction.P2));
      p = p.fma(square, all(ErrorFunction.P1));
      p = p.fma(square, all(ErrorFunction.P0));
      FloatVector far = all(1f).sub(load(chunk, i));
      far = far.blend(far.neg(), v.compare(LT, 0f));
      VectorMask<Float> near = v.abs().compare(LT, ErrorFunction.SMALL);
      far.blend(v.fma(p, v), near).intoArray(y, from + i);
    }
  }
}
