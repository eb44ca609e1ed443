package org.palaestra.nn.kernel;

/**
 * The numbers behind exp, shared by all kernels so that they agree to the last bit.
 *
 * <p>exp(x) = 2ⁿ · exp(r) with n = round(x / ln 2) and r = x − n ln 2, |r| ≤ ln 2 / 2. ln 2 is
 * split in two, the first part short enough for n times it to be exact. exp(r) is its Taylor
 * polynomial to the seventh power, whose remainder is below 2⁻²⁷ there. 2ⁿ is made in two halves,
 * so that results near the ends of the range come out right.
 */
final class Exponential {

  /** Beyond these the result is 0 or infinite. */
  static final float LOWEST = -104f;

  static final float HIGHEST = 89f;

  static final float INVERSE_LN2 = 0x1.715476p0f;
  static final float LN2_HIGH = 0x1.63p-1f;
  static final float LN2_LOW = -0x1.bd0106p-13f;

  /** Adding and subtracting 1.5 · 2²³ rounds a float to a whole number. */
  static final float ROUNDER = 0x1.8p23f;

  static final float C2 = 0.5f;
  static final float C3 = 1f / 6;
  static final float C4 = 1f / 24;
  static final float C5 = 1f / 120;
  static final float C6 = 1f / 720;
  static final float C7 = 1f / 5040;

  private Exponential() {}

  /** exp(x). */
  static float exp(float x) {
    float clamped = Math.max(LOWEST, Math.min(HIGHEST, x));
    float n = Math.fma(clamped, INVERSE_LN2, ROUNDER) - ROUNDER;
    float r = Math.fma(n, -LN2_HIGH, clamped);
    r = Math.fma(n, -LN2_LOW, r);
    float p = Math.fma(C7, r, C6);
    p = Math.fma(p, r, C5);
    p = Math.fma(p, r, C4);
    p = Math.fma(p, r, C3);
    p = Math.fma(p, r, C2);
    p = Math.fma(p, r, 1f);
    p = Math.fma(p, r, 1f);
    int whole = (int) n;
    int half = whole >> 1;
    return p * power(half) * power(whole - half);
  }

  private static float power(int n) {
    return Float.intBitsToFloat((n + 127) << 23);
  }

  /**
   * tanh(x): below 5/8 in magnitude x + x³ times a polynomial in x² (fitted by least squares over
   * the interval, relative error 5·10⁻⁹), above it 1 − 2 / (exp(2x) + 1).
   */
  static float tanh(float x) {
    float square = x * x;
    if (Math.abs(x) < TANH_SMALL) {
      float p = Math.fma(T11, square, T9);
      p = Math.fma(p, square, T7);
      p = Math.fma(p, square, T5);
      p = Math.fma(p, square, T3);
      return Math.fma(x * square, p, x);
    }
    return 1 - 2 / (exp(2 * x) + 1);
  }

  static final float TANH_SMALL = 0.625f;
  static final float T3 = -0x1.555534p-2f;
  static final float T5 = 0.13331513f;
  static final float T7 = -0.05374466f;
  static final float T9 = 0.02065312f;
  static final float T11 = -0.00571896f;

  static float sigmoid(float x) {
    return 1 / (1 + exp(-x));
  }
}
