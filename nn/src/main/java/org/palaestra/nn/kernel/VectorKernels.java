package org.palaestra.nn.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The JDK's Vector API. {@link VectorProduct} multiplies matrices, {@link VectorLoops} computes the
 * functions and says what keeps vectors from being boxed; the rest is here.
 */
final class VectorKernels implements Kernels {

  /** Never wider than the padding of rows. */
  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > LANES
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final int V = SPECIES.length();
  private static final int CHUNK = 512;

  private final VectorProduct product = new VectorProduct();

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
    product.multiply(
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

  @Override
  public void rectify(float[] x, int offset, int length) {
    int i = offset;
    for (; i <= offset + length - V; i += V) {
      fromArray(SPECIES, x, i).max(0).intoArray(x, i);
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
      VectorMask<Float> positive = fromArray(SPECIES, activation, i).compare(GT, zero);
      zero.blend(fromArray(SPECIES, gradient, i), positive).intoArray(gradient, i);
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
      FloatVector s = fromArray(SPECIES, sum, sumOffset + j);
      for (int i = 0; i < rows; i++) {
        s = s.add(fromArray(SPECIES, x, i * columns + j));
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
    FloatVector rest1 = broadcast(SPECIES, 1 - beta1);
    FloatVector rest2 = broadcast(SPECIES, 1 - beta2);
    FloatVector keep2 = broadcast(SPECIES, beta2);
    FloatVector size = broadcast(SPECIES, stepSize);
    FloatVector factor = broadcast(SPECIES, scale);
    FloatVector small = broadcast(SPECIES, epsilon);
    int full = length - length % V;
    for (int i = 0; i < full; i += V) {
      FloatVector g = fromArray(SPECIES, gradients, i);
      FloatVector mean = fromArray(SPECIES, m, i);
      mean = rest1.fma(g.sub(mean), mean);
      FloatVector square = rest2.mul(g).fma(g, keep2.mul(fromArray(SPECIES, v, i)));
      mean.intoArray(m, i);
      square.intoArray(v, i);
      FloatVector denominator = square.sqrt().fma(factor, small);
      fromArray(SPECIES, parameters, i)
          .sub(size.mul(mean).div(denominator))
          .intoArray(parameters, i);
    }
    for (int i = full; i < length; i++) {
      ScalarKernels.move(i, parameters, gradients, m, v, beta1, beta2, stepSize, scale, epsilon);
    }
  }

  @Override
  public void exp(float[] x, float[] y, int length) {
    int full = length - length % V;
    VectorLoops.exponentials(x, 0, 1, y, 0, full);
    for (int i = full; i < length; i++) {
      y[i] = Exponential.exp(x[i]);
    }
  }

  @Override
  public void tanh(float[] x, float[] y, int length) {
    int full = length - length % V;
    for (int from = 0; from < full; from += CHUNK) {
      int size = Math.min(CHUNK, full - from);
      VectorLoops.exponentials(x, from, 2, chunk, 0, size);
      VectorLoops.tanh(x, from, chunk, y, size);
    }
    for (int i = full; i < length; i++) {
      y[i] = Exponential.tanh(x[i]);
    }
  }

  @Override
  public void sigmoid(float[] x, float[] y, int length) {
    int full = length - length % V;
    VectorLoops.exponentials(x, 0, -1, y, 0, full);
    VectorLoops.sigmoid(y, full);
    for (int i = full; i < length; i++) {
      y[i] = Exponential.sigmoid(x[i]);
    }
  }

  @Override
  public void log(float[] x, float[] y, int length) {
    int full = length - length % V;
    VectorLoops.log(x, y, full);
    for (int i = full; i < length; i++) {
      y[i] = Logarithm.log(x[i]);
    }
  }

  @Override
  public void softplus(float[] x, float[] y, int length) {
    int full = length - length % V;
    for (int from = 0; from < full; from += CHUNK) {
      int size = Math.min(CHUNK, full - from);
      VectorLoops.sizes(x, from, chunk, size);
      VectorLoops.exponentials(chunk, 0, -1, chunk, 0, size);
      VectorLoops.softplus(x, from, chunk, y, size);
    }
    for (int i = full; i < length; i++) {
      y[i] = Logarithm.softplus(x[i]);
    }
  }

  @Override
  public void erf(float[] x, float[] y, int length) {
    int full = length - length % V;
    for (int from = 0; from < full; from += CHUNK) {
      int size = Math.min(CHUNK, full - from);
      VectorLoops.minusLogErfc(x, from, chunk, size);
      VectorLoops.exponentials(chunk, 0, -1, chunk, 0, size);
      VectorLoops.erf(x, from, chunk, y, size);
    }
    for (int i = full; i < length; i++) {
      y[i] = ErrorFunction.erf(x[i]);
    }
  }
}
