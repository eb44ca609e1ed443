package org.palaestra.agents.value;

import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.LinearLayers;
import org.palaestra.agents.replay.UniformSampling;
import org.palaestra.nn.Tensor;

/**
 * Learns the distribution of returns on fixed atoms, 51 in the paper (Bellemare, Dabney and Munos,
 * "A distributional perspective on reinforcement learning", 2017, algorithm 1). Off-policy.
 *
 * <pre>Q(s, a) = Σ z p(z | s, a),  a* = arg max over a′ of Q(s′, a′; θ⁻)
 * m = the distribution of r + γ z with z as of (s′, a*; θ⁻), brought onto the atoms
 * L(θ) = mean over the batch of −Σ m log p(s, a; θ)</pre>
 *
 * <p>Adam's ε is 0.01 / B, as in the paper.
 */
public final class C51 {

  private C51() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "c51",
        "learns the distribution of returns on fixed atoms",
        "Bellemare, Dabney and Munos, \"A distributional perspective on reinforcement learning\","
            + " ICML 2017",
        C51Settings.classicControl(),
        Needs::discreteActions,
        500_000,
        1,
        C51::create);
  }

  private static Agent create(AgentContext context, C51Settings settings) {
    Task task = new Task(context);
    Support support = new Support(settings.atoms());
    ReplaySettings replay = settings.replay();
    return ValueLearner.of(
        task,
        Course.of(replay, settings.learning(), 0.01 / replay.batch(), settings.targetEvery()),
        replay,
        settings.discount(),
        settings.exploration(),
        UniformSampling::new,
        () ->
            new QNetwork(
                task,
                settings.network(),
                LinearLayers.PLAIN,
                QNetwork.linear(LinearLayers.PLAIN, task.actions * support.atoms),
                logits -> support.mean(support.probabilities(logits))),
        (online, target, batch) -> objective(online, target, batch, support));
  }

  /** The target network chooses, and its distribution is moved. */
  private static Objective objective(
      QNetwork online, QNetwork target, Batch batch, Support support) {
    Tensor pNext = support.probabilities(target.outputs(batch.nextStates)); // [B, A, Z]
    Tensor qNext = support.mean(pNext); // [B, A]
    return new CategoricalErrors(online, batch, support, pNext, row -> batch.greedy(qNext, row));
  }
}
