package org.palaestra.agents.planning;

import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Planner;
import org.palaestra.agent.Planning;
import org.palaestra.agent.PlanningAgent;
import org.palaestra.agents.Needs;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.settings.Ranges;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Policy iteration (Howard, 1960; Sutton and Barto, 2018, section 4.3): the policy is evaluated by
 * sweeps until no value moves by more than the tolerance, then made greedy, until it stays as it
 * is.
 *
 * <p>With few sweeps between two improvements it is modified policy iteration (Puterman and Shin,
 * "Modified policy iteration algorithms for discounted Markov decision problems", 1978). A limit is
 * needed where nothing is discounted, too: a policy that never arrives has no value to settle at.
 */
public final class PolicyIteration implements Planner {

  /**
   * What can be changed.
   *
   * @param discount γ, from 0 to 1
   * @param tolerance largest change of a value in the last sweep of an evaluation, above 0
   * @param evaluationSweeps most sweeps between two improvements, at least 1
   */
  public record PolicyIterationSettings(double discount, double tolerance, int evaluationSweeps) {

    /** Checks the ranges. */
    public PolicyIterationSettings {
      Ranges.unit("discount", discount);
      ModelPlanning.checkTolerance(tolerance);
      Ranges.atLeast("evaluationSweeps", 1, evaluationSweeps);
    }
  }

  private final double tolerance;
  private final int evaluationSweeps;

  /** With the largest change at which to stop, and the most sweeps between two improvements. */
  public PolicyIteration(double tolerance, int evaluationSweeps) {
    this.tolerance = tolerance;
    this.evaluationSweeps = evaluationSweeps;
  }

  /**
   * Policy iteration whose evaluations are exact: each sweep evaluates once and improves.
   *
   * @param evaluator finds the values
   */
  public static Planner exact(PolicyEvaluator evaluator) {
    return (mdp, discount) -> new Rounds(new Model(mdp), discount, evaluator);
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return definition(
        "policy-iteration",
        "plans on a known model by evaluating and improving a policy",
        "Howard, \"Dynamic Programming and Markov Processes\", 1960; Sutton and Barto, 2018, section 4.3",
        1000);
  }

  /** How it is registered with a few sweeps between two improvements. */
  public static AgentDefinition<?> modified() {
    return definition(
        "modified-policy-iteration",
        "plans on a known model by evaluating a policy a little and improving it",
        "Puterman and Shin, \"Modified policy iteration algorithms for discounted Markov decision problems\", 1978",
        5);
  }

  private static AgentDefinition<?> definition(
      String id, String summary, String citation, int evaluationSweeps) {
    return new AgentDefinition<>(
        id,
        summary,
        citation,
        new PolicyIterationSettings(0.99, 1e-12, evaluationSweeps),
        Needs::model,
        100_000,
        1,
        (context, settings) ->
            new PlanningAgent(
                new PolicyIteration(settings.tolerance, settings.evaluationSweeps),
                context.model().orElseThrow(),
                settings.discount,
                context.copies()));
  }

  @Override
  public Planning plan(FiniteMdp mdp, double discount) {
    return new Sweeps(new Model(mdp), discount);
  }

  private final class Sweeps extends ModelPlanning {

    private final TabularPolicy policy;
    private int sweeps; // since the last improvement

    Sweeps(Model model, double discount) {
      super(model, discount);
      policy = new TabularPolicy(model);
    }

    @Override
    public boolean sweep() {
      residual = policy.evaluate(discount, values);
      sweeps++;
      boolean evaluated = residual <= tolerance;
      if (!evaluated && sweeps < evaluationSweeps) {
        return true;
      }
      sweeps = 0;
      boolean changed = policy.improve(discount, values);
      return changed || !evaluated;
    }

    @Override
    public void save(StateWriter out) {
      super.save(out);
      policy.save(out);
      out.integer("sweeps", sweeps);
    }

    @Override
    public void restore(StateReader in) {
      super.restore(in);
      policy.restore(in);
      sweeps = Math.toIntExact(in.integer("sweeps"));
    }
  }

  private static final class Rounds extends ModelPlanning {

    private final TabularPolicy policy;
    private final PolicyEvaluator evaluator;
    private final double[] before;

    Rounds(Model model, double discount, PolicyEvaluator evaluator) {
      super(model, discount);
      policy = new TabularPolicy(model);
      this.evaluator = evaluator;
      before = new double[model.states];
    }

    @Override
    public boolean sweep() {
      System.arraycopy(values, 0, before, 0, before.length);
      evaluator.evaluate(model, policy, discount, values);
      residual = 0;
      for (int s = 0; s < before.length; s++) {
        residual = Math.max(residual, Math.abs(values[s] - before[s]));
      }
      return policy.improve(discount, values);
    }

    @Override
    public void save(StateWriter out) {
      super.save(out);
      policy.save(out);
    }

    @Override
    public void restore(StateReader in) {
      super.restore(in);
      policy.restore(in);
    }
  }
}
