package org.palaestra.agents.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.random.RandomStream;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.Safetensors;

/**
 * Generations of CMA-ES in two dimensions, with the numbers of Hansen's tutorial (2016, table 1 and
 * appendix A) for n = 2: λ = 6 points, of which the better 3 count by ln 3.5 − ln i.
 */
final class CmaEsUpdateTest {

  private final Path folder;

  CmaEsUpdateTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** What the search believes, after the tutorial's equations, in the order in which they stand. */
  private static final class Worked {

    private static final double[] W = weights();
    private static final double MU_EFF = 1 / (W[0] * W[0] + W[1] * W[1] + W[2] * W[2]); // 2.0286
    private static final double C_SIGMA = (MU_EFF + 2) / (MU_EFF + 7);
    private static final double C_C = (4 + MU_EFF / 2) / (6 + MU_EFF);
    private static final double C_1 = 2 / (3.3 * 3.3 + MU_EFF);
    private static final double C_MU = 2 * (MU_EFF - 2 + 1 / MU_EFF) / (16 + MU_EFF);
    private static final double CHI = Math.sqrt(2) * (1 - 1 / 8.0 + 1 / 84.0);

    final double[] m = new double[2];
    final double[] pSigma = new double[2];
    final double[] pC = new double[2];
    double[] c = {1, 0, 0, 1};
    double sigma = 0.5;
    boolean held; // whether the path was ever too long for the covariance
    private int generation;

    private static double[] weights() {
      double[] w = new double[3];
      double sum = 3 * Math.log(3.5) - Math.log(6); // ln 1 + ln 2 + ln 3 = ln 6
      for (int i = 0; i < 3; i++) {
        w[i] = (Math.log(3.5) - Math.log(i + 1)) / sum;
      }
      return w;
    }

    /** C^(−1/2) y; the root of a matrix of two rows is (C + √det I) / √(trace + 2 √det). */
    private double[] straight(double[] y) {
      double root = Math.sqrt(c[0] * c[3] - c[1] * c[1]);
      double scale = Math.sqrt(c[0] + c[3] + 2 * root);
      double a = (c[0] + root) / scale;
      double b = c[1] / scale;
      double d = (c[3] + root) / scale;
      double det = a * d - b * b;
      return new double[] {(d * y[0] - b * y[1]) / det, (a * y[1] - b * y[0]) / det};
    }

    /**
     * One generation.
     *
     * @param best the three best points, the best of all first
     */
    void learn(double[][] best) {
      generation++;
      double[][] y = new double[3][2];
      double[] step = new double[2];
      for (int k = 0; k < 3; k++) {
        for (int i = 0; i < 2; i++) {
          y[k][i] = (best[k][i] - m[i]) / sigma;
          step[i] += W[k] * y[k][i];
        }
      }
      double[] turned = straight(step);
      double square = 0;
      for (int i = 0; i < 2; i++) {
        m[i] += sigma * step[i];
        pSigma[i] =
            (1 - C_SIGMA) * pSigma[i] + Math.sqrt(C_SIGMA * (2 - C_SIGMA) * MU_EFF) * turned[i];
        square += pSigma[i] * pSigma[i];
      }
      double length = Math.sqrt(square);
      double h =
          length / Math.sqrt(1 - Math.pow(1 - C_SIGMA, 2 * generation)) < (1.4 + 2 / 3.0) * CHI
              ? 1
              : 0;
      held |= h == 0;
      for (int i = 0; i < 2; i++) {
        pC[i] = (1 - C_C) * pC[i] + h * Math.sqrt(C_C * (2 - C_C) * MU_EFF) * step[i];
      }
      double[] next = new double[4];
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          double spread = 0;
          for (int k = 0; k < 3; k++) {
            spread += W[k] * y[k][i] * y[k][j];
          }
          next[2 * i + j] =
              (1 - C_1 - C_MU + (1 - h) * C_1 * C_C * (2 - C_C)) * c[2 * i + j]
                  + C_1 * pC[i] * pC[j]
                  + C_MU * spread;
        }
      }
      c = next;
      double damping = 1 + C_SIGMA; // √((μ_eff − 1) / 3) is below 1
      sigma *= Math.exp(C_SIGMA / damping * (length / CHI - 1));
    }
  }

  private double[] believed(CovarianceMatrixAdaptation search, String name) throws Exception {
    Path file = folder.resolve("search.safetensors");
    Checkpoint.write(file, search);
    return Safetensors.read(file).tensor(name).doubles();
  }

  /**
   * Twenty generations, in which points are the better the farther up and right they are, so that
   * the path grows long: some of them hold the covariance's path back.
   */
  @Test
  void meanPathsCovarianceAndStepSizeMoveAsInTheTutorial() throws Exception {
    CovarianceMatrixAdaptation search = new CovarianceMatrixAdaptation(2, 0.5, new RandomStream(2));
    assertThat(search.population()).isEqualTo(6);
    assertThat(Worked.W).containsExactly(new double[] {0.637, 0.285, 0.078}, within(1e-3));
    Worked worked = new Worked();
    for (int generation = 0; generation < 20; generation++) {
      double[] points = believed(search, "points");
      double[] worth = new double[6];
      Integer[] order = {0, 1, 2, 3, 4, 5};
      for (int k = 0; k < 6; k++) {
        worth[k] = 2 * points[2 * k] + points[2 * k + 1];
      }
      java.util.Arrays.sort(order, (i, j) -> Double.compare(worth[j], worth[i]));
      double[][] best = new double[3][];
      for (int k = 0; k < 3; k++) {
        best[k] = new double[] {points[2 * order[k]], points[2 * order[k] + 1]};
      }
      search.tell(worth);
      worked.learn(best);
      assertThat(believed(search, "mean")).containsExactly(worked.m, within(1e-6));
      assertThat(believed(search, "path-sigma")).containsExactly(worked.pSigma, within(1e-6));
      assertThat(believed(search, "path-c")).containsExactly(worked.pC, within(1e-6));
      assertThat(believed(search, "covariance")).containsExactly(worked.c, within(1e-6));
      assertThat(search.sigma()).isCloseTo(worked.sigma, within(1e-6));
    }
    assertThat(worked.held).isTrue();
    assertThat(worked.sigma).as("a long path lets steps grow").isGreaterThan(0.5);
  }
}
