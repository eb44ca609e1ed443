package org.palaestra.agents.tabular;

import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Planning;
import org.palaestra.agent.Policy;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Needs;
import org.palaestra.agents.exploration.ExplorationSettings;
import org.palaestra.agents.planning.Model;
import org.palaestra.agents.planning.ValueIteration;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Certainty equivalence (Kumar and Varaiya, "Stochastic systems: estimation, identification, and
 * adaptive control", 1986; Sutton and Barto, 2018, section 8.1): counts transitions, plans on the
 * model that they make most likely as if it were the true one, and acts on that plan. Off-policy:
 * the model does not depend on who acted.
 *
 * <pre>V(s) ← max over a of r(s, a) + γ Σ p(s′ | s, a) V(s′)</pre>
 *
 * <p>{@link EstimatedMdp} says how pairs count that were hardly tried. With {@code known} = m and
 * {@code unknownValue} = R<sub>max</sub> / (1 − γ), the best return there can be, and without other
 * exploration this is R-MAX (Brafman and Tennenholtz, 2002), which goes to what it does not know.
 */
public final class CertaintyEquivalence implements Agent {

  /** Largest change of a value at which a plan is good enough. */
  private static final double TOLERANCE = 1e-9;

  /**
   * What can be changed.
   *
   * @param discount γ, from 0 to 1
   * @param exploration how the behaviour departs from what seems best
   * @param known m, how often a pair of state and action must have been tried to be known, from 1
   * @param unknownValue what a pair is worth that is not known
   * @param interval environment steps from one plan to the next, at least 1
   * @param sweeps sweeps of value iteration that a plan takes at most, at least 1; each plan goes
   *     on from the values of the one before
   */
  public record CertaintyEquivalenceSettings(
      double discount,
      ExplorationSettings exploration,
      int known,
      double unknownValue,
      int interval,
      int sweeps) {

    /** Checks the ranges. */
    public CertaintyEquivalenceSettings {
      Ranges.discount(discount);
      Ranges.atLeast("known", known, 1);
      Ranges.finite("unknownValue", unknownValue);
      Ranges.atLeast("interval", interval, 1);
      Ranges.atLeast("sweeps", sweeps, 1);
    }

    /** Our own, untuned. */
    static CertaintyEquivalenceSettings standard() {
      return new CertaintyEquivalenceSettings(
          0.99, ControlSettings.standard().exploration(), 1, 0, 100, 100);
    }

    /** The table is planned, not learned: there is no rate. */
    private ControlSettings control() {
      return new ControlSettings(discount, Schedule.constant(0), exploration, unknownValue);
    }
  }

  private final CertaintyEquivalenceSettings settings;
  private final ActionValues values;
  private final EstimatedMdp estimate;
  private final Model model;
  private final Planning planning;
  private long planned; // steps before the last plan

  private CertaintyEquivalence(AgentContext context, CertaintyEquivalenceSettings settings) {
    this.settings = settings;
    values = new ActionValues(context, settings.control());
    estimate =
        new EstimatedMdp(values.states, values.actions, settings.known, settings.unknownValue);
    model = new Model(estimate);
    planning = new ValueIteration(TOLERANCE).plan(model, settings.discount);
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "certainty-equivalence",
        "estimates a model by counting and plans on it",
        "Kumar and Varaiya, \"Stochastic systems: estimation, identification, and adaptive"
            + " control\", 1986; Sutton and Barto, 2018, section 8.1",
        CertaintyEquivalenceSettings.standard(),
        Needs::table,
        100_000,
        1,
        CertaintyEquivalence::new);
  }

  @Override
  public Actor behaviour() {
    return values.behaviour();
  }

  @Override
  public Policy target() {
    return values.target();
  }

  @Override
  public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
    for (int copy = 0; copy < values.copies; copy++) {
      estimate.count(before, taken.indices[copy], after, copy);
    }
    values.advance();
    if (values.steps() - planned >= settings.interval) {
      planned = values.steps();
      plan();
    }
  }

  private void plan() {
    model.read(estimate);
    int sweeps = 1;
    while (planning.sweep() && sweeps < settings.sweeps) {
      sweeps++;
    }
    for (int s = 0; s < values.states; s++) {
      for (int a = 0; a < values.actions; a++) {
        if (model.allows(s, a)) {
          values.q[s * values.actions + a] =
              (float) model.actionValue(s, a, settings.discount, planning.values());
        }
      }
    }
  }

  @Override
  public void learn(MetricSink metrics) {
    if (values.steps() == planned) {
      metrics.record("model/known", estimate.knownPairs());
      metrics.record("residual", planning.residual());
    }
    values.report(metrics);
  }

  @Override
  public void save(StateWriter out) {
    values.save(out);
    out.object("estimate", estimate);
    out.object("planning", planning);
    out.integer("planned", planned);
  }

  @Override
  public void restore(StateReader in) {
    values.restore(in);
    in.object("estimate", estimate);
    in.object("planning", planning);
    planned = in.integer("planned");
  }
}
