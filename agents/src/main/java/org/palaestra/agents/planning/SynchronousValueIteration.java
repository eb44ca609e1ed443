package org.palaestra.agents.planning;

import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Planner;
import org.palaestra.agent.Planning;
import org.palaestra.agent.PlanningAgent;
import org.palaestra.agents.Needs;
import org.palaestra.environment.FiniteMdp;

/**
 * Value iteration with two tables (Bellman, 1957): a sweep uses the values of the one before it
 * only.
 *
 * <pre>V(k+1)(s) ← max over a of Σ p(s′, r | s, a) [r + γ V(k)(s′)]</pre>
 */
public final class SynchronousValueIteration implements Planner {

  private final double tolerance;

  /** With the largest change at which to stop. */
  public SynchronousValueIteration(double tolerance) {
    this.tolerance = tolerance;
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "synchronous-value-iteration",
        "plans on a known model, each sweep from the one before",
        "Bellman, \"Dynamic Programming\", 1957; Sutton and Barto, 2018, section 4.4",
        new ValueIteration.ValueIterationSettings(0.99, 1e-12),
        Needs::model,
        100_000,
        1,
        (context, settings) ->
            new PlanningAgent(
                new SynchronousValueIteration(settings.tolerance()),
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
    private final double[] before; // [S]

    Sweeps(Model model, double discount, double tolerance) {
      super(model, discount);
      this.tolerance = tolerance;
      before = new double[model.states];
    }

    @Override
    public boolean sweep() {
      System.arraycopy(values, 0, before, 0, values.length);
      residual = 0;
      for (int s = 0; s < model.states; s++) {
        double best = model.bestValue(s, discount, before);
        if (best > Double.NEGATIVE_INFINITY) {
          residual = Math.max(residual, Math.abs(best - before[s]));
          values[s] = best;
        }
      }
      return residual > tolerance;
    }
  }
}
