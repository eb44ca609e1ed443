package org.palaestra.agents.value;

import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.LinearLayers;
import org.palaestra.agents.replay.UniformSampling;

/**
 * DQN that explores by its weights: they are drawn anew for each step and each update, and how
 * widely is learned (Fortunato et al., "Noisy networks for exploration", 2018, section 3.1). There
 * is no ε. Off-policy.
 *
 * <pre>y = r + γ max over a′ of Q(s′, a′; θ⁻, ε′)
 * L(θ) = mean over the batch of (Q(s, a; θ, ε) − y)²</pre>
 *
 * <p>The finished policy acts with the means of the weights.
 */
public final class NoisyDqn {

  private NoisyDqn() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "noisy-dqn",
        "dqn that explores by noise in its weights",
        "Fortunato et al., \"Noisy networks for exploration\", ICLR 2018",
        NoisySettings.classicControl(),
        Needs::discreteActions,
        500_000,
        1,
        NoisyDqn::create);
  }

  private static Agent create(AgentContext context, NoisySettings settings) {
    Task task = new Task(context);
    return ValueLearner.of(
        task,
        Course.of(settings.replay(), settings.learning(), settings.targetEvery()),
        settings.replay(),
        settings.discount(),
        EpsilonSettings.none(),
        UniformSampling::new,
        () -> QNetwork.plain(task, settings.network(), LinearLayers.noisy(settings.noise())),
        (online, target, batch) ->
            Dqn.objective(online, target, batch, settings.learning().loss()));
  }
}
