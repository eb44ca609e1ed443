package org.palaestra.nn;

import java.util.Arrays;
import org.palaestra.nn.kernel.Kernels;

/** The product of two matrices that both come from the graph, or of each pair of two batches. */
final class MatrixProduct implements OperationWithOutput {

  private final Kernels kernels;
  private final Tensor a;
  private final Tensor b;
  private final Tensor c;
  private final int pairs;
  private final int m;
  private final int n;
  private final int k;
  private final float[] zeros;
  private final float[] transposed; // [n, k], of b, for the gradient of a

  private MatrixProduct(Tensor a, Tensor b, Tensor c, int pairs) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.pairs = pairs;
    kernels = a.graph().kernels();
    k = a.extent(-1);
    n = b.extent(-1);
    m = a.rows() / pairs;
    zeros = Kernels.buffer(n);
    transposed = Kernels.buffer(a.differentiable() ? n * k : 0);
  }

  static MatrixProduct of(Tensor a, Tensor b) {
    int rank = a.rank();
    int[] shape = a.shape();
    boolean fits = rank >= 2 && b.rank() >= 2 && a.extent(-1) == b.extent(-2);
    if (fits && b.rank() > 2) {
      fits =
          b.rank() == rank
              && Arrays.equals(Arrays.copyOf(shape, rank - 2), Arrays.copyOf(b.shape(), rank - 2));
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "matmul cannot multiply %s and %s: it takes [..., m, k] and either [k, n] or the same"
                  .formatted(a, b)
              + " leading extents before [k, n]");
    }
    shape[rank - 1] = b.extent(-1);
    Tensor c = a.graph().result(a.differentiable() || b.differentiable(), shape);
    return new MatrixProduct(a, b, c, b.size() / (b.extent(-2) * b.extent(-1)));
  }

  @Override
  public Tensor output() {
    return c;
  }

  @Override
  public void forward() {
    for (int p = 0; p < pairs; p++) {
      kernels.multiply(
          m, n, k, a.value(), p * m * k, k, 1, b.value(), p * k * n, n, zeros, 0, 0, c.value(),
          p * m * n, n);
    }
  }

  @Override
  public void backward() {
    float[] dc = c.gradient();
    for (int p = 0; p < pairs; p++) {
      int ai = p * m * k;
      int bi = p * k * n;
      int ci = p * m * n;
      if (a.differentiable()) {
        transpose(bi);
        float[] da = a.gradient();
        kernels.multiply(m, k, n, dc, ci, n, 1, transposed, 0, k, da, ai, k, da, ai, k);
      }
      if (b.differentiable()) {
        float[] db = b.gradient();
        kernels.multiply(k, n, m, a.value(), ai, 1, k, dc, ci, n, db, bi, n, db, bi, n);
      }
    }
  }

  private void transpose(int at) {
    float[] from = b.value();
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < n; j++) {
        transposed[j * k + i] = from[at + i * n + j];
      }
    }
  }
}
