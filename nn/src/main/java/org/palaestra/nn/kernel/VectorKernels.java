package org.palaestra.nn.kernel;

import static jdk.incubator.vector.VectorOperators.GT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
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

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public void multiplyAdd(
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
      float[] c,
      int cOffset,
      int cRow) {
    int i = 0;
    for (; i + 4 <= m; i += 4) {
      int ai = aOffset + i * aRow;
      int ci = cOffset + i * cRow;
      int j = 0;
      if (WIDE) {
        for (; j + 4 * V <= n; j += 4 * V) {
          block4x4(k, a, ai, aRow, aColumn, b, bOffset + j, bRow, c, ci + j, cRow);
        }
      }
      for (; j + 2 * V <= n; j += 2 * V) {
        block4x2(k, a, ai, aRow, aColumn, b, bOffset + j, bRow, c, ci + j, cRow);
      }
      for (; j < n; j += V) {
        block4x1(k, a, ai, aRow, aColumn, b, bOffset + j, bRow, c, ci + j, cRow);
      }
    }
    for (; i < m; i++) {
      int ai = aOffset + i * aRow;
      int ci = cOffset + i * cRow;
      int j = 0;
      for (; j + 8 * V <= n; j += 8 * V) {
        block1x8(k, a, ai, aColumn, b, bOffset + j, bRow, c, ci + j);
      }
      for (; j + 2 * V <= n; j += 2 * V) {
        block1x2(k, a, ai, aColumn, b, bOffset + j, bRow, c, ci + j);
      }
      for (; j < n; j += V) {
        block1x1(k, a, ai, aColumn, b, bOffset + j, bRow, c, ci + j);
      }
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
      float[] c,
      int c0,
      int cRow) {
    int c1 = c0 + cRow;
    int c2 = c1 + cRow;
    int c3 = c2 + cRow;
    FloatVector c00 = load(c, c0);
    FloatVector c01 = load(c, c0 + V);
    FloatVector c02 = load(c, c0 + 2 * V);
    FloatVector c03 = load(c, c0 + 3 * V);
    FloatVector c10 = load(c, c1);
    FloatVector c11 = load(c, c1 + V);
    FloatVector c12 = load(c, c1 + 2 * V);
    FloatVector c13 = load(c, c1 + 3 * V);
    FloatVector c20 = load(c, c2);
    FloatVector c21 = load(c, c2 + V);
    FloatVector c22 = load(c, c2 + 2 * V);
    FloatVector c23 = load(c, c2 + 3 * V);
    FloatVector c30 = load(c, c3);
    FloatVector c31 = load(c, c3 + V);
    FloatVector c32 = load(c, c3 + 2 * V);
    FloatVector c33 = load(c, c3 + 3 * V);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = load(b, bj);
      FloatVector b1 = load(b, bj + V);
      FloatVector b2 = load(b, bj + 2 * V);
      FloatVector b3 = load(b, bj + 3 * V);
      FloatVector x = all(a[ai]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      c03 = x.fma(b3, c03);
      x = all(a[ai + aRow]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      c13 = x.fma(b3, c13);
      x = all(a[ai + 2 * aRow]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      c22 = x.fma(b2, c22);
      c23 = x.fma(b3, c23);
      x = all(a[ai + 3 * aRow]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      c32 = x.fma(b2, c32);
      c33 = x.fma(b3, c33);
      ai += aColumn;
      bj += bRow;
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + V);
    c02.intoArray(c, c0 + 2 * V);
    c03.intoArray(c, c0 + 3 * V);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + V);
    c12.intoArray(c, c1 + 2 * V);
    c13.intoArray(c, c1 + 3 * V);
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + V);
    c22.intoArray(c, c2 + 2 * V);
    c23.intoArray(c, c2 + 3 * V);
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + V);
    c32.intoArray(c, c3 + 2 * V);
    c33.intoArray(c, c3 + 3 * V);
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
      float[] c,
      int c0,
      int cRow) {
    int c1 = c0 + cRow;
    int c2 = c1 + cRow;
    int c3 = c2 + cRow;
    FloatVector c00 = load(c, c0);
    FloatVector c01 = load(c, c0 + V);
    FloatVector c10 = load(c, c1);
    FloatVector c11 = load(c, c1 + V);
    FloatVector c20 = load(c, c2);
    FloatVector c21 = load(c, c2 + V);
    FloatVector c30 = load(c, c3);
    FloatVector c31 = load(c, c3 + V);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = load(b, bj);
      FloatVector b1 = load(b, bj + V);
      FloatVector x = all(a[ai]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = all(a[ai + aRow]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = all(a[ai + 2 * aRow]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = all(a[ai + 3 * aRow]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      ai += aColumn;
      bj += bRow;
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + V);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + V);
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + V);
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + V);
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
      float[] c,
      int c0,
      int cRow) {
    int c1 = c0 + cRow;
    int c2 = c1 + cRow;
    int c3 = c2 + cRow;
    FloatVector c00 = load(c, c0);
    FloatVector c10 = load(c, c1);
    FloatVector c20 = load(c, c2);
    FloatVector c30 = load(c, c3);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = load(b, bj);
      c00 = all(a[ai]).fma(b0, c00);
      c10 = all(a[ai + aRow]).fma(b0, c10);
      c20 = all(a[ai + 2 * aRow]).fma(b0, c20);
      c30 = all(a[ai + 3 * aRow]).fma(b0, c30);
      ai += aColumn;
      bj += bRow;
    }
    c00.intoArray(c, c0);
    c10.intoArray(c, c1);
    c20.intoArray(c, c2);
    c30.intoArray(c, c3);
  }

  private static void block1x8(
      int k, float[] a, int ai, int aColumn, float[] b, int bj, int bRow, float[] c, int c0) {
    FloatVector s0 = load(c, c0);
    FloatVector s1 = load(c, c0 + V);
    FloatVector s2 = load(c, c0 + 2 * V);
    FloatVector s3 = load(c, c0 + 3 * V);
    FloatVector s4 = load(c, c0 + 4 * V);
    FloatVector s5 = load(c, c0 + 5 * V);
    FloatVector s6 = load(c, c0 + 6 * V);
    FloatVector s7 = load(c, c0 + 7 * V);
    for (int l = 0; l < k; l++) {
      FloatVector x = all(a[ai]);
      s0 = x.fma(load(b, bj), s0);
      s1 = x.fma(load(b, bj + V), s1);
      s2 = x.fma(load(b, bj + 2 * V), s2);
      s3 = x.fma(load(b, bj + 3 * V), s3);
      s4 = x.fma(load(b, bj + 4 * V), s4);
      s5 = x.fma(load(b, bj + 5 * V), s5);
      s6 = x.fma(load(b, bj + 6 * V), s6);
      s7 = x.fma(load(b, bj + 7 * V), s7);
      ai += aColumn;
      bj += bRow;
    }
    s0.intoArray(c, c0);
    s1.intoArray(c, c0 + V);
    s2.intoArray(c, c0 + 2 * V);
    s3.intoArray(c, c0 + 3 * V);
    s4.intoArray(c, c0 + 4 * V);
    s5.intoArray(c, c0 + 5 * V);
    s6.intoArray(c, c0 + 6 * V);
    s7.intoArray(c, c0 + 7 * V);
  }

  private static void block1x2(
      int k, float[] a, int ai, int aColumn, float[] b, int bj, int bRow, float[] c, int c0) {
    FloatVector s0 = load(c, c0);
    FloatVector s1 = load(c, c0 + V);
    for (int l = 0; l < k; l++) {
      FloatVector x = all(a[ai]);
      s0 = x.fma(load(b, bj), s0);
      s1 = x.fma(load(b, bj + V), s1);
      ai += aColumn;
      bj += bRow;
    }
    s0.intoArray(c, c0);
    s1.intoArray(c, c0 + V);
  }

  private static void block1x1(
      int k, float[] a, int ai, int aColumn, float[] b, int bj, int bRow, float[] c, int c0) {
    FloatVector s0 = load(c, c0);
    for (int l = 0; l < k; l++) {
      s0 = all(a[ai]).fma(load(b, bj), s0);
      ai += aColumn;
      bj += bRow;
    }
    s0.intoArray(c, c0);
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
    for (int j = 0; j < columns; j += V) {
      FloatVector s = load(sum, sumOffset + j);
      for (int i = 0; i < rows; i++) {
        s = s.add(load(x, i * columns + j));
      }
      s.intoArray(sum, sumOffset + j);
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
    for (int i = 0; i < length; i += V) {
      FloatVector g = load(gradients, i);
      FloatVector mean = load(m, i);
      mean = rest1.fma(g.sub(mean), mean);
      FloatVector square = rest2.mul(g).fma(g, keep2.mul(load(v, i)));
      mean.intoArray(m, i);
      square.intoArray(v, i);
      FloatVector denominator = square.sqrt().fma(factor, small);
      load(parameters, i).sub(size.mul(mean).div(denominator)).intoArray(parameters, i);
    }
  }
}
