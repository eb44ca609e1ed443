package org.palaestra.agents.search;

import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agents.Needs;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.space.Discrete;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * UCT, upper confidence bounds applied to trees (Kocsis and Szepesvári, "Bandit based Monte-Carlo
 * planning", 2006): before each step it tries actions in a simulator that starts where the copy
 * stands, and then takes the one whose mean return was the greatest.
 *
 * <p>It learns nothing that outlives an episode: training is playing. {@link UctSearch} is the
 * algorithm. It knows the whole state, which observations may hide, but not what will happen by
 * chance.
 *
 * <p>It sees what play by chance can find. Where that hardly meets a reward, as on the slippery
 * lake from far away, it needs tens of thousands of simulations, and where rewards on the way lead
 * away from a greater one, as in the deep sea, as many as chance would (Coquelin and Munos, "Bandit
 * algorithms for tree search", 2007).
 */
public final class Uct implements Agent {

  private final Policy policy;
  private final UctActor behaviour;

  private Uct(AgentContext context, UctSettings settings) {
    int actions = ((Discrete) context.actions()).n();
    policy = copies -> new UctActor(settings, actions, copies, context.threads());
    behaviour = new UctActor(settings, actions, context.copies(), context.threads());
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "uct",
        "tries actions in a simulator before it takes one",
        "Kocsis and Szepesvári, \"Bandit based Monte-Carlo planning\", ECML 2006",
        UctSettings.standard(),
        Needs::simulation,
        1_000,
        1,
        Uct::new);
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
  public void observe(StepBatch before, ActionBatch actions, StepBatch after) {
    // Its actor sees what came of an action when it acts again.
  }

  @Override
  public void learn(MetricSink metrics) {
    behaviour.report(metrics);
  }

  @Override
  public void save(StateWriter out) {
    // The trees are the actor's.
  }

  @Override
  public void restore(StateReader in) {
    // The trees are the actor's.
  }
}
