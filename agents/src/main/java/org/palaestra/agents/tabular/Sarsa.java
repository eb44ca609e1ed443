package org.palaestra.agents.tabular;

import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agents.Needs;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * SARSA (Rummery and Niranjan, "On-line Q-learning using connectionist systems", 1994; Sutton and
 * Barto, 2018, section 6.4), on-policy:
 *
 * <pre>Q(s, a) ← Q(s, a) + α [r + γ Q(s′, a′) − Q(s, a)]</pre>
 *
 * <p>An update waits until the next action a′ was taken. A terminated transition has no future. A
 * truncated one has, but no next action: there Q(s′, a′) is what the behaviour can expect in s′.
 */
public final class Sarsa implements Agent {

  private final ActionValues values;
  private final float gamma;
  private final Waiting waiting;

  private Sarsa(AgentContext context, ControlSettings settings) {
    values = new ActionValues(context, settings);
    gamma = (float) settings.discount();
    waiting = new Waiting(values.copies, values.q.length);
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "sarsa",
        "learns the action values of its own exploring policy",
        "Rummery and Niranjan, \"On-line Q-learning using connectionist systems\", 1994",
        ControlSettings.standard(),
        Needs::table,
        500_000,
        1,
        Sarsa::new);
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
      int at = values.at(before, taken, copy);
      if (waiting.has(before, copy)) {
        float y = waiting.reward(copy) + gamma * values.q[at];
        values.update(waiting.at(copy), y, alpha);
      }
      float r = (float) after.rewards[copy];
      if (after.ended(copy)) {
        values.update(at, r + gamma * values.expected(after, copy), alpha);
        waiting.none(copy);
      } else {
        waiting.set(copy, at, r);
      }
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
    out.object("waiting", waiting);
  }

  @Override
  public void restore(StateReader in) {
    values.restore(in);
    in.object("waiting", waiting);
  }
}
