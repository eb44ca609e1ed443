package org.palaestra.agents.planning;

import java.util.Arrays;
import org.palaestra.environment.FiniteMdp;

/**
 * A finite model copied into flat arrays, so that a sweep is one pass through memory. Outcomes of
 * state s and action a are those from {@code first[s·A + a]} to {@code first[s·A + a + 1]} − 1.
 *
 * <p>Of the rewards only their mean counts, and outcomes that lead to the same state one after
 * another are put together: Jack's car rental gives each next state with every income that may lead
 * there, twenty times more than a sweep needs.
 */
final class Model {

  final int states;
  final int actions;

  /** {@code [S·A + 1]}. */
  final int[] first;

  /** {@code [S·A]} whether the action can be chosen. */
  final boolean[] allowed;

  /** {@code [S·A]} the expected reward. */
  private final double[] reward;

  private double[] probability = new double[1024];

  /** The next state, or −1 where the process ends and no value follows. */
  private int[] next = new int[1024];

  private int size;

  Model(FiniteMdp mdp) {
    states = mdp.states();
    actions = mdp.actionSpace().n();
    first = new int[states * actions + 1];
    allowed = new boolean[states * actions];
    reward = new double[states * actions];
    for (int s = 0; s < states; s++) {
      for (int a = 0; a < actions; a++) {
        int row = s * actions + a;
        allowed[row] = mdp.allowed(s, a);
        if (allowed[row]) {
          mdp.successors(s, a, (p, next, r, terminated) -> add(row, p, next, r, terminated));
        }
        first[row + 1] = size;
      }
    }
  }

  private void add(int row, double p, int successor, double r, boolean terminated) {
    int target = terminated ? -1 : successor;
    reward[row] += p * r;
    if (size > first[row] && next[size - 1] == target) {
      probability[size - 1] += p;
      return;
    }
    if (size == next.length) {
      probability = Arrays.copyOf(probability, 2 * size);
      next = Arrays.copyOf(next, 2 * size);
    }
    probability[size] = p;
    next[size] = target;
    size++;
  }

  /** Value of action {@code a} in state {@code s} if the states are worth {@code values}. */
  double actionValue(int s, int a, double discount, double[] values) {
    int row = s * actions + a;
    double future = 0;
    for (int i = first[row]; i < first[row + 1]; i++) {
      future += next[i] < 0 ? 0 : probability[i] * values[next[i]];
    }
    return reward[row] + discount * future;
  }
}
