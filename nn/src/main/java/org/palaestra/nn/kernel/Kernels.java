package org.palaestra.nn.kernel;

/**
 * One set of numeric kernels. Every set computes each element by the same operations in the same
 * order unless it says otherwise, so that {@code vector} and {@code scalar} agree to the last bit
 * on every processor, whatever the width of its vectors. {@code portable} says otherwise: it does
 * not fuse, and agrees with them within rounding.
 *
 * <p>Arrays are as long as {@link #buffer} makes them: a few floats behind the last element let
 * vectors run over the end of it when they read. Nothing is written there. An instance has scratch
 * space of its own and serves one thread at a time.
 */
public interface Kernels {

  /** The most floats in a vector, and so the floats behind the last element of a buffer. */
  int LANES = 16;

  /** An array for {@code size} elements. */
  static float[] buffer(int size) {
    return new float[Math.addExact(size, LANES)];
  }

  /** The name by which a person chooses this set. */
  String name();

  /** How many floats it computes at once by its own doing; 1 where that is left to the compiler. */
  default int lanes() {
    return 1;
  }

  /**
   * Matrix product, C = I + A·B, each element a chain of multiply-adds over k upwards, fused or
   * not, that begins with I. With I = C it adds to what is there; with one row of I for all (an
   * {@code initRow} of 0) it begins with a bias, or with zeros.
   *
   * @param m rows of A and C
   * @param n columns of B and C
   * @param k columns of A and rows of B
   * @param a element (i, l) of A is at {@code aOffset + i·aRow + l·aColumn}, so that A may be a
   *     transpose
   * @param b element (l, j) of B is at {@code bOffset + l·bRow + j}
   * @param init element (i, j) of I is at {@code initOffset + i·initRow + j}
   * @param c element (i, j) of C is at {@code cOffset + i·cRow + j}; not A or B
   */
  void multiply(
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
      int cRow);

  /** Sets {@code length} floats from {@code offset} to max(x, 0). */
  void rectify(float[] x, int offset, int length);

  /**
   * Passes a gradient back through {@link #rectify}: {@code gradient} becomes 0 wherever {@code
   * activation}, the rectified value, is 0.
   */
  void rectifyGradient(float[] activation, float[] gradient, int offset, int length);

  /** Adds each of {@code rows} rows of {@code columns} of {@code x} to {@code sum}, in order. */
  void sumRows(int rows, int columns, float[] x, float[] sum, int sumOffset);

  /**
   * One step of Adam (Kingma and Ba, 2015, algorithm 1) for {@code length} parameters, with the
   * roundings of the usual implementation: {@code θ −= stepSize · m / (√v · scale + epsilon)}.
   *
   * @param length how many parameters
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

  /** Sets {@code y[i] = exp(x[i])}, within 2 units in the last place. */
  void exp(float[] x, float[] y, int length);

  /** Sets {@code y[i] = tanh(x[i])}, within 4 units in the last place. */
  void tanh(float[] x, float[] y, int length);

  /**
   * Sets {@code y[i] = 1 / (1 + exp(−x[i]))}, within 4 units in the last place; below −88.7 it may
   * be 0.
   */
  void sigmoid(float[] x, float[] y, int length);

  /**
   * Sets {@code y[i] = log(x[i])}, within 2 units in the last place; negative infinity at 0, NaN
   * below.
   */
  void log(float[] x, float[] y, int length);

  /** Sets {@code y[i] = log(1 + exp(x[i]))}, within 4 units in the last place. */
  void softplus(float[] x, float[] y, int length);

  /** Sets {@code y[i] = erf(x[i])}, within 1e-7. */
  void erf(float[] x, float[] y, int length);
}
