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
 * TD(0) (Sutton, "Learning to predict by the methods of temporal differences", 1988; Sutton and
 * Barto, 2018, section 6.1): learns what states are worth to a policy that is given, on-policy.
 *
 * <pre>V(s) ← V(s) + α [r + γ V(s′) − V(s)]</pre>
 *
 * <p>A terminated transition has no future; a truncated one has.
 */
public final class TdZero implements Agent {

  private final StateValues values;
  private final float gamma;

  private TdZero(AgentContext context, PredictionSettings settings) {
    values = new StateValues(context, settings);
    gamma = (float) settings.discount();
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "td-0",
        "predicts what a given policy earns, from each step",
        "Sutton, \"Learning to predict by the methods of temporal differences\", 1988",
        PredictionSettings.standard(),
        Needs::table,
        100_000,
        1,
        TdZero::new);
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
      float r = (float) after.rewards[copy];
      float y = r + gamma * values.next(after, copy);
      values.update(values.at(before, copy), y, alpha);
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
