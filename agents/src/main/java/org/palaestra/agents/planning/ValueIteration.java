package org.palaestra.agents.planning;

import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Planner;
import org.palaestra.agent.Planning;
import org.palaestra.agent.PlanningAgent;
import org.palaestra.agents.Needs;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.settings.Ranges;

/**
 * Value iteration, in place (Bellman, 1957; Sutton and Barto, 2018, section 4.4):
 *
 * <pre>V(s) ← max over a of Σ p(s′, r | s, a) [r + γ V(s′)]</pre>
 *
 * <p>Sweeps go on until no value moves by more than the tolerance. A transition that ends the
 * process brings its reward and no future.
 */
public final class ValueIteration implements Planner {

  /**
   * What can be changed.
   *
   * @param discount γ, from 0 to 1
   * @param tolerance largest change of a value in the last sweep, above 0
   */
  public record ValueIterationSettings(double discount, double tolerance) {

    /** Checks the ranges. */
    public ValueIterationSettings {
      Ranges.unit("discount", discount);
      ModelPlanning.checkTolerance(tolerance);
    }
  }

  private final double tolerance;

  /** With the largest change at which to stop. */
  public ValueIteration(double tolerance) {
    this.tolerance = tolerance;
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "value-iteration",
        "plans on a known model, sweep by sweep",
        "Bellman, \"Dynamic Programming\", 1957; Sutton and Barto, 2018, section 4.4",
        new ValueIterationSettings(0.99, 1e-12),
        Needs::model,
        100_000,
        1,
        (context, settings) ->
            new PlanningAgent(
                new ValueIteration(settings.tolerance),
                context.model().orElseThrow(),
                settings.discount,
                context.copies()));
  }

  @Override
  public Planning plan(FiniteMdp mdp, double discount) {
    return plan(new Model(mdp), discount);
  }

  /** Begins to plan on a model that may be {@linkplain Model#read read anew} between two sweeps. */
  public Planning plan(Model model, double discount) {
    return new Sweeps(model, discount, tolerance);
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
        double best = model.bestValue(s, discount, values);
        if (best > Double.NEGATIVE_INFINITY) {
          residual = Math.max(residual, Math.abs(best - values[s]));
          values[s] = best;
        }
      }
      return residual > tolerance;
    }
  }
}
