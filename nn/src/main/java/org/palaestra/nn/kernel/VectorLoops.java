package org.palaestra.nn.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops behind the functions of {@link VectorKernels}, each over {@code size} floats, a whole
 * number of vectors. Three rules keep the compiler from boxing vectors, however it inlines these
 * loops into others:
 *
 * <ul>
 *   <li>No method takes or returns a vector. The methods of the Vector API are inlined without
 *       limit, ours only until a compilation has grown large; a vector that passes a call that is
 *       left is boxed. So there are no helpers here for loads and constants.
 *   <li>A loop that reinterprets floats as ints is compiled by itself, since Java 17 boxes what is
 *       reinterpreted once the compilation has grown large. It is, because it has more than the 325
 *       bytes of code beyond which nothing is inlined.
 *   <li>A loop is straight: a vector that is live where branches meet would be boxed.
 * </ul>
 */
final class VectorLoops {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int V = SPECIES.length();

  private VectorLoops() {}

  /** y = exp(factor · x). */
  static void exponentials(float[] x, int from, float factor, float[] y, int to, int size) {
    FloatVector rounder = broadcast(SPECIES, Exponential.ROUNDER);
    int shift = Float.floatToRawIntBits(Exponential.ROUNDER);
    for (int i = 0; i < size; i += V) {
      FloatVector scaled = fromArray(SPECIES, x, from + i).mul(factor);
      FloatVector clamped = scaled.min(Exponential.HIGHEST).max(Exponential.LOWEST);
      FloatVector shifted = clamped.fma(broadcast(SPECIES, Exponential.INVERSE_LN2), rounder);
      FloatVector n = shifted.sub(rounder);
      FloatVector r = n.fma(broadcast(SPECIES, -Exponential.LN2_HIGH), clamped);
      r = n.fma(broadcast(SPECIES, -Exponential.LN2_LOW), r);
      FloatVector p = broadcast(SPECIES, Exponential.C7);
      p = p.fma(r, broadcast(SPECIES, Exponential.C6));
      p = p.fma(r, broadcast(SPECIES, Exponential.C5));
      p = p.fma(r, broadcast(SPECIES, Exponential.C4));
      p = p.fma(r, broadcast(SPECIES, Exponential.C3));
      p = p.fma(r, broadcast(SPECIES, Exponential.C2));
      p = p.fma(r, broadcast(SPECIES, 1f));
      p = p.fma(r, broadcast(SPECIES, 1f));
      // The last bits of the shifted number are n, sooner than a conversion has it.
      IntVector whole = shifted.reinterpretAsInts().sub(shift);
      IntVector half = whole.lanewise(ASHR, 1);
      IntVector rest = whole.sub(half);
      FloatVector low = half.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector high = rest.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      p.mul(low).mul(high).intoArray(y, to + i);
    }
  }

  /** y = tanh(x), given e = exp(2x). */
  static void tanh(float[] x, int from, float[] e, float[] y, int size) {
    for (int i = 0; i < size; i += V) {
      FloatVector v = fromArray(SPECIES, x, from + i);
      FloatVector square = v.mul(v);
      FloatVector p = broadcast(SPECIES, Exponential.T11);
      p = p.fma(square, broadcast(SPECIES, Exponential.T9));
      p = p.fma(square, broadcast(SPECIES, Exponential.T7));
      p = p.fma(square, broadcast(SPECIES, Exponential.T5));
      p = p.fma(square, broadcast(SPECIES, Exponential.T3));
      FloatVector small = v.mul(square).fma(p, v);
      FloatVector part = broadcast(SPECIES, 2f).div(fromArray(SPECIES, e, i).add(1f));
      VectorMask<Float> near = v.abs().compare(LT, Exponential.TANH_SMALL);
      broadcast(SPECIES, 1f).sub(part).blend(small, near).intoArray(y, from + i);
    }
  }

  /** y = sigmoid(x), given y = exp(−x). */
  static void sigmoid(float[] y, int size) {
    for (int i = 0; i < size; i += V) {
      broadcast(SPECIES, 1f).div(fromArray(SPECIES, y, i).add(1f)).intoArray(y, i);
    }
  }

