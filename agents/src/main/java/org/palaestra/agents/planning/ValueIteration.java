package org.palaestra.agents.planning;

import java.util.Arrays;
import org.palaestra.agent.Actor;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Explains;
import org.palaestra.agent.Planner;
import org.palaestra.agent.Planning;
import org.palaestra.agent.PlanningAgent;
import org.palaestra.agent.Policy;
import org.palaestra.agents.Greedy;
import org.palaestra.agents.Needs;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.StepBatch;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

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
      if (!(discount >= 0 && discount <= 1)) {
        throw new IllegalArgumentException("discount must be in [0, 1], got " + discount);
      }
      if (!(tolerance > 0 && tolerance < 1)) {
        throw new IllegalArgumentException("tolerance must be in (0, 1), got " + tolerance);
      }
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
    return new Sweeps(new Model(mdp), discount, tolerance);
  }

  private static final class Sweeps implements Planning {

    private final Model model;
    private final double discount;
    private final double tolerance;
    private final double[] values;
    private double residual = Double.MAX_VALUE;

    Sweeps(Model model, double discount, double tolerance) {
      this.model = model;
      this.discount = discount;
      this.tolerance = tolerance;
      values = new double[model.states];
    }

    @Override
    public boolean sweep() {
      residual = 0;
      for (int s = 0; s < model.states; s++) {
        double best = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < model.actions; a++) {
          if (model.allowed[s * model.actions + a]) {
            best = Math.max(best, model.actionValue(s, a, discount, values));
          }
        }
        if (best > Double.NEGATIVE_INFINITY) {
          residual = Math.max(residual, Math.abs(best - values[s]));
          values[s] = best;
        }
      }
      return residual > tolerance;
    }

    @Override
    public double[] values() {
      return values;
    }

    @Override
    public double residual() {
      return residual;
    }

    @Override
    public Policy policy() {
      return copies -> new GreedyActor(this, copies);
    }

    @Override
    public void save(StateWriter out) {
      out.doubles("values", values);
      out.number("residual", residual);
    }

    @Override
    public void restore(StateReader in) {
      in.doubles("values", values);
      residual = in.number("residual");
    }
  }

  /** Looks one step ahead, and explains what it saw. */
  private static final class GreedyActor implements Actor, Explains {

    private final Sweeps plan;

    /** {@code [N, A]} action values of the last choice. */
    private final float[] q;

    private final int[] states;

    GreedyActor(Sweeps plan, int copies) {
      this.plan = plan;
      q = new float[copies * plan.model.actions];
      states = new int[copies];
    }

    @Override
    public void act(StepBatch now, ActionBatch out, java.util.random.RandomGenerator[] streams) {
      int actions = plan.model.actions;
      for (int copy = 0; copy < states.length; copy++) {
        int s = (int) now.observations[copy * now.width()];
        states[copy] = s;
        for (int a = 0; a < actions; a++) {
          q[copy * actions + a] = (float) plan.model.actionValue(s, a, plan.discount, plan.values);
        }
        out.indices[copy] =
            Greedy.action(q, copy * actions, actions, plan.model.allowed, s * actions);
      }
    }

    @Override
    public void explain(int copy, Explanation out) {
      int actions = plan.model.actions;
      out.actionValues(Arrays.copyOfRange(q, copy * actions, (copy + 1) * actions));
      out.stateValue(plan.values[states[copy]]);
    }
  }
}
