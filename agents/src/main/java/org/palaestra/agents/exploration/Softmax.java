package org.palaestra.agents.exploration;

import java.util.random.RandomGenerator;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Greedy;

/**
 * Each allowed action with a probability in proportion to exp(Q / τ) (Sutton and Barto, 2018,
 * equation 2.11 with a temperature τ): a high temperature ignores the values, a low one is greedy.
 */
public final class Softmax implements Exploration {

  private final int actions;
  private final Schedule schedule;
  private final long total;
  private final double[] weights; // [A]
  private double temperature;

  /**
   * With its schedule.
   *
   * @param actions A
   * @param temperature τ, above 0
   * @param total steps of the whole training
   */
  public Softmax(int actions, Schedule temperature, long total) {
    this.actions = actions;
    schedule = temperature;
    this.total = total;
    weights = new double[actions];
    at(0);
  }

  @Override
  public void at(long step) {
    temperature = schedule.at(step, total);
  }

  /** Fills the weights, that of the greatest value being 1, and adds them up. */
  private double weigh(float[] values, int offset, boolean[] allowed, int maskOffset) {
    float greatest = values[offset + Greedy.action(values, offset, actions, allowed, maskOffset)];
    double sum = 0;
    for (int a = 0; a < actions; a++) {
      boolean may = allowed.length == 0 || allowed[maskOffset + a];
      double above = (double) values[offset + a] - greatest;
      weights[a] = may ? StrictMath.exp(above / temperature) : 0;
      sum += weights[a];
    }
    return sum;
  }

  @Override
  public int choose(
      float[] values, int offset, boolean[] allowed, int maskOffset, RandomGenerator random) {
    double left = weigh(values, offset, allowed, maskOffset) * random.nextDouble();
    int chosen = -1;
    for (int a = 0; a < actions && (chosen < 0 || left >= 0); a++) {
      // Rounding may leave a little over; then the last that is possible is taken.
      if (weights[a] > 0) {
        chosen = a;
        left -= weights[a];
      }
    }
    return chosen;
  }

  @Override
  public void probabilities(
      float[] values, int offset, boolean[] allowed, int maskOffset, float[] out) {
    double sum = weigh(values, offset, allowed, maskOffset);
    for (int a = 0; a < actions; a++) {
      out[a] = (float) (weights[a] / sum);
    }
  }

  @Override
  public void report(long step, MetricSink metrics) {
    metrics.record("exploration/temperature", schedule.at(step, total));
  }
}
