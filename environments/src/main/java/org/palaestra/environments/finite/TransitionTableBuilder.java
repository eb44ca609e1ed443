package org.palaestra.environments.finite;

import java.util.Arrays;

/** Collects the outcomes of a {@link TransitionTable} and checks that they make a process. */
public final class TransitionTableBuilder {

  private static final int MOST_STATES = 1 << 24;

  /** How far a sum of probabilities may be from 1. */
  private static final double TOLERANCE = 1e-9;

  final int states;
  final int actions;
  final boolean[] terminal;
  private boolean built;

  int outcomes;
  int[] rows = new int[64];
  double[] probabilities = new double[64];
  int[] successors = new int[64];
  double[] rewards = new double[64];
  boolean[] ends = new boolean[64];

  int startCount;
  int[] starts = new int[4];
  double[] startProbabilities = new double[4];

  TransitionTableBuilder(int states, int actions) {
    if (states < 1 || states > MOST_STATES) {
      throw new IllegalArgumentException(
          "the number of states must be from 1 to " + MOST_STATES + ", got " + states);
    }
    if (actions < 1) {
      throw new IllegalArgumentException(
          "the number of actions must be at least 1, got " + actions);
    }
    Math.multiplyExact(states, actions);
    this.states = states;
    this.actions = actions;
    terminal = new boolean[states];
  }

  /** Lets an episode start in {@code state}; probabilities of 0 are left out. */
  public TransitionTableBuilder start(int state, double probability) {
    checkState(state);
    if (checkProbability(probability) > 0) {
      if (startCount == starts.length) {
        starts = Arrays.copyOf(starts, 2 * startCount);
        startProbabilities = Arrays.copyOf(startProbabilities, 2 * startCount);
      }
      starts[startCount] = state;
      startProbabilities[startCount++] = probability;
    }
    return this;
  }

  /** Ends the process in {@code state}, which must have no outcomes of its own. */
  public TransitionTableBuilder terminal(int state) {
    checkState(state);
    terminal[state] = true;
    return this;
  }

  /** Adds an outcome of {@code action} in {@code state}; probabilities of 0 are left out. */
  public TransitionTableBuilder outcome(
      int state, int action, double probability, int next, double reward) {
    return add(state, action, probability, next, reward, false);
  }

  /**
   * Adds an outcome of {@code action} in {@code state} that ends the process, though {@code next}
   * need not be terminal; probabilities of 0 are left out.
   */
  public TransitionTableBuilder ending(
      int state, int action, double probability, int next, double reward) {
    return add(state, action, probability, next, reward, true);
  }

  private TransitionTableBuilder add(
      int state, int action, double probability, int next, double reward, boolean end) {
    checkState(state);
    checkState(next);
    if (action < 0 || action >= actions) {
      throw new IllegalArgumentException(
          "action must be from 0 to " + (actions - 1) + ", got " + action);
    }
    if (!Double.isFinite(reward)) {
      throw new IllegalArgumentException(
          "the reward of action %d in state %d must be finite, got %s"
              .formatted(action, state, reward));
    }
    if (checkProbability(probability) > 0) {
      if (outcomes == rows.length) {
        rows = Arrays.copyOf(rows, 2 * outcomes);
        probabilities = Arrays.copyOf(probabilities, 2 * outcomes);
        successors = Arrays.copyOf(successors, 2 * outcomes);
        rewards = Arrays.copyOf(rewards, 2 * outcomes);
        ends = Arrays.copyOf(ends, 2 * outcomes);
      }
      rows[outcomes] = state * actions + action;
      probabilities[outcomes] = probability;
      successors[outcomes] = next;
      ends[outcomes] = end;
      rewards[outcomes++] = reward;
    }
    return this;
  }

  /**
   * The table; one that is in use already if it is equal.
   *
   * @throws IllegalArgumentException if probabilities do not sum to 1, a terminal state has
   *     outcomes or is a start, or another state has no action
   * @throws IllegalStateException if it was built before
   */
  public TransitionTable build() {
    if (built) {
      throw new IllegalStateException("a builder makes one table; begin another");
    }
    built = true;
    checkOutcomes();
    checkStarts();
    for (int state = 0; state < states; state++) {
      for (int action = 0; terminal[state] && action < actions; action++) {
        outcome(state, action, 1, state, 0);
      }
    }
    return SharedTables.share(new TransitionTable(this));
  }

  private void checkOutcomes() {
    double[] sums = new double[states * actions];
    boolean[] alive = new boolean[states];
    for (int i = 0; i < outcomes; i++) {
      int state = rows[i] / actions;
      if (terminal[state]) {
        throw new IllegalArgumentException(
            "state " + state + " is terminal and cannot have outcomes of its own");
      }
      sums[rows[i]] += probabilities[i];
      alive[state] = true;
    }
    for (int row = 0; row < sums.length; row++) {
      if (sums[row] != 0 && Math.abs(sums[row] - 1) > TOLERANCE) {
        throw new IllegalArgumentException(
            "the outcomes of action %d in state %d have probability %s in all; they must sum to 1"
                .formatted(row % actions, row / actions, sums[row]));
      }
    }
    for (int state = 0; state < states; state++) {
      if (!alive[state] && !terminal[state]) {
        throw new IllegalArgumentException(
            "state " + state + " has no outcomes; add some or make it terminal");
      }
    }
  }

  private void checkStarts() {
    double sum = 0;
    for (int i = 0; i < startCount; i++) {
      if (terminal[starts[i]]) {
        throw new IllegalArgumentException(
            "an episode cannot start in state " + starts[i] + ", which is terminal");
      }
      sum += startProbabilities[i];
    }
    if (Math.abs(sum - 1) > TOLERANCE) {
      throw new IllegalArgumentException(
          "the starts have probability " + sum + " in all; they must sum to 1");
    }
  }

  /** Where each row begins once the outcomes are sorted by row; one more entry ends the last. */
  int[] firstOutcomes() {
    int[] first = new int[states * actions + 1];
    for (int i = 0; i < outcomes; i++) {
      first[rows[i] + 1]++;
    }
    for (int row = 0; row < states * actions; row++) {
      first[row + 1] += first[row];
    }
    return first;
  }

  private void checkState(int state) {
    if (state < 0 || state >= states) {
      throw new IllegalArgumentException(
          "state must be from 0 to " + (states - 1) + ", got " + state);
    }
  }

  private static double checkProbability(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability must be in [0, 1], got " + probability);
    }
    return probability;
  }
}
