package org.palaestra.environments.grid;

import org.palaestra.environment.FiniteMdp;

/** Values by repeated sweeps over a model, to check worlds against published numbers. */
final class ValueSweeps {

  private static final double PRECISION = 1e-14;

  private ValueSweeps() {}

  /** V* of every state. */
  static double[] optimal(FiniteMdp mdp, double discount) {
    return sweep(mdp, discount, true);
  }

  /** The value of every state when each action is equally likely. */
  static double[] uniform(FiniteMdp mdp, double discount) {
    return sweep(mdp, discount, false);
  }

  private static double[] sweep(FiniteMdp mdp, double discount, boolean greedy) {
    int actions = mdp.actionSpace().n();
    double[] values = new double[mdp.states()];
    double change = 1;
    while (change > PRECISION) {
      change = 0;
      for (int state = 0; state < values.length; state++) {
        double best = Double.NEGATIVE_INFINITY;
        double mean = 0;
        for (int action = 0; action < actions; action++) {
          double[] value = new double[1];
          mdp.successors(
              state,
              action,
              (probability, next, reward, terminated) ->
                  value[0] += probability * (reward + (terminated ? 0 : discount * values[next])));
          best = Math.max(best, value[0]);
          mean += value[0] / actions;
        }
        double updated = greedy ? best : mean;
        change = Math.max(change, Math.abs(updated - values[state]));
        values[state] = updated;
      }
    }
    return values;
  }
}
