package org.palaestra.agents.tabular;

import java.util.Arrays;
import org.palaestra.agents.Greedy;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * What came of each action when it was last tried, as Dyna keeps it: a model of a world without
 * chance. An action that was never tried is thought to lead back to where it starts, without
 * reward.
 */
final class SeenModel implements Stateful {

  private final int actions;
  private final float[] rewards; // [S, A]
  private final int[] nexts; // [S, A] the next state
  private final boolean[] terminated; // [S, A]
  private final boolean[] tried; // [S, A]
  private final long[] times; // [S, A] step at which it was last tried, 0 for never
  private final int[] met; // [S] states that were acted in, in the order of their first time
  private int size;

  /** {@code [S, A]} what is allowed in each state, where that was seen; empty if all always is. */
  private boolean[] allowed = {};

  SeenModel(int states, int actions) {
    this.actions = actions;
    int entries = states * actions;
    rewards = new float[entries];
    nexts = new int[entries];
    Arrays.setAll(nexts, entry -> entry / actions);
    terminated = new boolean[entries];
    tried = new boolean[entries];
    times = new long[entries];
    met = new int[states];
  }

  /** Takes a step that ended at {@code time}. */
  void see(int at, StepBatch before, StepBatch after, int copy, long time) {
    int s = at / actions;
    if (!anyTried(s)) {
      met[size] = s;
      size++;
    }
    rewards[at] = (float) after.rewards[copy];
    nexts[at] = (int) after.successors[copy];
    terminated[at] = after.terminated[copy];
    tried[at] = true;
    times[at] = time;
    if (before.allowed.length > 0) {
      remember(s, before.allowed, copy);
      remember(nexts[at], after.successorAllowed, copy);
    }
  }

  private void remember(int state, boolean[] mask, int copy) {
    if (allowed.length == 0) {
      allowed = new boolean[tried.length];
    }
    System.arraycopy(mask, copy * actions, allowed, state * actions, actions);
  }

  private boolean anyTried(int state) {
    for (int a = 0; a < actions; a++) {
      if (tried[state * actions + a]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Draws a state that was acted in and then an action, each equally likely.
   *
   * @param untried whether actions count that were never tried there
   * @return entry of the table
   */
  int draw(RandomStream random, boolean untried) {
    int from = met[random.nextInt(size)] * actions;
    return from + Greedy.any(actions, untried ? allowed : tried, from, random);
  }

  float reward(int at) {
    return rewards[at];
  }

  long time(int at) {
    return times[at];
  }

  /** max over a′ of Q(s′, a′) for the next state, or 0 where that has no future. */
  float greatest(float[] q, int at) {
    if (terminated[at]) {
      return 0;
    }
    int next = nexts[at] * actions;
    return q[next + Greedy.action(q, next, actions, allowed, next)];
  }

  @Override
  public void save(StateWriter out) {
    out.floats("rewards", rewards);
    out.ints("nexts", nexts);
    out.booleans("terminated", terminated);
    out.booleans("tried", tried);
    out.longs("times", times);
    out.ints("met", Arrays.copyOf(met, size));
    out.booleans("allowed", allowed);
  }

  @Override
  public void restore(StateReader in) {
    in.floats("rewards", rewards);
    in.ints("nexts", nexts, 0, met.length - 1);
    in.booleans("terminated", terminated);
    in.booleans("tried", tried);
    in.longs("times", times);
    int[] stored = new int[in.length("met")];
    in.ints("met", stored, 0, met.length - 1);
    size = stored.length;
    System.arraycopy(stored, 0, met, 0, size);
    allowed = in.booleansOrNone("allowed", tried.length);
    check();
  }

  /** States count as met where something was tried, and something is allowed where tries led. */
  private void check() {
    boolean[] listed = new boolean[met.length];
    for (int i = 0; i < size; i++) {
      if (listed[met[i]]) {
        throw new MismatchException("state %d was met twice for the first time".formatted(met[i]));
      }
      listed[met[i]] = true;
    }
    for (int s = 0; s < met.length; s++) {
      if (anyTried(s) != listed[s]) {
        throw new MismatchException(
            "what was tried in state %d does not fit the states that were met".formatted(s));
      }
    }
    for (int at = 0; at < tried.length; at++) {
      boolean consistent =
          tried[at]
              ? allowed.length == 0 || (allowed[at] && (terminated[at] || anyAllowed(nexts[at])))
              : nexts[at] == at / actions;
      if (!consistent) {
        throw new MismatchException("what is known of entry %d contradicts itself".formatted(at));
      }
    }
  }

  private boolean anyAllowed(int state) {
    for (int a = 0; a < actions; a++) {
      if (allowed[state * actions + a]) {
        return true;
      }
    }
    return false;
  }
}
