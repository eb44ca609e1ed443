package org.palaestra.agents.planning;

import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/** One action for each state of a model, and what it is worth to follow it. */
public final class TabularPolicy {

  /** Differences below this part of a value are rounding, not improvement. */
  private static final double ROUNDING = 1e-12;

  private static final int NONE = -1;

  private final Model model;

  /** {@code [S]}; −1 where no action can be chosen. */
  final int[] actions;

  /** The first action that can be chosen, everywhere. */
  public TabularPolicy(Model model) {
    this.model = model;
    actions = new int[model.states];
    for (int s = 0; s < model.states; s++) {
      actions[s] = NONE;
      for (int a = model.actions - 1; a >= 0; a--) {
        if (model.allows(s, a)) {
          actions[s] = a;
        }
      }
    }
  }

  /** What is done in a state, or −1 where nothing can be done. */
  public int action(int s) {
    return actions[s];
  }

  /**
   * One sweep of evaluation, in place: V(s) ← Σ p(s′, r | s, π(s)) [r + γ V(s′)].
   *
   * @return the largest change of a value
   */
  public double evaluate(double discount, double[] values) {
    double residual = 0;
    for (int s = 0; s < model.states; s++) {
      if (actions[s] != NONE) {
        double value = model.actionValue(s, actions[s], discount, values);
        residual = Math.max(residual, Math.abs(value - values[s]));
        values[s] = value;
      }
    }
    return residual;
  }

  /**
   * Improvement: π(s) ← an action of the greatest value, the old one if it is one of them.
   *
   * @return whether any action changed
   */
  public boolean improve(double discount, double[] values) {
    boolean changed = false;
    for (int s = 0; s < model.states; s++) {
      if (actions[s] == NONE) {
        continue;
      }
      double best = model.actionValue(s, actions[s], discount, values);
      for (int a = 0; a < model.actions; a++) {
        if (model.allows(s, a)) {
          double value = model.actionValue(s, a, discount, values);
          if (value > best + ROUNDING * Math.max(1, Math.abs(best))) {
            best = value;
            actions[s] = a;
            changed = true;
          }
        }
      }
    }
    return changed;
  }

  void save(StateWriter out) {
    out.ints("policy", actions);
  }

  void restore(StateReader in) {
    int[] stored = new int[actions.length];
    in.ints("policy", stored, NONE, model.actions - 1);
    for (int s = 0; s < stored.length; s++) {
      if (stored[s] == NONE ? actions[s] != NONE : !model.allows(s, stored[s])) {
        throw new MismatchException(
            "the policy does %d in state %d, which cannot be done".formatted(stored[s], s));
      }
    }
    System.arraycopy(stored, 0, actions, 0, stored.length);
  }
}
