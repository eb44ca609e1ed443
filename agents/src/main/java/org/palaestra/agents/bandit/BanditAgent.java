package org.palaestra.agents.bandit;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.Explains;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agents.Needs;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.space.Discrete;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Plays bandits. An episode is one bandit, and the next one another; so everything is learned by
 * the actor, from the rewards of the episode that it plays, and forgotten when that begins anew.
 * Target and behaviour are the same.
 */
final class BanditAgent implements Agent {

  private final Policy policy;
  private final Actor behaviour;

  /**
   * With what it knows of the arms.
   *
   * @param arms A
   * @param estimates makes those of N copies
   */
  BanditAgent(AgentContext context, int arms, IntFunction<Estimates> estimates) {
    policy = copies -> new Player(estimates.apply(copies), arms, copies);
    behaviour = policy.actor(context.copies());
  }

  /** Numbered arms and nothing to see. */
  static Optional<String> needs(AgentContext context) {
    Optional<String> problem = Needs.table(context);
    if (problem.isEmpty() && ((Discrete) context.observations()).n() > 1) {
      return Optional.of(
          "plays bandits, where there is nothing to see; %s has %s: use q-learning"
              .formatted(context.spec().id(), context.observations().describe()));
    }
    return problem;
  }

  static int arms(AgentContext context) {
    return ((Discrete) context.actions()).n();
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
    // The actor learns when it acts next.
  }

  @Override
  public void learn(MetricSink metrics) {
    // Nothing outlasts an episode.
  }

  @Override
  public void save(StateWriter out) {
    // Everything is the actor's.
  }

  @Override
  public void restore(StateReader in) {
    // Everything is the actor's.
  }

  private static final class Player implements Actor, Explains {

    private final Estimates estimates;
    private final int arms;
    private final int[] pulled; // [N], −1 before the first

    Player(Estimates estimates, int arms, int copies) {
      this.estimates = estimates;
      this.arms = arms;
      pulled = new int[copies];
      Arrays.fill(pulled, -1);
    }

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      for (int copy = 0; copy < pulled.length; copy++) {
        if (now.starts[copy]) {
          estimates.forget(copy);
        } else if (pulled[copy] >= 0) {
          estimates.learn(copy, pulled[copy], (float) now.rewards[copy]);
        }
        pulled[copy] = estimates.choose(copy, now.allowed, copy * arms, streams[copy]);
        out.indices[copy] = pulled[copy];
      }
    }

    @Override
    public void explain(int copy, Explanation out) {
      estimates.explain(copy, out);
    }

    @Override
    public void save(StateWriter out) {
      out.ints("pulled", pulled);
      out.object("estimates", estimates);
    }

    @Override
    public void restore(StateReader in) {
      in.ints("pulled", pulled, -1, arms - 1);
      in.object("estimates", estimates);
    }
  }
}
