package org.palaestra.agents.control;

import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.BodySettings;

/**
 * Twin delayed deep deterministic policy gradients (Fujimoto, van Hoof and Meger, "Addressing
 * function approximation error in actor-critic methods", ICML 2018, algorithm 1). Off-policy: DDPG
 * with two critics, of which the lower value counts, noise on the target's action, and an actor
 * that moves at every second update.
 *
 * <pre>a′ = clip(μ⁻(s′) + clip(ε, −c, c), −1, 1), ε ~ N(0, σ)
 * y = r + γ min(Q₁⁻(s′, a′), Q₂⁻(s′, a′)), or r where s′ terminated
 * L(θ) = Σ mean (Qᵢ(s, a) − y)²,  ∇J = mean of ∇Q₁(s, μ(s))</pre>
 */
public final class Td3 {

  private static final DeterministicLearner.Form FORM =
      new DeterministicLearner.Form(2, 2, 0.2, 0.5);

  private Td3() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "td3",
        "learns continuous actions with two critics and a slow actor",
        "Fujimoto, van Hoof and Meger, \"Addressing function approximation error in actor-critic methods\", ICML 2018",
        pendulum(),
        Needs::boundedActions,
        20_000,
        1,
        Td3::create);
  }

  /**
   * After those for Pendulum in RL Baselines3 Zoo (Raffin, 2020), with layers of 64 for 400 and 300
   * and the first update after 1,000 steps for 10,000; untuned.
   */
  static DeterministicSettings pendulum() {
    return new DeterministicSettings(
        BodySettings.of(64, 64),
        new ReplaySettings(200_000, 1_000, 256, 1),
        Schedule.constant(1e-3),
        Schedule.constant(1e-3),
        0.1,
        0.005,
        0.98);
  }

  private static Agent create(AgentContext context, DeterministicSettings settings) {
    return new DeterministicLearner(context, settings, FORM);
  }
}
