package org.palaestra.agents.exploration;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Greedy;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Optimism about what was seldom tried: the action with the greatest upper confidence bound (Auer,
 * Cesa-Bianchi and Fischer, "Finite-time analysis of the multiarmed bandit problem", 2002; Sutton
 * and Barto, 2018, equation 2.10), equals by chance:
 *
 * <pre>Q(s, a) + c √(ln N(s) / N(s, a))</pre>
 *
 * <p>N(s, a) counts choices, N(s) is their sum over the actions. What was never tried comes first.
 */
public final class UpperConfidence implements Exploration {

  private final int actions;
  private final Schedule schedule;
  private final long total;
  private final int[] visits; // [S, A]
  private final float[] bounds; // [A]
  private double c;

  /**
   * With its schedule.
   *
   * @param states S
   * @param actions A; the values of state s must be those from s·A on
   * @param c at least 0
   * @param total steps of the whole training
   */
  public UpperConfidence(int states, int actions, Schedule c, long total) {
    this.actions = actions;
    schedule = c;
    this.total = total;
    visits = new int[Math.multiplyExact(states, actions)];
    bounds = new float[actions];
    at(0);
  }

  @Override
  public void at(long step) {
    c = schedule.at(step, total);
  }

  private void bound(float[] values, int offset) {
    long tries = 0;
    for (int a = 0; a < actions; a++) {
      tries += visits[offset + a];
    }
    double logarithm = tries > 0 ? StrictMath.log((double) tries) : 0;
    for (int a = 0; a < actions; a++) {
      int n = visits[offset + a];
      bounds[a] =
          n == 0
              ? Float.POSITIVE_INFINITY
              : (float) (values[offset + a] + c * Math.sqrt(logarithm / n));
    }
  }

  @Override
  public int choose(
      float[] values, int offset, boolean[] allowed, int maskOffset, RandomGenerator random) {
    bound(values, offset);
    int chosen = Greedy.actionBreakingTies(bounds, 0, actions, allowed, maskOffset, random);
    visits[offset + chosen]++;
    return chosen;
  }

  @Override
  public void probabilities(
      float[] values, int offset, boolean[] allowed, int maskOffset, float[] out) {
    bound(values, offset);
    float greatest = bounds[Greedy.action(bounds, 0, actions, allowed, maskOffset)];
    int ties = 0;
    for (int a = 0; a < actions; a++) {
      boolean may = allowed.length == 0 || allowed[maskOffset + a];
      out[a] = may && bounds[a] == greatest ? 1 : 0;
      ties += (int) out[a];
    }
    for (int a = 0; a < actions; a++) {
      out[a] /= ties;
    }
  }

  /** Forgets the choices in one state, whose values start at {@code offset}. */
  public void forget(int offset) {
    Arrays.fill(visits, offset, offset + actions, 0);
  }

  @Override
  public void report(long step, MetricSink metrics) {
    metrics.record("exploration/confidence", schedule.at(step, total));
  }

  @Override
  public void save(StateWriter out) {
    out.ints("visits", visits);
  }

  @Override
  public void restore(StateReader in) {
    in.ints("visits", visits);
  }
}
