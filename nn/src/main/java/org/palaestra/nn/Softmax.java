package org.palaestra.nn;

import org.palaestra.nn.kernel.Kernels;

/**
 * exp(x) / Σ exp(x) over each row, or its logarithm. The largest element of the row is taken away
 * first, so that nothing overflows and at least one term of the sum is 1.
 */
final class Softmax implements OperationWithOutput {

  private final Kernels kernels;
  private final Tensor x;
  private final Tensor y;
  private final boolean log;
  private final int rows;
  private final int width;
  private final float[] p; // [rows, width] probabilities
  private final float[] sums; // [rows]

  Softmax(Tensor x, Tensor y, boolean log) {
    this.x = x;
    this.y = y;
    this.log = log;
    kernels = x.graph().kernels();
    width = x.extent(-1);
    rows = x.rows();
    p = log ? Kernels.buffer(x.size()) : y.value();
    sums = Kernels.buffer(rows);
  }

  @Override
  public String name() {
    return log ? "log softmax" : "softmax";
  }

  @Override
  public Tensor output() {
    return y;
  }

  @Override
  public void forward() {
    shift();
    if (log) {
      System.arraycopy(p, 0, y.value(), 0, x.size());
    }
    kernels.exp(p, p, x.size());
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        sum += p[i];
      }
      sums[row] = (float) sum;
      for (int i = row * width; i < (row + 1) * width; i++) {
        p[i] /= sums[row];
      }
    }
    if (log) {
      kernels.log(sums, sums, rows);
      float[] out = y.value();
      for (int row = 0; row < rows; row++) {
        for (int i = row * width; i < (row + 1) * width; i++) {
          out[i] -= sums[row];
        }
      }
    }
  }

  /** p = x − the largest of the row. */
  private void shift() {
    float[] in = x.value();
    for (int row = 0; row < rows; row++) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int i = row * width; i < (row + 1) * width; i++) {
        largest = Math.max(largest, in[i]);
      }
      for (int i = row * width; i < (row + 1) * width; i++) {
        p[i] = in[i] - largest;
      }
    }
  }

  @Override
  public void backward() {
    if (!x.differentiable()) {
      return;
    }
    float[] dy = y.gradient();
    float[] dx = x.gradient();
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        sum += log ? dy[i] : dy[i] * p[i];
      }
      float all = (float) sum;
      for (int i = row * width; i < (row + 1) * width; i++) {
        dx[i] += log ? dy[i] - p[i] * all : p[i] * (dy[i] - all);
      }
    }
  }
}
