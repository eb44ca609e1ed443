package org.palaestra.agents.control;

import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Needs;

/**
 * Deep deterministic policy gradients (Lillicrap et al., "Continuous control with deep
 * reinforcement learning", ICLR 2016, algorithm 1), with normal noise for the paper's correlated
 * one, as has become usual, and with neither its batch normalisation nor its decay of weights;
 * actions come into the critic with what is observed, not behind its first layer. Off-policy.
 *
 * <pre>y = r + γ Q⁻(s′, μ⁻(s′)), or r where s′ terminated
 * L(θ) = mean (Q(s, a) − y)²,  ∇J = mean of ∇Q(s, μ(s))</pre>
 */
public final class Ddpg {

  private static final DeterministicLearner.Form FORM = new DeterministicLearner.Form(1, 1, 0, 0);

  private Ddpg() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "ddpg",
        "learns continuous actions with a critic and target networks",
        "Lillicrap et al., \"Continuous control with deep reinforcement learning\", ICLR 2016",
        Td3.pendulum(),
        Needs::boundedActions,
        20_000,
        1,
        Ddpg::create);
  }

  private static Agent create(AgentContext context, DeterministicSettings settings) {
    return new DeterministicLearner(context, settings, FORM);
  }
}
