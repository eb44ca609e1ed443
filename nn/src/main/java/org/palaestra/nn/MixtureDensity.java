package org.palaestra.nn;

import org.palaestra.nn.kernel.Kernels;

/**
 * −log of a mixture of K diagonal normal densities. The logarithms of the K weighted densities are
 * added up by log-sum-exp, their largest taken away first.
 */
final class MixtureDensity implements OperationWithOutput {

  private static final double HALF_LOG_2_PI = 0.9189385332046727;

  private final Kernels kernels;
  private final Tensor logWeights; // [rows, K]
  private final Tensor means; // [rows, K, D]
  private final Tensor logStds; // [rows, K, D]
  private final Tensor target; // [rows, D]
  private final Tensor y; // [rows]
  private final int rows;
  private final int components;
  private final int dimensions;
  private final float[] precision; // [rows, K, D] 1/σ
  private final float[] share; // [rows, K] each component's part of the density
  private final float[] sums; // [rows]

  MixtureDensity(Tensor logWeights, Tensor means, Tensor logStds, Tensor target, Tensor y) {
    this.logWeights = logWeights;
    this.means = means;
    this.logStds = logStds;
    this.target = target;
    this.y = y;
    kernels = target.graph().kernels();
    rows = means.extent(0);
    components = means.extent(1);
    dimensions = means.extent(2);
    precision = Kernels.buffer(means.size());
    share = Kernels.buffer(logWeights.size());
    sums = Kernels.buffer(rows);
  }

  @Override
  public Tensor output() {
    return y;
  }

  @Override
  public void forward() {
    float[] logStd = logStds.value();
    for (int i = 0; i < means.size(); i++) {
      precision[i] = -logStd[i];
    }
    kernels.exp(precision, precision, means.size());
    for (int row = 0; row < rows; row++) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int k = row * components; k < (row + 1) * components; k++) {
        share[k] = logDensity(row, k);
        largest = Math.max(largest, share[k]);
      }
      for (int k = row * components; k < (row + 1) * components; k++) {
        share[k] -= largest;
      }
      y.value()[row] = -largest;
    }
    kernels.exp(share, share, logWeights.size());
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int k = row * components; k < (row + 1) * components; k++) {
        sum += share[k];
      }
      sums[row] = (float) sum;
      for (int k = row * components; k < (row + 1) * components; k++) {
        share[k] /= sums[row];
      }
    }
    kernels.log(sums, sums, rows);
    for (int row = 0; row < rows; row++) {
      y.value()[row] -= sums[row];
    }
  }

  /** Of the component in place k of {@code [rows, K]}, its weight included. */
  private float logDensity(int row, int k) {
    float[] mean = means.value();
    float[] logStd = logStds.value();
    float[] x = target.value();
    double sum = logWeights.value()[k] - dimensions * HALF_LOG_2_PI;
    for (int d = 0; d < dimensions; d++) {
      int i = k * dimensions + d;
      float z = (x[row * dimensions + d] - mean[i]) * precision[i];
      sum -= 0.5f * z * z + logStd[i];
    }
    return (float) sum;
  }

  @Override
  public void backward() {
    float[] x = target.value();
    float[] mean = means.value();
    for (int row = 0; row < rows; row++) {
      float dy = y.gradient()[row];
      for (int k = row * components; k < (row + 1) * components; k++) {
        float part = dy * share[k];
        if (logWeights.differentiable()) {
          logWeights.gradient()[k] -= part;
        }
        for (int d = 0; d < dimensions; d++) {
          int i = k * dimensions + d;
          int at = row * dimensions + d;
          float z = (x[at] - mean[i]) * precision[i];
          if (means.differentiable()) {
            means.gradient()[i] -= part * z * precision[i];
          }
          if (logStds.differentiable()) {
            logStds.gradient()[i] -= part * (z * z - 1);
          }
          if (target.differentiable()) {
            target.gradient()[at] += part * z * precision[i];
          }
        }
      }
    }
  }
}
