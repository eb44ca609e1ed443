package org.palaestra.agents.search;

import java.util.Arrays;
import org.palaestra.random.RandomStream;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * The search of CMA-ES (Hansen, "The CMA evolution strategy: a tutorial", 2016), with its symbols
 * and default parameters, but with positive weights alone: points of the worse half do not count,
 * which are held against the covariance there by default (active CMA-ES, Jastrebski and Arnold,
 * 2006). Points are drawn from a normal distribution N(m, σ² C), whose mean moves to the better
 * half, whose covariance learns the direction, and whose size learns from the length of the path
 * that the mean takes.
 */
final class CovarianceMatrixAdaptation implements Search {

  private final int n;
  private final int lambda; // λ points a generation
  private final int mu; // μ of them count
  private final double[] weights; // [μ]
  private final double muEff;
  private final double cSigma;
  private final double dSigma;
  private final double cc;
  private final double c1;
  private final double cMu;
  private final double chiN; // expected length of a standard normal vector
  private final RandomStream random;

  private final double[] m; // [n] mean
  private final double[] pSigma; // [n] path of the step size
  private final double[] pc; // [n] path of the covariance
  private final double[] c; // [n, n] C
  private final double[] b; // [n, n] eigenvectors of C, in columns
  private final double[] d; // [n] roots of the eigenvalues
  private final double[] x; // [λ, n] the points
  private final double[] y; // [λ, n] (x − m) / σ
  private double sigma;
  private long generation;

  /**
   * Starts around 0.
   *
   * @param n number of dimensions
   * @param sigma σ, the first standard deviation
   * @param random where points come from
   */
  CovarianceMatrixAdaptation(int n, double sigma, RandomStream random) {
    this.n = n;
    this.sigma = sigma;
    this.random = random;
    lambda = 4 + (int) (3 * StrictMath.log(n));
    mu = lambda / 2;
    weights = new double[mu];
    double sum = 0;
    for (int i = 0; i < mu; i++) {
      weights[i] = StrictMath.log((lambda + 1) / 2.0) - StrictMath.log(i + 1);
      sum += weights[i];
    }
    double squares = 0;
    for (int i = 0; i < mu; i++) {
      weights[i] /= sum;
      squares += weights[i] * weights[i];
    }
    muEff = 1 / squares;
    cSigma = (muEff + 2) / (n + muEff + 5);
    dSigma = 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma;
    cc = (4 + muEff / n) / (n + 4 + 2 * muEff / n);
    c1 = 2 / ((n + 1.3) * (n + 1.3) + muEff);
    cMu = Math.min(1 - c1, 2 * (muEff - 2 + 1 / muEff) / ((n + 2.0) * (n + 2) + muEff));
    chiN = Math.sqrt(n) * (1 - 1 / (4.0 * n) + 1 / (21.0 * n * n));
    m = new double[n];
    pSigma = new double[n];
    pc = new double[n];
    c = new double[n * n];
    b = new double[n * n];
    d = new double[n];
    x = new double[lambda * n];
    y = new double[lambda * n];
    for (int i = 0; i < n; i++) {
      c[i * n + i] = 1;
      b[i * n + i] = 1;
      d[i] = 1;
    }
    draw();
  }

  @Override
  public int population() {
    return lambda;
  }

  /** σ. */
  double sigma() {
    return sigma;
  }

  @Override
  public void candidate(int index, float[] into) {
    for (int i = 0; i < n; i++) {
      into[i] = (float) x[index * n + i];
    }
  }

  @Override
  public void best(float[] into) {
    for (int i = 0; i < n; i++) {
      into[i] = (float) m[i];
    }
  }

  /** x = m + σ B D z with z ~ N(0, I). */
  private void draw() {
    double[] scaled = new double[n];
    for (int k = 0; k < lambda; k++) {
      for (int i = 0; i < n; i++) {
        scaled[i] = d[i] * random.nextGaussian();
      }
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
          sum += b[i * n + j] * scaled[j];
        }
        y[k * n + i] = sum;
        x[k * n + i] = m[i] + sigma * sum;
      }
    }
  }

  @Override
  public void tell(double[] worth) {
    Integer[] order = new Integer[lambda];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(worth[j], worth[i]));
    generation++;

    double[] step = new double[n]; // ⟨y⟩, how the mean moves
    for (int k = 0; k < mu; k++) {
      for (int i = 0; i < n; i++) {
        step[i] += weights[k] * y[order[k] * n + i];
      }
    }
    for (int i = 0; i < n; i++) {
      m[i] += sigma * step[i];
    }

    // The path of the step size: C^(−1/2) ⟨y⟩ = B D⁻¹ Bᵀ ⟨y⟩ has the length of a normal vector.
    double[] turned = new double[n];
    for (int j = 0; j < n; j++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += b[i * n + j] * step[i];
      }
      turned[j] = sum / d[j];
    }
    double squares = 0;
    double grow = Math.sqrt(cSigma * (2 - cSigma) * muEff);
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += b[i * n + j] * turned[j];
      }
      pSigma[i] = (1 - cSigma) * pSigma[i] + grow * sum;
      squares += pSigma[i] * pSigma[i];
    }
    double length = Math.sqrt(squares);
    double settled = Math.sqrt(1 - StrictMath.pow(1 - cSigma, 2.0 * generation));
    boolean steady = length / settled < (1.4 + 2 / (n + 1.0)) * chiN;

    double along = steady ? Math.sqrt(cc * (2 - cc) * muEff) : 0;
    for (int i = 0; i < n; i++) {
      pc[i] = (1 - cc) * pc[i] + along * step[i];
    }
    double kept = 1 - c1 - cMu + (steady ? 0 : c1 * cc * (2 - cc));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double rankMu = 0;
        for (int k = 0; k < mu; k++) {
          rankMu += weights[k] * y[order[k] * n + i] * y[order[k] * n + j];
        }
        double element = kept * c[i * n + j] + c1 * pc[i] * pc[j] + cMu * rankMu;
        c[i * n + j] = element;
        c[j * n + i] = element;
      }
    }
    sigma *= StrictMath.exp(cSigma / dSigma * (length / chiN - 1));
    if (generation % Math.max(1, (long) (1 / ((c1 + cMu) * n * 10))) == 0) {
      decompose();
    }
    draw();
  }

  private void decompose() {
    SymmetricEigenvalues.decompose(n, c, d, b);
    for (int i = 0; i < n; i++) {
      d[i] = Math.sqrt(Math.max(d[i], 1e-20));
    }
  }

  @Override
  public void save(StateWriter out) {
    out.doubles("mean", m);
    out.doubles("path-sigma", pSigma);
    out.doubles("path-c", pc);
    out.doubles("covariance", c);
    out.doubles("vectors", b);
    out.doubles("roots", d);
    out.doubles("points", x);
    out.doubles("directions", y);
    out.number("sigma", sigma);
    out.integer("generation", generation);
    long[] stream = new long[RandomStream.STATE_SIZE];
    random.save(stream, 0);
    out.longs("stream", stream);
  }

  @Override
  public void restore(StateReader in) {
    in.doubles("mean", m);
    in.doubles("path-sigma", pSigma);
    in.doubles("path-c", pc);
    in.doubles("covariance", c);
    in.doubles("vectors", b);
    in.doubles("roots", d);
    in.doubles("points", x);
    in.doubles("directions", y);
    sigma = in.number("sigma");
    generation = in.integer("generation");
    long[] stream = new long[RandomStream.STATE_SIZE];
    in.longs("stream", stream);
    random.restore(stream, 0);
  }
}
