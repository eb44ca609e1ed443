package org.palaestra.agents.search;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by cyclic rotations (Jacobi, 1846; Golub and
 * Van Loan, "Matrix Computations", 2013, section 8.5).
 */
final class SymmetricEigenvalues {

  private static final int MOST_SWEEPS = 60;

  private SymmetricEigenvalues() {}

  /**
   * Decomposes A = V diag(w) Vᵀ.
   *
   * @param a {@code [n, n]} symmetric; left unchanged
   * @param w {@code [n]} receives the eigenvalues, in no order
   * @param v {@code [n, n]} receives the eigenvectors, in columns
   */
  static void decompose(int n, double[] a, double[] w, double[] v) {
    double[] s = a.clone();
    java.util.Arrays.fill(v, 0);
    for (int i = 0; i < n; i++) {
      v[i * n + i] = 1;
    }
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double off = 0;
      double all = 0;
      for (int i = 0; i < n; i++) {
        all += s[i * n + i] * s[i * n + i];
        for (int j = 0; j < i; j++) {
          off += s[i * n + j] * s[i * n + j];
        }
      }
      if (off <= 1e-28 * (all + off)) {
        break;
      }
      for (int p = 0; p < n - 1; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(n, s, v, p, q);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      w[i] = s[i * n + i];
    }
  }

  /** Turns rows and columns p and q so that the element that they share becomes 0. */
  private static void rotate(int n, double[] s, double[] v, int p, int q) {
    double shared = s[p * n + q];
    if (shared == 0) {
      return;
    }
    double theta = (s[q * n + q] - s[p * n + p]) / (2 * shared);
    double t =
        Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1)); // tangent
    double cos = 1 / Math.sqrt(t * t + 1);
    double sin = t * cos;
    for (int k = 0; k < n; k++) {
      double kp = s[k * n + p];
      double kq = s[k * n + q];
      s[k * n + p] = cos * kp - sin * kq;
      s[k * n + q] = sin * kp + cos * kq;
    }
    for (int k = 0; k < n; k++) {
      double pk = s[p * n + k];
      double qk = s[q * n + k];
      s[p * n + k] = cos * pk - sin * qk;
      s[q * n + k] = sin * pk + cos * qk;
      double kp = v[k * n + p];
      double kq = v[k * n + q];
      v[k * n + p] = cos * kp - sin * kq;
      v[k * n + q] = sin * kp + cos * kq;
    }
  }
}
