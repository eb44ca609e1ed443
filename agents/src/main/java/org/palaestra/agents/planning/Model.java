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
public final class Model {

  /** S. */
  public final int states;

  /** A. */
  public final int actions;

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

  /** The row that is being read. */
  private int row;

  private final FiniteMdp.SuccessorVisitor reader = this::add;

  /** Copies a model. */
  public Model(FiniteMdp mdp) {
    states = mdp.states();
    actions = mdp.actionSpace().n();
    first = new int[states * actions + 1];
    allowed = new boolean[states * actions];
    reward = new double[states * actions];
    read(mdp);
  }

  /**
   * Copies a model with as many states and actions over this one: plans on it then go on from the
   * values that they have. Allocates nothing unless there are more outcomes than ever before.
   */
  public void read(FiniteMdp mdp) {
    if (mdp.states() != states || mdp.actionSpace().n() != actions) {
      throw new IllegalArgumentException(
          "a model of %d states and %d actions cannot take over one of %d and %d"
              .formatted(states, actions, mdp.states(), mdp.actionSpace().n()));
    }
    size = 0;
    Arrays.fill(reward, 0);
    for (int s = 0; s < states; s++) {
      for (int a = 0; a < actions; a++) {
        row = s * actions + a;
        allowed[row] = mdp.allowed(s, a);
        if (allowed[row]) {
          mdp.successors(s, a, reader);
        }
        first[row + 1] = size;
      }
    }
  }

  private void add(double p, int successor, double r, boolean terminated) {
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
  public double actionValue(int s, int a, double discount, double[] values) {
    int row = s * actions + a;
    double future = 0;
    for (int i = first[row]; i < first[row + 1]; i++) {
      future += next[i] < 0 ? 0 : probability[i] * values[next[i]];
    }
    return reward[row] + discount * future;
  }

  /** Whether an action can be chosen in a state. */
  public boolean allows(int s, int a) {
    return allowed[s * actions + a];
  }

  /** The expected reward of an action that can be chosen. */
  public double expectedReward(int s, int a) {
    return reward[s * actions + a];
  }

  /** Takes where an action may lead. */
  @FunctionalInterface
  public interface OutcomeVisitor {

    /** Takes a next state that has a future, and its probability. */
    void visit(int next, double probability);
  }

  /** Gives each next state that has a future; one may come in parts. */
  public void outcomes(int s, int a, OutcomeVisitor visitor) {
    int row = s * actions + a;
    for (int i = first[row]; i < first[row + 1]; i++) {
      if (next[i] >= 0) {
        visitor.visit(next[i], probability[i]);
      }
    }
  }

  /** The greatest action value of a state, or −∞ where no action can be chosen. */
  double bestValue(int s, double discount, double[] values) {
    double best = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < actions; a++) {
      if (allowed[s * actions + a]) {
        best = Math.max(best, actionValue(s, a, discount, values));
      }
    }
    return best;
  }
}
