package org.palaestra.nn.kernel;

/**
 * The set by which scores are verified: the same bits on every processor and every Java.
 *
 * <p>Every result is a fixed sequence of IEEE additions, multiplications, divisions and square
 * roots of floats, which Java defines to the last bit: no fused multiply-add, no native code, none
 * of the platform's own functions. A matrix product adds over k upwards. The functions are those of
 * {@link Exponential}, {@link Logarithm} and {@link ErrorFunction}, but written out here, since a
 * change of a bit would make every stored score fail its verification.
 */
final class PortableKernels implements Kernels {

  @Override
  public String name() {
    return "portable";
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
    for (int i = 0; i < m; i++) {
      int ci = cOffset + i * cRow;
      System.arraycopy(init, initOffset + i * initRow, c, ci, n);
      for (int l = 0; l < k; l++) {
        float ail = a[aOffset + i * aRow + l * aColumn];
        int bl = bOffset + l * bRow;
        for (int j = 0; j < n; j++) {
          c[ci + j] += ail * b[bl + j];
        }
      }
    }
  }

  @Override
  public void rectify(float[] x, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      x[i] = Math.max(x[i], 0);
    }
  }

  @Override
  public void rectifyGradient(float[] activation, float[] gradient, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (!(activation[i] > 0)) {
        gradient[i] = 0;
      }
    }
  }

  @Override
  public void sumRows(int rows, int columns, float[] x, float[] sum, int sumOffset) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        sum[sumOffset + j] += x[i * columns + j];
      }
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
    for (int i = 0; i < length; i++) {
      float g = gradients[i];
      m[i] += (1 - beta1) * (g - m[i]);
      v[i] = beta2 * v[i] + (1 - beta2) * g * g;
      // The root of a float taken in double and rounded is the correctly rounded one.
      float denominator = (float) Math.sqrt(v[i]) * scale + epsilon;
      parameters[i] -= stepSize * m[i] / denominator;
    }
  }

  @Override
  public void exp(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      y[i] = exp(x[i]);
    }
  }

  @Override
  public void tanh(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      y[i] = tanh(x[i]);
    }
  }

  @Override
  public void sigmoid(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      y[i] = 1 / (1 + exp(-x[i]));
    }
  }

  @Override
  public void log(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      y[i] = log(x[i]);
    }
  }

  @Override
  public void softplus(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      y[i] = Math.max(x[i], 0) + logOfOnePlus(exp(-Math.abs(x[i])));
    }
  }

  @Override
  public void erf(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      y[i] = erf(x[i]);
    }
  }

  private static float exp(float x) {
    float clamped = Math.max(-104f, Math.min(89f, x));
    float n = (clamped * 0x1.715476p0f + 0x1.8p23f) - 0x1.8p23f;
    // The first product is exact: 9 bits by at most 8.
    float r = clamped - n * 0x1.63p-1f;
    r = r - n * -0x1.bd0106p-13f;
    float p = 1f / 5040 * r + 1f / 720;
    p = p * r + 1f / 120;
    p = p * r + 1f / 24;
    p = p * r + 1f / 6;
    p = p * r + 0.5f;
    // 1 + r + r² p adds the small terms first, which spares a rounding.
    p = 1 + (r + r * r * p);
    int whole = (int) n;
    int half = whole >> 1;
    return p * power(half) * power(whole - half);
  }

  private static float power(int n) {
    return Float.intBitsToFloat((n + 127) << 23);
  }

  private static float tanh(float x) {
    float square = x * x;
    if (Math.abs(x) < 0.625f) {
      float p = -0.00571896f * square + 0.02065312f;
      p = p * square - 0.05374466f;
      p = p * square + 0.13331513f;
      p = p * square - 0x1.555534p-2f;
      return x * square * p + x;
    }
    return 1 - 2 / (exp(2 * x) + 1);
  }

  private static float log(float x) {
    boolean tiny = x < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(tiny ? x * 0x1p25f : x);
    int exponent = (bits - 0x3f3504f3) >> 23;
    float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
    float n = exponent - (tiny ? 25 : 0);
    float y = n * -0x1.bd0106p-13f + logOfOnePlus(f);
    y = n * 0x1.63p-1f + y;
    if (x > 0) {
      return x <= Float.MAX_VALUE ? y : x;
    }
    return x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
  }

  private static float logOfOnePlus(float f) {
    float s = f / (2 + f);
    float square = s * s;
    float r = 0.11612165f * square + 0.108532876f;
    r = r * square + 0.14296179f;
    r = r * square + 0.19999853f;
    r = r * square + 0.33333334f;
    return f - s * (f - 2 * square * r);
  }

  private static float erf(float x) {
    float a = Math.abs(x);
    if (a < 1.25f) {
      float square = x * x;
      float p = -7.6166893e-6f * square + 1.0418097e-4f;
      p = p * square - 8.344853e-4f;
      p = p * square + 0.00520959f;
      p = p * square - 0.026860569f;
      p = p * square + 0.11283684f;
      p = p * square - 0.37612632f;
      p = p * square + 0.12837917f;
      return x * p + x;
    }
    a = Math.min(a, 4f);
    float q = -1.5524822e-6f * a + 4.4277527e-5f;
    q = q * a - 5.8074994e-4f;
    q = q * a + 0.004678613f;
    q = q * a - 0.026171556f;
    q = q * a + 0.10959939f;
    q = q * a + 0.6323905f;
    q = q * a + 1.1298642f;
    q = q * a - 2.171842e-4f;
    float y = 1 - exp(-q);
    return x < 0 ? -y : y;
  }
}
