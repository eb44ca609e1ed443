package org.palaestra.nn.kernel;

/**
 * The numbers behind erf, shared by the kernels that fuse so that they agree to the last bit.
 *
 * <p>Below 5/4 in magnitude erf(x) = x + x·P(x²), above it 1 − exp(−Q(|x|)) with the sign of x,
 * where Q approximates −log(erfc); from 4 on it is ±1. P and Q interpolate at Chebyshev's points,
 * with errors of erf below 2·10⁻⁸.
 */
final class ErrorFunction {

  static final float SMALL = 1.25f;
  static final float LARGE = 4f;

  static final float P0 = 0.12837917f;
  static final float P1 = -0.37612632f;
  static final float P2 = 0.11283684f;
  static final float P3 = -0.026860569f;
  static final float P4 = 0.00520959f;
  static final float P5 = -8.344853e-4f;
  static final float P6 = 1.0418097e-4f;
  static final float P7 = -7.6166893e-6f;

  static final float Q0 = -2.171842e-4f;
  static final float Q1 = 1.1298642f;
  static final float Q2 = 0.6323905f;
  static final float Q3 = 0.10959939f;
  static final float Q4 = -0.026171556f;
  static final float Q5 = 0.004678613f;
  static final float Q6 = -5.8074994e-4f;
  static final float Q7 = 4.4277527e-5f;
  static final float Q8 = -1.5524822e-6f;

  private ErrorFunction() {}

  /** erf(x). */
  static float erf(float x) {
    float a = Math.abs(x);
    if (a < SMALL) {
      float square = x * x;
      float p = Math.fma(P7, square, P6);
      p = Math.fma(p, square, P5);
      p = Math.fma(p, square, P4);
      p = Math.fma(p, square, P3);
      p = Math.fma(p, square, P2);
      p = Math.fma(p, square, P1);
      p = Math.fma(p, square, P0);
      return Math.fma(x, p, x);
    }
    a = Math.min(a, LARGE);
    float q = Math.fma(Q8, a, Q7);
    q = Math.fma(q, a, Q6);
    q = Math.fma(q, a, Q5);
    q = Math.fma(q, a, Q4);
    q = Math.fma(q, a, Q3);
    q = Math.fma(q, a, Q2);
    q = Math.fma(q, a, Q1);
    q = Math.fma(q, a, Q0);
    float y = 1 - Exponential.exp(-q);
    return x < 0 ? -y : y;
  }
}
