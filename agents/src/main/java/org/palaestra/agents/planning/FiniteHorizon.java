package org.palaestra.agents.planning;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.AgentContext;
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
import org.palaestra.settings.Ranges;
import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Backward induction over a known number of steps (Bellman, 1957; Puterman, "Markov Decision
 * Processes", 1994, section 4.5): what is best depends on how many steps are left.
 *
 * <pre>V(0)(s) = 0
 * V(k)(s) = max over a of Σ p(s′, r | s, a) [r + γ V(k−1)(s′)]</pre>
 *
 * <p>With γ = 1 and the time limit of the environment it is the most that any policy can score
 * there on average. Each sweep looks one step further ahead.
 */
public final class FiniteHorizon implements Planner {

  /** Numbers that all tables together may hold: 1 GB. */
  private static final long MOST = 1L << 27;

  /**
   * What can be changed.
   *
   * @param discount γ, from 0 to 1
   * @param horizon steps to plan for; 0 for the environment's time limit
   */
  public record FiniteHorizonSettings(double discount, int horizon) {

    /** Checks the ranges. */
    public FiniteHorizonSettings {
      Ranges.unit("discount", discount);
      Ranges.atLeast("horizon", 0, horizon);
    }
  }

  private final int horizon;

  /** With the number of steps to plan for. */
  public FiniteHorizon(int horizon) {
    this.horizon = horizon;
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "finite-horizon",
        "plans on a known model for a known number of steps",
        "Bellman, \"Dynamic Programming\", 1957; Puterman, \"Markov Decision Processes\", 1994, section 4.5",
        new FiniteHorizonSettings(1, 0),
        Needs::model,
        100_000,
        1,
        (context, settings) ->
            new PlanningAgent(
                new FiniteHorizon(horizon(context, settings)),
                context.model().orElseThrow(),
                settings.discount,
                context.copies()));
  }

  private static int horizon(AgentContext context, FiniteHorizonSettings settings) {
    int steps = settings.horizon > 0 ? settings.horizon : context.spec().timeLimit();
    if (steps == 0) {
      throw new IllegalArgumentException(
          "%s has no time limit: say how many steps to plan for with horizon=STEPS"
              .formatted(context.spec().id()));
    }
    long numbers = (long) (steps + 1) * context.model().orElseThrow().states();
    if (numbers > MOST) {
      throw new IllegalArgumentException(
          "horizon=%d needs a table of %,d numbers, at most %,d are kept: lower horizon"
              .formatted(steps, numbers, MOST));
    }
    return steps;
  }

  @Override
  public Planning plan(FiniteMdp mdp, double discount) {
    return new Sweeps(new Model(mdp), discount, horizon);
  }

  private static final class Sweeps extends ModelPlanning {

    private final double[][] tables; // [H + 1][S] V(k)
    private int ahead; // k of the last table that is done

    Sweeps(Model model, double discount, int horizon) {
      super(model, discount);
      tables = new double[horizon + 1][model.states];
    }

    @Override
    public boolean sweep() {
      if (ahead == tables.length - 1) {
        return false;
      }
      double[] before = tables[ahead];
      double[] now = tables[++ahead];
      residual = 0;
      for (int s = 0; s < model.states; s++) {
        double best = model.bestValue(s, discount, before);
        now[s] = best == Double.NEGATIVE_INFINITY ? 0 : best;
        residual = Math.max(residual, Math.abs(now[s] - before[s]));
      }
      System.arraycopy(now, 0, values, 0, values.length);
      return ahead < tables.length - 1;
    }

    @Override
    public Policy policy() {
      return copies -> new Countdown(this, copies);
    }

    @Override
    public void save(StateWriter out) {
      super.save(out);
      out.integer("ahead", ahead);
      for (int k = 1; k <= ahead; k++) {
        out.doubles("ahead-" + k, tables[k]);
      }
    }

    @Override
    public void restore(StateReader in) {
      super.restore(in);
      ahead = Math.toIntExact(in.integer("ahead"));
      if (ahead < 0 || ahead >= tables.length) {
        throw new MismatchException(
            "the plan looks %d steps ahead, but %d were stored"
                .formatted(tables.length - 1, ahead));
      }
      for (int k = 1; k <= ahead; k++) {
        in.doubles("ahead-" + k, tables[k]);
      }
    }
  }

  /** Greedy for the steps that are left, which it counts by episode. */
  private static final class Countdown implements Actor, Explains {

    private final Sweeps plan;
    private final int[] states; // [N]
    private final int[] done; // [N] steps since the episode began
    private final float[] q; // [N, A]

    Countdown(Sweeps plan, int copies) {
      this.plan = plan;
      states = new int[copies];
      done = new int[copies];
      q = new float[copies * plan.model.actions];
    }

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      Model model = plan.model;
      int actions = model.actions;
      for (int copy = 0; copy < states.length; copy++) {
        if (now.starts[copy]) {
          done[copy] = 0;
        }
        int s = (int) now.observations[copy * now.width()];
        states[copy] = s;
        // Beyond the horizon, or before the plan is made, with as far a look as there is.
        int left = Math.min(plan.ahead, Math.max(1, plan.tables.length - 1 - done[copy]));
        double[] next = plan.tables[Math.max(0, left - 1)];
        for (int a = 0; a < actions; a++) {
          q[copy * actions + a] = (float) model.actionValue(s, a, plan.discount, next);
        }
        out.indices[copy] = Greedy.action(q, copy * actions, actions, model.allowed, s * actions);
        done[copy]++;
      }
    }

    @Override
    public void explain(int copy, Explanation out) {
      int actions = plan.model.actions;
      out.actionValues(Arrays.copyOfRange(q, copy * actions, (copy + 1) * actions));
      int left = plan.tables.length - done[copy];
      out.stateValue(plan.tables[Math.max(0, Math.min(plan.ahead, left))][states[copy]]);
    }

    @Override
    public void save(StateWriter out) {
      out.ints("done", done);
    }

    @Override
    public void restore(StateReader in) {
      in.ints("done", done, 0, Integer.MAX_VALUE);
    }
  }
}
