package org.palaestra.agents.value;

import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.LinearLayers;
import org.palaestra.nn.Tensor;

/**
 * Six improvements of DQN together: double choice, priorities, dueling streams, n steps,
 * distributions and noisy weights (Hessel et al., "Rainbow: combining improvements in deep
 * reinforcement learning", 2018). Off-policy.
 *
 * <pre>a* = arg max over a′ of Σ z p(z | s′, a′; θ)
 * m = the distribution of r + γ r′ + … + γⁿ z with z as of (s′, a*; θ⁻), brought onto the atoms
 * L(θ) = mean over the batch of −w Σ m log p(s, a; θ),  priority KL(m ‖ p)</pre>
 *
 * <p>The layers of the streams are noisy; those of the body, convolutions in the paper, are not.
 * Adam's ε is 1.5e-4, as in the paper; gradients are cut to norm 10, as in that of the dueling
 * streams.
 */
public final class Rainbow {

  private static final double ADAM_EPSILON = 1.5e-4;

  private Rainbow() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "rainbow",
        "double, prioritised, dueling, n-step, distributional and noisy dqn in one",
        "Hessel et al., \"Rainbow: combining improvements in deep reinforcement learning\","
            + " AAAI 2018",
        RainbowSettings.classicControl(),
        Needs::discreteActions,
        500_000,
        1,
        Rainbow::create);
  }

  private static Agent create(AgentContext context, RainbowSettings settings) {
    Task task = new Task(context);
    Support support = new Support(settings.atoms());
    RainbowSettings.Network network = settings.network();
    return ValueLearner.of(
        task,
        Course.of(settings.replay(), settings.learning(), ADAM_EPSILON, settings.targetEvery())
            .cutting(settings.longestGradient()),
        settings.replay(),
        settings.discount(),
        EpsilonSettings.none(),
        memory -> settings.priorities().sampling(memory, task),
        () ->
            new QNetwork(
                task,
                network.body(),
                LinearLayers.PLAIN,
                (weights, width) ->
                    new DuelingHead(
                        weights,
                        LinearLayers.noisy(network.noise()),
                        width,
                        network.streams().hidden(),
                        task.actions,
                        support.atoms),
                logits -> support.mean(support.probabilities(logits))),
        (online, target, batch) -> objective(online, target, batch, support));
  }

  /** The online network chooses, and the target network's distribution is moved. */
  private static Objective objective(
      QNetwork online, QNetwork target, Batch batch, Support support) {
    Tensor choosing = online.values(batch.nextStates); // [B, A]
    Tensor pNext = support.probabilities(target.outputs(batch.nextStates)); // [B, A, Z]
    return new CategoricalErrors(online, batch, support, pNext, row -> batch.greedy(choosing, row));
  }
}
