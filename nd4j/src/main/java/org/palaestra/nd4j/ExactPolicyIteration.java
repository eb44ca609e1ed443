package org.palaestra.nd4j;

import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.PlanningAgent;
import org.palaestra.agents.Needs;
import org.palaestra.agents.planning.Model;
import org.palaestra.agents.planning.PolicyIteration;
import org.palaestra.agents.planning.TabularPolicy;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.settings.Ranges;

/**
 * Policy iteration (Howard, 1960) whose policies are evaluated exactly, by solving
 *
 * <pre>(I − γP) V = R</pre>
 *
 * <p>where P holds the probabilities of a policy's transitions that go on, and R its expected
 * rewards (Sutton and Barto, 2018, section 4.1). It takes a few rounds where sweeps take hundreds,
 * and memory for the square of the number of states.
 */
public final class ExactPolicyIteration {

  /** States whose matrix, and LAPACK's copy of it, take 400 MB. */
  private static final int MOST_STATES = 5_000;

  /**
   * What can be changed.
   *
   * @param discount γ, from 0 to below 1: without discount a policy that never arrives has no value
   */
  public record ExactSettings(double discount) {

    /** Checks the range. */
    public ExactSettings {
      Ranges.unit("discount", discount);
      if (discount == 1) {
        throw new IllegalArgumentException(
            "discount must be below 1 to solve for the values, got 1.0; policy-iteration takes 1");
      }
    }
  }

  private ExactPolicyIteration() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "exact-policy-iteration",
        "plans on a known model by solving for the values of each policy, with ND4J",
        "Howard, \"Dynamic Programming and Markov Processes\", 1960; Sutton and Barto, 2018, section 4.1",
        new ExactSettings(0.99),
        Needs::model,
        1_000,
        1,
        (context, settings) ->
            new PlanningAgent(
                PolicyIteration.exact(ExactPolicyIteration::evaluate),
                solvable(context.model().orElseThrow()),
                settings.discount,
                context.copies()));
  }

  /** Refuses a model that is too large, before anything is done. */
  static FiniteMdp solvable(FiniteMdp mdp) {
    long n = mdp.states();
    if (n > MOST_STATES) {
      throw new IllegalArgumentException(
          "%,d states need a matrix of %,d numbers, at most %,d states are solved for: use policy-iteration"
              .formatted(n, n * n, MOST_STATES));
    }
    return mdp;
  }

  /** Solves for what a policy is worth. */
  static void evaluate(Model model, TabularPolicy policy, double discount, double[] values) {
    int n = model.states;
    double[] matrix = new double[n * n];
    double[] rewards = new double[n];
    for (int s = 0; s < n; s++) {
      int row = s * n;
      matrix[row + s] = 1;
      int action = policy.action(s);
      if (action >= 0) {
        rewards[s] = model.expectedReward(s, action);
        model.outcomes(s, action, (next, p) -> matrix[row + next] -= discount * p);
      }
    }
    System.arraycopy(LinearSolver.solve(matrix, rewards), 0, values, 0, n);
  }
}
