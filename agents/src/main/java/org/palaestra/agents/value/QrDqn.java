package org.palaestra.agents.value;

import static org.palaestra.nn.Functions.reshape;
import static org.palaestra.nn.Functions.rowMeans;

import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.LinearLayers;
import org.palaestra.agents.replay.UniformSampling;
import org.palaestra.nn.Tensor;

/**
 * Learns quantiles of the distribution of returns (Dabney et al., "Distributional reinforcement
 * learning with quantile regression", 2018, algorithm 1). Off-policy.
 *
 * <pre>Q(s, a) = mean over i of θ(i; s, a),  a* = arg max over a′ of Q(s′, a′; θ⁻)
 * y(j) = r + γ θ(j; s′, a*; θ⁻)
 * L(θ) = mean over the batch of Σ over i of the mean over j of ρ(y(j) − θ(i; s, a); τ̂(i), κ)</pre>
 *
 * <p>Adam's ε is 0.01 / B; the paper has 0.01 / 32 with batches of 32.
 */
public final class QrDqn {

  private QrDqn() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "qr-dqn",
        "learns quantiles of the distribution of returns",
        "Dabney et al., \"Distributional reinforcement learning with quantile regression\","
            + " AAAI 2018",
        QrDqnSettings.classicControl(),
        Needs::discreteActions,
        500_000,
        1,
        QrDqn::create);
  }

  private static Agent create(AgentContext context, QrDqnSettings settings) {
    Task task = new Task(context);
    int quantiles = settings.quantiles().count();
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
                QNetwork.linear(LinearLayers.PLAIN, task.actions * quantiles),
                theta -> means(theta, quantiles)),
        (online, target, batch) -> {
          Tensor thetaNext = target.outputs(batch.nextStates); // [B, A · Z]
          return new QuantileErrors(
              online,
              batch,
              quantiles,
              settings.quantiles().kappa(),
              thetaNext,
              means(thetaNext, quantiles));
        });
  }

  /** {@code [B, A · Z]} to {@code [B, A]}. */
  private static Tensor means(Tensor theta, int quantiles) {
    return rowMeans(reshape(theta, theta.extent(0), theta.extent(1) / quantiles, quantiles));
  }
}
