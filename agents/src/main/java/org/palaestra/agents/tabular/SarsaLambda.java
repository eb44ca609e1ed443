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
import org.palaestra.agents.exploration.ExplorationSettings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * SARSA(λ) (Rummery and Niranjan, 1994; Sutton and Barto, 2018, sections 12.2 and 12.7), on-policy:
 * one error moves every pair that led to it, in proportion to a trace z that fades.
 *
 * <pre>δ = r + γ Q(s′, a′) − Q(s, a)
 * z(s, a) ← z(s, a) + 1, or 1 where traces are replaced (Singh and Sutton, 1996)
 * Q ← Q + α δ z for all pairs, then z ← γ λ z</pre>
 *
 * <p>A terminated transition has no future; for a truncated one Q(s′, a′) is what the behaviour can
 * expect in s′. Each copy has traces of its own.
 */
public final class SarsaLambda implements Agent {

  /**
   * What can be changed.
   *
   * @param discount γ, from 0 to 1
   * @param learningRate α over the training, from 0 to 1
   * @param exploration how the behaviour departs from what seems best
   * @param initialValue what every action is worth before it was tried
   * @param lambda λ, from 0 to 1
   * @param traces whether visits add up
   */
  public record SarsaLambdaSettings(
      double discount,
      Schedule learningRate,
      ExplorationSettings exploration,
      double initialValue,
      double lambda,
      Traces.Kind traces) {

    /** Checks the ranges. */
    public SarsaLambdaSettings {
      new ControlSettings(discount, learningRate, exploration, initialValue);
      Ranges.unit("lambda", lambda);
    }

    /**
     * As the other agents of the package, with λ = 0.9, replacing traces and a lower rate at first.
     * Untuned.
     */
    public static SarsaLambdaSettings standard() {
      ControlSettings control = ControlSettings.standard();
      return new SarsaLambdaSettings(
          control.discount(),
          new Schedule(0.2, 0.01, 1),
          control.exploration(),
          control.initialValue(),
          0.9,
          Traces.Kind.REPLACING);
    }

    ControlSettings control() {
      return new ControlSettings(discount, learningRate, exploration, initialValue);
    }
  }

  private final ActionValues values;
  private final float gamma;
  private final float fading;
  private final Waiting waiting;
  private final Traces[] traces; // [N]

  private SarsaLambda(AgentContext context, SarsaLambdaSettings settings) {
    values = new ActionValues(context, settings.control());
    gamma = (float) settings.discount;
    fading = (float) (settings.discount * settings.lambda);
    waiting = new Waiting(values.copies, values.q.length);
    traces = Traces.of(values.copies, settings.traces, values.q.length);
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "sarsa-lambda",
        "sarsa with eligibility traces",
        "Rummery and Niranjan, 1994; Singh and Sutton, \"Reinforcement learning with replacing eligibility traces\", 1996",
        SarsaLambdaSettings.standard(),
        Needs::table,
        500_000,
        1,
        SarsaLambda::new);
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
    float alpha = values.alpha();
    for (int copy = 0; copy < values.copies; copy++) {
      Traces z = traces[copy];
      int at = values.at(before, taken, copy);
      if (before.starts[copy]) {
        z.clear();
      }
      if (waiting.has(before, copy)) {
        update(z, waiting.at(copy), waiting.reward(copy), values.q[at], alpha);
      }
      z.visit(at);
      float r = (float) after.rewards[copy];
      if (after.ended(copy)) {
        update(z, at, r, values.expected(after, copy), alpha);
        waiting.none(copy);
      } else {
        waiting.set(copy, at, r);
      }
    }
    values.advance();
  }

  private void update(Traces z, int at, float r, float future, float alpha) {
    float delta = r + gamma * future - values.q[at];
    z.update(values.q, alpha * delta);
    z.fade(fading);
    values.erred(delta);
  }

  @Override
  public void learn(MetricSink metrics) {
    values.report(metrics);
  }

  @Override
  public void save(StateWriter out) {
    values.save(out);
    out.object("waiting", waiting);
    Traces.save(traces, out);
  }

  @Override
  public void restore(StateReader in) {
    values.restore(in);
    in.object("waiting", waiting);
    Traces.restore(traces, in);
  }
}
