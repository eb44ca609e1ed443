package org.palaestra.agents.tabular;

import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Needs;
import org.palaestra.agents.Traces;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * TD(λ) (Sutton, "Learning to predict by the methods of temporal differences", 1988; Sutton and
 * Barto, 2018, section 12.2): learns what states are worth to a policy that is given, on-policy.
 * One error moves every state that led to it, in proportion to a trace z that fades.
 *
 * <pre>δ = r + γ V(s′) − V(s)
 * z(s) ← z(s) + 1, or 1 where traces are replaced (Singh and Sutton, 1996)
 * V ← V + α δ z for all states, then z ← γ λ z</pre>
 *
 * <p>A terminated transition has no future; a truncated one has. Each copy has traces of its own.
 */
public final class TdLambda implements Agent {

  /**
   * What can be changed.
   *
   * @param policy the action for each state, or nothing for any allowed action, each equally likely
   * @param discount γ, from 0 to 1
   * @param learningRate α over the training, from 0 to 1
   * @param initialValue what every state is worth before it was met
   * @param lambda λ, from 0 to 1
   * @param traces whether visits add up
   */
  public record TdLambdaSettings(
      int[] policy,
      double discount,
      Schedule learningRate,
      double initialValue,
      double lambda,
      Traces.Kind traces) {

    /** Checks the ranges. */
    public TdLambdaSettings {
      policy = policy.clone();
      new PredictionSettings(policy, discount, learningRate, initialValue);
      Ranges.unit("lambda", lambda);
    }

    /** As the other agents that predict, with λ = 0.8 and accumulating traces. Untuned. */
    public static TdLambdaSettings standard() {
      PredictionSettings usual = PredictionSettings.standard();
      return new TdLambdaSettings(
          usual.policy(),
          usual.discount(),
          usual.learningRate(),
          usual.initialValue(),
          0.8,
          Traces.Kind.ACCUMULATING);
    }

    /** A copy of the actions. */
    @Override
    public int[] policy() {
      return policy.clone();
    }

    PredictionSettings prediction() {
      return new PredictionSettings(policy, discount, learningRate, initialValue);
    }
  }

  private final StateValues values;
  private final float gamma;
  private final float fading;
  private final Traces[] traces; // [N]

  private TdLambda(AgentContext context, TdLambdaSettings settings) {
    values = new StateValues(context, settings.prediction());
    gamma = (float) settings.discount;
    fading = (float) (settings.discount * settings.lambda);
    traces = Traces.of(values.copies, settings.traces, values.v.length);
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "td-lambda",
        "predicts what a given policy earns, with eligibility traces",
        "Sutton, \"Learning to predict by the methods of temporal differences\", 1988",
        TdLambdaSettings.standard(),
        Needs::table,
        100_000,
        1,
        TdLambda::new);
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
  public boolean improves() {
    return false;
  }

  @Override
  public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
    float alpha = values.alpha();
    for (int copy = 0; copy < values.copies; copy++) {
      Traces z = traces[copy];
      if (before.starts[copy]) {
        z.clear();
      }
      int s = values.at(before, copy);
      float r = (float) after.rewards[copy];
      float delta = r + gamma * values.next(after, copy) - values.v[s];
      z.visit(s);
      z.update(values.v, alpha * delta);
      z.fade(fading);
      values.erred(delta);
    }
    values.advance();
  }

  @Override
  public void learn(MetricSink metrics) {
    values.report(metrics);
  }

  @Override
  public void save(StateWriter out) {
    values.save(out);
    Traces.save(traces, out);
  }

  @Override
  public void restore(StateReader in) {
    values.restore(in);
    Traces.restore(traces, in);
  }
}
