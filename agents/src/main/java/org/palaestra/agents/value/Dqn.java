package org.palaestra.agents.value;

import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.LinearLayers;
import org.palaestra.agents.replay.UniformSampling;
import org.palaestra.nn.Tensor;

/**
 * Deep Q-network: Q-learning with a neural network, a replay memory and a target network (Mnih et
 * al., "Human-level control through deep reinforcement learning", Nature 2015, algorithm 1). Off-
 * policy.
 *
 * <pre>y = r + γ max over a′ of Q(s′, a′; θ⁻), or r where s′ terminated
 * L(θ) = mean over the batch of (Q(s, a; θ) − y)²</pre>
 *
 * <p>With {@link ReplaySettings#steps} above 1 it is n-step Q-learning from a memory: r becomes r +
 * γ r′ + … of n steps and γ becomes γⁿ, without correction for what the policy would do now (Hessel
 * et al., "Rainbow", 2018).
 */
public final class Dqn {

  private Dqn() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
            "dqn",
            "learns action values with a network, replay and a target network",
            "Mnih et al., \"Human-level control through deep reinforcement learning\", Nature 2015",
            DqnSettings.classicControl(),
            Needs::discreteActions,
            500_000,
            1,
            Dqn::create)
        .with(DqnPresets.all());
  }

  private static Agent create(AgentContext context, DqnSettings settings) {
    Task task = new Task(context);
    return ValueLearner.of(
        task,
        Course.of(settings.replay(), settings.learning(), settings.targetEvery()),
        settings.replay(),
        settings.discount(),
        settings.exploration(),
        UniformSampling::new,
        () -> QNetwork.plain(task, settings.network(), LinearLayers.PLAIN),
        (online, target, batch) -> objective(online, target, batch, settings.learning().loss()));
  }

  /** V(s′) = max over a′ of Q(s′, a′; θ⁻). */
  static Objective objective(QNetwork online, QNetwork target, Batch batch, Learning.Loss loss) {
    Tensor qNext = target.values(batch.nextStates); // [B, A]
    return new TdErrors(
        online, batch, loss, row -> batch.valueOf(qNext, batch.greedy(qNext, row), row));
  }
}
