package org.palaestra.agents.planning;

/** Finds out what a policy is worth, in one go. */
@FunctionalInterface
public interface PolicyEvaluator {

  /**
   * Evaluates.
   *
   * @param discount γ, from 0 to 1
   * @param values {@code [S]} receives the value of each state under the policy
   * @throws IllegalArgumentException if the policy has no value, as one that never arrives has none
   *     without discount
   */
  void evaluate(Model model, TabularPolicy policy, double discount, double[] values);
}
