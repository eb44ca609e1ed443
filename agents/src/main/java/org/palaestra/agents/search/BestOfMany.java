package org.palaestra.agents.search;

import org.palaestra.random.RandomStream;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Draws points from one normal distribution around 0, and keeps the best (Bergstra and Bengio,
 * "Random search for hyper-parameter optimization", JMLR 2012, for why it is the baseline).
 */
final class BestOfMany implements Search {

  private static final int POPULATION = 16;

  private final int n;
  private final double sigma;
  private final RandomStream random;
  private final float[] points; // [population, n]
  private final float[] best; // [n]
  private double worthOfBest = Double.NEGATIVE_INFINITY;

  BestOfMany(int n, double sigma, RandomStream random) {
    this.n = n;
    this.sigma = sigma;
    this.random = random;
    points = new float[POPULATION * n];
    best = new float[n];
    draw();
  }

  private void draw() {
    for (int i = 0; i < points.length; i++) {
      points[i] = (float) (sigma * random.nextGaussian());
    }
  }

  @Override
  public int population() {
    return POPULATION;
  }

  @Override
  public void candidate(int index, float[] into) {
    System.arraycopy(points, index * n, into, 0, n);
  }

  @Override
  public void tell(double[] worth) {
    for (int k = 0; k < POPULATION; k++) {
      if (worth[k] > worthOfBest) {
        worthOfBest = worth[k];
        candidate(k, best);
      }
    }
    draw();
  }

  @Override
  public void best(float[] into) {
    System.arraycopy(best, 0, into, 0, n);
  }

  @Override
  public void save(StateWriter out) {
    out.floats("points", points, POPULATION, n);
    out.floats("best", best);
    out.number("worth", worthOfBest);
    long[] stream = new long[RandomStream.STATE_SIZE];
    random.save(stream, 0);
    out.longs("stream", stream);
  }

  @Override
  public void restore(StateReader in) {
    in.floats("points", points);
    in.floats("best", best);
    worthOfBest = in.number("worth");
    long[] stream = new long[RandomStream.STATE_SIZE];
    in.longs("stream", stream);
    random.restore(stream, 0);
  }
}