  /** y = log(x). */
  static void log(float[] x, float[] y, int size) {
    int shift = Float.floatToRawIntBits(Exponential.ROUNDER);
    for (int i = 0; i < size; i += V) {
      FloatVector v = fromArray(SPECIES, x, i);
      VectorMask<Float> tiny = v.compare(LT, Float.MIN_NORMAL);
      IntVector bits = v.blend(v.mul(Logarithm.LIFT), tiny).reinterpretAsInts();
      IntVector exponent = bits.sub(Logarithm.SQRT_HALF).lanewise(ASHR, 23);
      FloatVector f = bits.sub(exponent.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1f);
      // A whole number is its rounder's last bits, sooner than a conversion has it.
      FloatVector n = exponent.add(shift).reinterpretAsFloats().sub(Exponential.ROUNDER);
      n = n.blend(n.sub(Logarithm.LIFTED), tiny);
      FloatVector s = f.div(f.add(2f));
      FloatVector square = s.mul(s);
      FloatVector r = broadcast(SPECIES, Logarithm.R4);
      r = r.fma(square, broadcast(SPECIES, Logarithm.R3));
      r = r.fma(square, broadcast(SPECIES, Logarithm.R2));
      r = r.fma(square, broadcast(SPECIES, Logarithm.R1));
      r = r.fma(square, broadcast(SPECIES, Logarithm.R0));
      FloatVector log = s.neg().fma(square.mul(-2f).fma(r, f), f);
      log = n.fma(broadcast(SPECIES, Exponential.LN2_LOW), log);
      log = n.fma(broadcast(SPECIES, Exponential.LN2_HIGH), log);
      // A NaN is not at least 0. A mask's opposite would be computed lane by lane, in boxes.
      log = broadcast(SPECIES, Float.NaN).blend(log, v.compare(GE, 0f));
      log = log.blend(Float.NEGATIVE_INFINITY, v.compare(EQ, 0f));
      log = log.blend(Float.POSITIVE_INFINITY, v.compare(GT, Float.MAX_VALUE));
      log.intoArray(y, i);
    }
  }

  /** y = |x|. */
  static void sizes(float[] x, int from, float[] y, int size) {
    for (int i = 0; i < size; i += V) {
      fromArray(SPECIES, x, from + i).abs().intoArray(y, i);
    }
  }

  /** y = softplus(x) = max(x, 0) + log(1 + e), given e = exp(−|x|). */
  static void softplus(float[] x, int from, float[] e, float[] y, int size) {
    for (int i = 0; i < size; i += V) {
      FloatVector f = fromArray(SPECIES, e, i);
      FloatVector s = f.div(f.add(2f));
      FloatVector square = s.mul(s);
      FloatVector r = broadcast(SPECIES, Logarithm.R4);
      r = r.fma(square, broadcast(SPECIES, Logarithm.R3));
      r = r.fma(square, broadcast(SPECIES, Logarithm.R2));
      r = r.fma(square, broadcast(SPECIES, Logarithm.R1));
      r = r.fma(square, broadcast(SPECIES, Logarithm.R0));
      FloatVector log = s.neg().fma(square.mul(-2f).fma(r, f), f);
      fromArray(SPECIES, x, from + i).max(0f).add(log).intoArray(y, from + i);
    }
  }

  /** y = Q(|x|) = −log erfc(|x|). */
  static void minusLogErfc(float[] x, int from, float[] y, int size) {
    for (int i = 0; i < size; i += V) {
      FloatVector a = fromArray(SPECIES, x, from + i).abs().min(ErrorFunction.LARGE);
      FloatVector q = broadcast(SPECIES, ErrorFunction.Q8);
      q = q.fma(a, broadcast(SPECIES, ErrorFunction.Q7));
      q = q.fma(a, broadcast(SPECIES, ErrorFunction.Q6));
      q = q.fma(a, broadcast(SPECIES, ErrorFunction.Q5));
      q = q.fma(a, broadcast(SPECIES, ErrorFunction.Q4));
      q = q.fma(a, broadcast(SPECIES, ErrorFunction.Q3));
      q = q.fma(a, broadcast(SPECIES, ErrorFunction.Q2));
      q = q.fma(a, broadcast(SPECIES, ErrorFunction.Q1));
      q = q.fma(a, broadcast(SPECIES, ErrorFunction.Q0));
      q.intoArray(y, i);
    }
  }

  /** y = erf(x), given e = erfc(|x|): near 0 the polynomial, beyond 1 − e with the sign of x. */
  static void erf(float[] x, int from, float[] e, float[] y, int size) {
    for (int i = 0; i < size; i += V) {
      FloatVector v = fromArray(SPECIES, x, from + i);
      FloatVector square = v.mul(v);
      FloatVector p = broadcast(SPECIES, ErrorFunction.P7);
      p = p.fma(square, broadcast(SPECIES, ErrorFunction.P6));
      p = p.fma(square, broadcast(SPECIES, ErrorFunction.P5));
      p = p.fma(square, broadcast(SPECIES, ErrorFunction.P4));
      p = p.fma(square, broadcast(SPECIES, ErrorFunction.P3));
      p = p.fma(square, broadcast(SPECIES, ErrorFunction.P2));
      p = p.fma(square, broadcast(SPECIES, ErrorFunction.P1));
      p = p.fma(square, broadcast(SPECIES, ErrorFunction.P0));
      FloatVector far = broadcast(SPECIES, 1f).sub(fromArray(SPECIES, e, i));
      far = far.blend(far.neg(), v.compare(LT, 0f));
      VectorMask<Float> near = v.abs().compare(LT, ErrorFunction.SMALL);
      far.blend(v.fma(p, v), near).intoArray(y, from + i);
    }
  }
}
