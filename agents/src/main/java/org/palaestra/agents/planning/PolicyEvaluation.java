package org.palaestra.agents.planning;

import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Planner;
import org.palaestra.agent.Planning;
import org.palaestra.agent.PlanningAgent;
import org.palaestra.agents.Needs;
import org.palaestra.environment.FiniteMdp;

/**
 * Iterative policy evaluation, in place, of the policy that takes every allowed action with the
 * same probability (Sutton and Barto, 2018, section 4.1):
 *
 * <pre>V(s) ← Σ over a of π(a | s) Σ p(s′, r | s, a) [r + γ V(s′)]</pre>
 *
 * <p>What it hands out is greedy for these values: one step of policy improvement.
 */
public final class PolicyEvaluation implements Planner {

  private final double tolerance;

  /** With the largest change at which to stop. */
  public PolicyEvaluation(double tolerance) {
    this.tolerance = tolerance;
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "policy-evaluation",
        "evaluates acting by chance on a known model, and improves on it once",
        "Sutton and Barto, 2018, section 4.1",
        new ValueIteration.ValueIterationSettings(0.99, 1e-12),
        Needs::model,
        100_000,
        1,
        (context, settings) ->
            new PlanningAgent(
                new PolicyEvaluation(settings.tolerance()),
                context.model().orElseThrow(),
                settings.discount(),
                context.copies()));
  }

  @Override
  public Planning plan(FiniteMdp mdp, double discount) {
    return new Sweeps(new Model(mdp), discount, tolerance);
  }

  private static final class Sweeps extends ModelPlanning {

    private final double tolerance;

    Sweeps(Model model, double discount, double tolerance) {
      super(model, discount);
      this.tolerance = tolerance;
    }

    @Override
    public boolean sweep() {
      residual = 0;
      for (int s = 0; s < model.states; s++) {
        double sum = 0;
        int count = 0;
        for (int a = 0; a < model.actions; a++) {
          if (model.allows(s, a)) {
            sum += model.actionValue(s, a, discount, values);
            count++;
          }
        }
        if (count > 0) {
          residual = Math.max(residual, Math.abs(sum / count - values[s]));
          values[s] = sum / count;
        }
      }
      return residual > tolerance;
    }
  }
}
