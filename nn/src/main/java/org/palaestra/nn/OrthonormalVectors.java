package org.palaestra.nn;

import java.util.random.RandomGenerator;

/**
 * Random vectors of length 1, each orthogonal to all others. Gaussian vectors are made so by
 * Gram-Schmidt, each twice, which suffices for the accuracy of doubles (Giraud, Langou and
 * Rozložník, 2005); lengths stay positive, so that the result is uniform over all such sets
 * (Mezzadri, "How to generate random matrices from the classical compact groups", 2007).
 */
final class OrthonormalVectors {

  private OrthonormalVectors() {}

  /** Draws {@code count} vectors of {@code length} numbers, which is not less. */
  static double[][] draw(int count, int length, RandomGenerator random) {
    double[][] vectors = new double[count][length];
    for (int k = 0; k < count; k++) {
      double[] vector = vectors[k];
      double drawn;
      double left;
      do { // again if almost nothing is left of it, which hardly ever happens
        for (int i = 0; i < length; i++) {
          vector[i] = random.nextGaussian();
        }
        drawn = Math.sqrt(dot(vector, vector));
        for (int pass = 0; pass < 2; pass++) {
          for (int j = 0; j < k; j++) {
            double along = dot(vectors[j], vector);
            for (int i = 0; i < length; i++) {
              vector[i] -= along * vectors[j][i];
            }
          }
        }
        left = Math.sqrt(dot(vector, vector));
      } while (left <= 1e-9 * drawn);
      for (int i = 0; i < length; i++) {
        vector[i] /= left;
      }
    }
    return vectors;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
