package org.palaestra.agents.value;

import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.LinearLayers;
import org.palaestra.agents.replay.UniformSampling;
import org.palaestra.nn.Tensor;

/**
 * DQN in which one network chooses and the other judges, so that errors are not mistaken for values
 * (van Hasselt, Guez and Silver, "Deep reinforcement learning with double Q-learning", 2016).
 * Off-policy.
 *
 * <pre>a* = arg max over a′ of Q(s′, a′; θ)
 * y = r + γ Q(s′, a*; θ⁻), or r where s′ terminated</pre>
 */
public final class DoubleDqn {

  private DoubleDqn() {}

  /** How it is registered, with the settings of {@link Dqn}; untuned. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "double-dqn",
        "dqn in which one network chooses and the other judges",
        "van Hasselt, Guez and Silver, \"Deep reinforcement learning with double Q-learning\","
            + " AAAI 2016",
        DqnSettings.classicControl(),
        Needs::discreteActions,
        500_000,
        1,
        DoubleDqn::create);
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

  /** V(s′) = Q(s′, arg max over a′ of Q(s′, a′; θ); θ⁻). */
  static Objective objective(QNetwork online, QNetwork target, Batch batch, Learning.Loss loss) {
    Tensor choosing = online.values(batch.nextStates); // [B, A]
    Tensor judging = target.values(batch.nextStates); // [B, A]
    return new TdErrors(
        online, batch, loss, row -> batch.valueOf(judging, batch.greedy(choosing, row), row));
  }
}
