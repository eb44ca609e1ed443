package org.palaestra.environments.finite;

import org.palaestra.environment.FiniteMdp;

/** Values by repeated sweeps over a model, to check worlds against published numbers. */
public final class ValueSweeps {

  /** Relative to the largest value: below it, sums may waver for ever. */
  private static final double PRECISION = 1e-15;

  private ValueSweeps() {}

  /** V* of every state. */
  public static double[] optimal(FiniteMdp mdp, double discount) {
    return sweep(mdp, discount, true);
  }

  /** The value of every state when each allowed action is equally likely. */
  public static double[] uniform(FiniteMdp mdp, double discount) {
    return sweep(mdp, discount, false);
  }

  /** What {@code action} in {@code state} is worth if the states are worth {@code values}. */
  public static double actionValue(
      FiniteMdp mdp, double discount, double[] values, int state, int action) {
    double[] value = new double[1];
    mdp.successors(
        state,
        action,
        (probability, next, reward, terminated) ->
            value[0] += probability * (reward + (terminated ? 0 : discount * values[next])));
    return value[0];
  }

  private static double[] sweep(FiniteMdp mdp, double discount, boolean greedy) {
    int actions = mdp.actionSpace().n();
    double[] values = new double[mdp.states()];
    double change = 1;
    double scale = 1;
    while (change > PRECISION * scale) {
      change = 0;
      for (int state = 0; state < values.length; state++) {
        double best = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int allowed = 0;
        for (int action = 0; action < actions; action++) {
          if (!mdp.allowed(state, action)) {
            continue;
          }
          allowed++;
          double value = actionValue(mdp, discount, values, state, action);
          best = Math.max(best, value);
          sum += value;
        }
        double updated = greedy ? best : sum / allowed;
        change = Math.max(change, Math.abs(updated - values[state]));
        values[state] = updated;
        scale = Math.max(scale, Math.abs(updated));
      }
    }
    return values;
  }
}
