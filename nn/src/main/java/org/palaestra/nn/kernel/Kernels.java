package org.palaestra.nn.kernel;

/**
 * One set of numeric kernels. Every set computes each element by the same operations in the same
 * order unless it says otherwise, so that {@code vector} and {@code scalar} agree to the last bit
 * on every processor, whatever the width of its vectors.
 *
 * <p>Rows are padded to a multiple of {@link #LANES} floats, which lets kernels run without tails.
 */
public interface Kernels {

  /** Rows that kernels write are padded to a multiple of this many floats. */
  int LANES = 16;

  /** {@code columns} rounded up to a multiple of {@link #LANES}. */
  static int pad(int columns) {
    return (columns + LANES - 1) / LANES * LANES;
  }

  /** The name by which a person chooses this set. */
  String name();

  /**
   * Matrix product, C += A·B, each element a chain of fused multiply-adds over k upwards.
   *
   * @param m rows of A and C
   * @param n columns of B and C, a multiple of {@link #LANES}
   * @param k columns of A and rows of B
   * @param a element (i, l) of A is at {@code aOffset + i·aRow + l·aColumn}, so that A may be a
   *     transpose
   * @param b element (l, j) of B is at {@code bOffset + l·bRow + j}
   * @param c element (i, j) of C is at {@code cOffset + i·cRow + j}
   */
  void multiplyAdd(
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
      float[] c,
      int cOffset,
      int cRow);

  /** Sets {@code length} floats from {@code offset} to max(x, 0). */
  void rectify(float[] x, int offset, int length);

  /**
   * Passes a gradient back through {@link #rectify}: {@code gradient} becomes 0 wherever {@code
   * activation}, the rectified value, is 0.
   */
  void rectifyGradient(float[] activation, float[] gradient, int offset, int length);

  /**
   * Adds each of {@code rows} rows of {@code x} to {@code sum}, in their order.
   *
   * @param columns a multiple of {@link #LANES}
   */
  void sumRows(int rows, int columns, float[] x, float[] sum, int sumOffset);

  /**
   * One step of Adam (Kingma and Ba, 2015, algorithm 1) for {@code length} parameters, with the
   * roundings of the usual implementation: {@code θ −= stepSize · m / (√v · scale + epsilon)}.
   *
   * @param length a multiple of {@link #LANES}
   * @param stepSize learning rate / (1 − β₁ᵗ)
   * @param scale 1 / √(1 − β₂ᵗ)
   */
  void adam(
      int length,
      float[] parameters,
      float[] gradients,
      float[] m,
      float[] v,
      float beta1,
      float beta2,
      float stepSize,
      float scale,
      float epsilon);
}
