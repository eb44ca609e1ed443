package org.palaestra.agents.baseline;

import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agents.Greedy;
import org.palaestra.agents.Needs;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Acts by chance and learns nothing. Discrete actions are uniform over the allowed ones; a
 * continuous action is uniform between its bounds, and standard normal where a bound is infinite.
 */
public final class RandomAgent implements Agent {

  private final Policy policy;
  private final Actor behaviour;

  private RandomAgent(AgentContext context) {
    policy = copies -> actor(context.actions(), copies);
    behaviour = policy.actor(context.copies());
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "random",
        "acts by chance: what any learner should beat",
        "none",
        new AgentDefinition.NoSettings(),
        Needs::nothing,
        10_000,
        1,
        (context, settings) -> new RandomAgent(context));
  }

  private static Actor actor(Space actions, int copies) {
    if (actions instanceof Discrete discrete) {
      return (now, out, streams) -> {
        for (int copy = 0; copy < copies; copy++) {
          out.indices[copy] =
              Greedy.any(discrete.n(), now.allowed, copy * discrete.n(), streams[copy]);
        }
      };
    }
    Box box = (Box) actions;
    float[] low = box.low();
    float[] high = box.high();
    return (now, out, streams) -> {
      for (int copy = 0; copy < copies; copy++) {
        for (int i = 0; i < low.length; i++) {
          out.values[copy * low.length + i] =
              Float.isFinite(low[i]) && Float.isFinite(high[i])
                  ? low[i] + (high[i] - low[i]) * streams[copy].nextFloat()
                  : (float) streams[copy].nextGaussian();
        }
      }
    };
  }

  @Override
  public Actor behaviour() {
    return behaviour;
  }

  @Override
  public Policy target() {
    return policy;
  }

  @Override
  public boolean improves() {
    return false;
  }

  @Override
  public void observe(StepBatch before, ActionBatch actions, StepBatch after) {
    // Nothing is learned.
  }

  @Override
  public void learn(MetricSink metrics) {
    // Nothing is learned.
  }

  @Override
  public void save(StateWriter out) {
    // There is no state.
  }

  @Override
  public void restore(StateReader in) {
    // There is no state.
  }
}
