package org.palaestra.agents.tabular;

import java.util.Arrays;
import org.palaestra.environment.StepBatch;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/** The last step of each copy, while its update waits for the next action. */
final class Waiting implements Stateful {

  private final int entries;
  private final int[] at; // [N] entry of the table, −1 for none
  private final float[] rewards; // [N]

  /**
   * None.
   *
   * @param entries how many the table has
   */
  Waiting(int copies, int entries) {
    this.entries = entries;
    at = new int[copies];
    rewards = new float[copies];
    Arrays.fill(at, -1);
  }

  /** Whether a step waits; one of an episode that is gone does not. */
  boolean has(StepBatch before, int copy) {
    return at[copy] >= 0 && !before.starts[copy];
  }

  int at(int copy) {
    return at[copy];
  }

  float reward(int copy) {
    return rewards[copy];
  }

  void set(int copy, int entry, float reward) {
    at[copy] = entry;
    rewards[copy] = reward;
  }

  void none(int copy) {
    at[copy] = -1;
  }

  @Override
  public void save(StateWriter out) {
    out.ints("at", at);
    out.floats("rewards", rewards);
  }

  @Override
  public void restore(StateReader in) {
    in.ints("at", at, -1, entries - 1);
    in.floats("rewards", rewards);
  }
}
