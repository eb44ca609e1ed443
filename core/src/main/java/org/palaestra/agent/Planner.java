package org.palaestra.agent;

import org.palaestra.environment.FiniteMdp;

/** Finds a policy from a model, without experience. */
@FunctionalInterface
public interface Planner {

  /**
   * Begins to plan.
   *
   * @param mdp the model; it is not stepped
   * @param discount from 0 to 1
   */
  Planning plan(FiniteMdp mdp, double discount);
}
