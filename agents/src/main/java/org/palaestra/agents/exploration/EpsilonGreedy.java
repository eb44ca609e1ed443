package org.palaestra.agents.exploration;

import java.util.random.RandomGenerator;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Greedy;

/**
 * With probability ε any allowed action, else one of the greatest value; equals are drawn by chance
 * (Sutton and Barto, 2018, section 2.2).
 */
public final class EpsilonGreedy implements Exploration {

  private final int actions;
  private final Schedule schedule;
  private final long total;
  private double epsilon;

  /**
   * With its schedule.
   *
   * @param actions A
   * @param epsilon from 0 to 1
   * @param total steps of the whole training
   */
  public EpsilonGreedy(int actions, Schedule epsilon, long total) {
    this.actions = actions;
    schedule = epsilon;
    this.total = total;
    at(0);
  }

  @Override
  public void at(long step) {
    epsilon = schedule.at(step, total);
  }

  @Override
  public int choose(
      float[] values, int offset, boolean[] allowed, int maskOffset, RandomGenerator random) {
    return random.nextDouble() < epsilon
        ? Greedy.any(actions, allowed, maskOffset, random)
        : Greedy.actionBreakingTies(values, offset, actions, allowed, maskOffset, random);
  }

  @Override
  public void probabilities(
      float[] values, int offset, boolean[] allowed, int maskOffset, float[] out) {
    float greatest = values[offset + Greedy.action(values, offset, actions, allowed, maskOffset)];
    int choices = 0;
    int ties = 0;
    for (int a = 0; a < actions; a++) {
      if (allowed.length == 0 || allowed[maskOffset + a]) {
        choices++;
        ties += values[offset + a] == greatest ? 1 : 0;
      }
    }
    for (int a = 0; a < actions; a++) {
      double p = 0;
      if (allowed.length == 0 || allowed[maskOffset + a]) {
        p = epsilon / choices + (values[offset + a] == greatest ? (1 - epsilon) / ties : 0);
      }
      out[a] = (float) p;
    }
  }

  @Override
  public void report(long step, MetricSink metrics) {
    metrics.record("exploration/epsilon", schedule.at(step, total));
  }
}
