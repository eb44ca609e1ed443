package org.palaestra.agents.policy;

import java.util.random.RandomGenerator;
import org.palaestra.agent.Explains;
import org.palaestra.environment.ActionBatch;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.distribution.DiagonalGaussian;
import org.palaestra.space.Box;

/**
 * Normal numbers, n a row, of which −1 and 1 are the bounds of a bounded action; what lies beyond
 * is cut when it is sent.
 */
final class ContinuousActions implements ActionDistribution {

  private static final double HALF_LOG_2_PI = 0.9189385332046727;

  private final DiagonalGaussian gaussian;
  private final Tensor asked; // [rows, n]
  private final float[] low;
  private final float[] high;
  private final int rows;
  private final int n;

  ContinuousActions(Box space, DiagonalGaussian gaussian) {
    low = space.low();
    high = space.high();
    this.gaussian = gaussian;
    rows = gaussian.mean().extent(0);
    n = gaussian.mean().extent(1);
    asked = gaussian.mean().graph().input(rows, n);
  }

  @Override
  public void allow(int row, boolean[] allowed, int offset) {
    // Masks are for numbered actions.
  }

  @Override
  public void sample(RandomGenerator[] streams, float[] choices) {
    gaussian.sample(streams, choices);
  }

  @Override
  public void mode(float[] choices) {
    System.arraycopy(gaussian.mean().value(), 0, choices, 0, rows * n);
  }

  @Override
  public float logProbability(int row, float[] choices) {
    double sum = 0;
    for (int i = row * n; i < (row + 1) * n; i++) {
      double std = gaussian.std().value()[i];
      double z = (choices[i] - gaussian.mean().value()[i]) / std;
      sum -= 0.5 * z * z + StrictMath.log(std) + HALF_LOG_2_PI;
    }
    return (float) sum;
  }

  @Override
  public boolean possible(float[] choices, int offset) {
    return true;
  }

  @Override
  public void ask(int row, float[] choices, int offset) {
    System.arraycopy(choices, offset, asked.value(), row * n, n);
  }

  @Override
  public Tensor logProb() {
    return gaussian.logProb(asked);
  }

  @Override
  public Tensor entropy() {
    return gaussian.entropy();
  }

  @Override
  public void send(float[] choices, ActionBatch out) {
    for (int i = 0; i < rows * n; i++) {
      float from = low[i % n];
      float to = high[i % n];
      boolean bounded = Float.isFinite(from) && Float.isFinite(to);
      float x = bounded ? (from + to) / 2 + (to - from) / 2 * choices[i] : choices[i];
      out.values[i] = Math.max(from, Math.min(to, x));
    }
  }

  @Override
  public void explain(int row, Explains.Explanation out) {
    // A bell has neither action values nor probabilities of actions.
  }
}
