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
 * Expected SARSA (van Seijen et al., "A theoretical and empirical analysis of expected Sarsa",
 * 2009; Sutton and Barto, 2018, section 6.6), on-policy: the next action is averaged over instead
 * of waited for, which takes its chance out of the target.
 *
 * <pre>Q(s, a) ← Q(s, a) + α [r + γ Σ over a′ of π(a′ | s′) Q(s′, a′) − Q(s, a)]</pre>
 *
 * <p>π is the behaviour. A terminated transition has no future; a truncated one has.
 */
public final class ExpectedSarsa implements Agent {

  private final ActionValues values;
  private final float gamma;

  private ExpectedSarsa(AgentContext context, ControlSettings settings) {
    values = new ActionValues(context, settings);
    gamma = (float) settings.discount();
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "expected-sarsa",
        "learns the action values of its own exploring policy, averaged over what comes next",
        "van Seijen et al., \"A theoretical and empirical analysis of expected Sarsa\", ADPRL 2009",
        ControlSettings.standard(),
        Needs::table,
        500_000,
        1,
        ExpectedSarsa::new);
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
      float y = r + gamma * values.expected(after, copy);
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
