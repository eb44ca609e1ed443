package org.palaestra.agents.bandit;

import java.util.random.RandomGenerator;
import org.palaestra.agent.Explains;
import org.palaestra.store.Stateful;

/** What is known of the arms of N bandits, and how one is chosen. */
interface Estimates extends Stateful {

  /** Says that {@code copy} is a new bandit. */
  void forget(int copy);

  /** Takes what {@code arm} paid. */
  void learn(int copy, int arm, float reward);

  /**
   * Chooses an arm.
   *
   * @param allowed mask, empty if all are allowed
   * @param maskOffset where that of this copy starts
   */
  int choose(int copy, boolean[] allowed, int maskOffset, RandomGenerator random);

  /** Explains the last choice. */
  void explain(int copy, Explains.Explanation out);
}
