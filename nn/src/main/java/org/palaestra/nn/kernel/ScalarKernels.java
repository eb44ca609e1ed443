package org.palaestra.nn.kernel;

/**
 * Plain Java, for a Java without the Vector API; the twin that {@link VectorKernels} is held
 * against.
 */
final class ScalarKernels implements Kernels {

  @Override
  public String name() {
    return "scalar";
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
          c[ci + j] = Math.fma(ail, b[bl + j], c[ci + j]);
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
      move(i, parameters, gradients, m, v, beta1, beta2, stepSize, scale, epsilon);
    }
  }

  /** Moves one parameter. */
  static void move(
      int i,
      float[] parameters,
      float[] gradients,
      float[] m,
      float[] v,
      float beta1,
      float beta2,
      float stepSize,
      float scale,
      float epsilon) {
    float g = gradients[i];
    m[i] = Math.fma(1 - beta1, g - m[i], m[i]);
    v[i] = Math.fma((1 - beta2) * g, g, beta2 * v[i]);
    float denominator = Math.fma((float) Math.sqrt(v[i]), scale, epsilon);
    parameters[i] -= stepSize * m[i] / denominator;
  }

  @Override
  public void exp(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      y[i] = Exponential.exp(x[i]);
    }
  }

  @Override
  public void tanh(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      y[i] = Exponential.tanh(x[i]);
    }
  }

  @Override
  public void sigmoid(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      y[i] = Exponential.sigmoid(x[i]);
    }
  }

  @Override
  public void log(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      y[i] = Logarithm.log(x[i]);
    }
  }

  @Override
  public void softplus(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      y[i] = Logarithm.softplus(x[i]);
    }
  }

  @Override
  public void erf(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      y[i] = ErrorFunction.erf(x[i]);
    }
  }
}
