package org.palaestra.nn;

import org.jspecify.annotations.Nullable;
import org.palaestra.nn.kernel.Kernels;

/**
 * y = b + a·W for a matrix {@code a} of rows, and its gradients: the arithmetic that linear and
 * convolutional layers share. A mask may hide some of the weights: they then count as 0 whatever
 * they are, and their gradient is 0.
 */
final class RowProduct {

  private static final int STRIP = 64;

  private final Kernels kernels;
  private final int rows;
  private final int in;
  private final int out;
  private final Parameter weight;
  private final float @Nullable [] mask;

  /** {@code [in, out]}, what is seen of the weights through the mask. */
  private final float[] seen;

  /** {@code [out, in]}, for the gradient of {@code a}; empty if none is wanted. */
  private final float[] transposed;

  /**
   * @param weight {@code [in, out]} in memory
   * @param mask 1 for each weight that is seen and 0 for the others, as they lie in memory
   * @param backToRows whether {@link #backwardRows} will be asked for
   */
  RowProduct(
      Kernels kernels,
      int rows,
      int in,
      int out,
      Parameter weight,
      float @Nullable [] mask,
      boolean backToRows) {
    this.kernels = kernels;
    this.rows = rows;
    this.in = in;
    this.out = out;
    this.weight = weight;
    this.mask = mask;
    seen = mask == null ? weight.value() : Kernels.buffer(in * out);
    transposed = backToRows ? Kernels.buffer(in * out) : new float[0];
  }

  /**
   * Sets {@code y}.
   *
   * @param a {@code [rows, in]}
   * @param bias {@code [out]}, which every row begins with
   * @param y {@code [rows, out]}
   */
  void forward(float[] a, float[] bias, float[] y) {
    if (mask != null) {
      float[] w = weight.value();
      for (int i = 0; i < in * out; i++) {
        seen[i] = w[i] * mask[i];
      }
    }
    kernels.multiply(rows, out, in, a, 0, in, 1, seen, 0, out, bias, 0, 0, y, 0, out);
  }

  /** Adds to the gradient of the weights unless they are frozen. */
  void backward(float[] a, float[] dy) {
    if (weight.frozen()) {
      return;
    }
    float[] dw = weight.gradient(); // [in, out]
    kernels.multiply(in, out, rows, a, 0, 1, in, dy, 0, out, dw, 0, out, dw, 0, out);
    if (mask != null) {
      for (int i = 0; i < in * out; i++) {
        dw[i] *= mask[i];
      }
    }
  }

  /**
   * da = I + dy·Wᵀ.
   *
   * @param init I: {@code da} itself to add to it, or zeros
   * @param initRow floats from row to row of {@code init}; 0 if one row serves all
   */
  void backwardRows(float[] dy, float[] init, int initRow, float[] da) {
    transpose();
    kernels.multiply(rows, in, out, dy, 0, out, 1, transposed, 0, in, init, 0, initRow, da, 0, in);
  }

  /** In strips, because writes that are a whole row apart throw each other out of the cache. */
  private void transpose() {
    for (int top = 0; top < in; top += STRIP) {
      int bottom = Math.min(in, top + STRIP);
      for (int o = 0; o < out; o++) {
        for (int i = top; i < bottom; i++) {
          transposed[o * in + i] = seen[i * out + o];
        }
      }
    }
  }
}
