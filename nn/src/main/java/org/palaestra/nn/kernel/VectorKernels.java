package org.palaestra.nn.kernel;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The JDK's Vector API. {@link VectorProduct} multiplies matrices; the rest is here. The loops are
 * straight: a vector that is live where branches meet would be boxed.
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

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }

  private static FloatVector all(float x) {
    return FloatVector.broadcast(SPECIES, x);
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
   * or returns a vector that is computed with, since one that is not inlined boxes it. This one
   * must not be inlined itself: beside another loop the compiler of Java 17 runs out of room and
   * boxes what is in here. It is not as long as it has more than 325 bytes of code, with the
   * checks.
   */
  private static void exponentials(
      float[] x, int offset, float factor, float[] y, int yOffset, int full) {
    if (full % V != 0) {
      throw new IllegalArgumentException(
          "%d floats are no whole number of vectors of %d".formatted(full, V));
    }
    Objects.checkFromIndexSize(offset, full, x.length);
    Objects.checkFromIndexSize(yOffset, full, y.length);
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
      // Not the opposite of GT: a mask's opposite is computed lane by lane, in boxes.
      log = log.blend(Float.NaN, v.compare(LT, 0f));
      log = log.blend(Float.NaN, v.compare(VectorOperators.NE, v));
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
