package org.palaestra.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Solves dense linear systems in double precision with LAPACK, as ND4J brings it.
 *
 * <p>The exact counterpart of iterative policy evaluation: the values of a policy with transition
 * matrix {@code P}, expected rewards {@code R} and discount {@code γ} solve {@code (I − γP) V = R}
 * (Sutton and Barto 2018, section 4.1).
 */
public final class LinearSolver {

  /** A backward error above this is no rounding error: LU with pivoting stays near 1e-15. */
  private static final double TOLERANCE = 1e-10;

  private LinearSolver() {}

  /**
   * Solves {@code A x = b}.
   *
   * @param matrix {@code A}, row by row; [n · n]; left unchanged
   * @param rightHandSide {@code b}; [n]; left unchanged
   * @return {@code x}; [n]
   * @throws IllegalArgumentException if the lengths do not fit, a number is not finite, or {@code
   *     A} is singular to working precision
   */
  public static double[] solve(double[] matrix, double[] rightHandSide) {
    int n = rightHandSide.length;
    if (n == 0 || matrix.length != (long) n * n) {
      throw new IllegalArgumentException(
          "a system of %d equations needs a matrix of %d numbers, got %d"
              .formatted(n, (long) n * n, matrix.length));
    }
    requireFinite("matrix", matrix);
    requireFinite("right-hand side", rightHandSide);
    double[] solution;
    try (INDArray a = Nd4j.createFromArray(matrix).reshape(n, n);
        INDArray b = Nd4j.createFromArray(rightHandSide).reshape(n, 1);
        INDArray x = Nd4j.linalg().solve(a, b)) {
      solution = x.castTo(DataType.DOUBLE).reshape(n).toDoubleVector();
    }
    double error = backwardError(matrix, solution, rightHandSide);
    if (!(error <= TOLERANCE)) {
      throw new IllegalArgumentException(
          "the %d by %d matrix is singular to working precision (backward error %.1e); is the discount below 1?"
              .formatted(n, n, error));
    }
    return solution;
  }

  private static void requireFinite(String name, double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (!Double.isFinite(numbers[i])) {
        throw new IllegalArgumentException(
            "the %s must hold finite numbers, got %s at index %d".formatted(name, numbers[i], i));
      }
    }
  }

  /**
   * {@code ‖Ax − b‖ / (‖A‖ ‖x‖ + ‖b‖)} in the maximum norm (Rigal and Gaches 1967); NaN if {@code
   * x} holds one.
   */
  private static double backwardError(double[] a, double[] x, double[] b) {
    int n = b.length;
    double residual = 0;
    double normA = 0;
    double normX = 0;
    double normB = 0;
    for (int i = 0; i < n; i++) {
      double sum = -b[i];
      double row = 0;
      for (int j = 0; j < n; j++) {
        sum += a[i * n + j] * x[j];
        row += Math.abs(a[i * n + j]);
      }
      residual = Math.max(residual, Math.abs(sum));
      normA = Math.max(normA, row);
      normX = Math.max(normX, Math.abs(x[i]));
      normB = Math.max(normB, Math.abs(b[i]));
    }
    double scale = normA * normX + normB;
    return scale == 0 ? residual : residual / scale;
  }
}
