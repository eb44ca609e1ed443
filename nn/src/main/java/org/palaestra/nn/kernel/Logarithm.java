package org.palaestra.nn.kernel;

/**
 * The numbers behind log and softplus, shared by the kernels that fuse so that they agree to the
 * last bit.
 *
 * <p>With s = f / (2 + f), log(1 + f) = 2 atanh(s) = 2s + 2s³ R(s²), and 2s = f − s·f, so that the
 * leading term is exact: log(1 + f) = f − s·(f − 2 s² R(s²)). R interpolates (atanh(s)/s − 1)/s² at
 * Chebyshev's points of s² from 0 to 1/9; the relative error of the logarithm is below 2·10⁻⁹ for f
 * from −1/2 to 1.
 */
final class Logarithm {

  static final float R0 = 0.33333334f;
  static final float R1 = 0.19999853f;
  static final float R2 = 0.14296179f;
  static final float R3 = 0.108532876f;
  static final float R4 = 0.11612165f;

  /** √½ as an int: a mantissa is taken from there to √2. */
  static final int SQRT_HALF = 0x3f3504f3;

  /** 2²⁵ takes the smallest numbers to where mantissas are whole. */
  static final float LIFT = 0x1p25f;

  static final int LIFTED = 25;

  private Logarithm() {}

  /** log(x); negative infinity at 0 and NaN below. */
  static float log(float x) {
    boolean tiny = x < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(tiny ? x * LIFT : x);
    int exponent = (bits - SQRT_HALF) >> 23;
    float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
    float n = exponent - (tiny ? LIFTED : 0);
    float y = Math.fma(n, Exponential.LN2_LOW, ofOnePlus(f));
    y = Math.fma(n, Exponential.LN2_HIGH, y);
    if (x > 0) {
      return x <= Float.MAX_VALUE ? y : x;
    }
    return x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
  }

  /** log(1 + f) for f from −1/2 to 1. */
  private static float ofOnePlus(float f) {
    float s = f / (2 + f);
    float square = s * s;
    float r = Math.fma(R4, square, R3);
    r = Math.fma(r, square, R2);
    r = Math.fma(r, square, R1);
    r = Math.fma(r, square, R0);
    float rest = Math.fma(-2 * square, r, f);
    return Math.fma(-s, rest, f);
  }

  /** log(1 + exp(x)) = max(x, 0) + log(1 + exp(−|x|)). */
  static float softplus(float x) {
    return Math.max(x, 0) + ofOnePlus(Exponential.exp(-Math.abs(x)));
  }
}
