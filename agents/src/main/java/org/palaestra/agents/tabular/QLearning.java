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
 * Q-learning (Watkins, 1989; Sutton and Barto, 2018, section 6.5), off-policy:
 *
 * <pre>Q(s, a) ← Q(s, a) + α [r + γ max over a′ of Q(s′, a′) − Q(s, a)]</pre>
 *
 * <p>A terminated transition has no future; a truncated one has.
 */
public final class QLearning implements Agent {

  private final ActionValues values;
  private final float gamma;

  private QLearning(AgentContext context, ControlSettings settings) {
    values = new ActionValues(context, settings);
    gamma = (float) settings.discount();
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "q-learning",
        "learns a table of action values off-policy",
        "Watkins, \"Learning from delayed rewards\", 1989; Sutton and Barto, 2018, section 6.5",
        ControlSettings.standard(),
        Needs::table,
        500_000,
        1,
        QLearning::new);
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
      float r = (float) after.rewards[copy];
      float y = r + gamma * values.greatest(after, copy);
      values.update(values.at(before, taken, copy), y, alpha);
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
  }

  @Override
  public void restore(StateReader in) {
    values.restore(in);
  }
}
