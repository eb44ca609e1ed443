package org.palaestra.agents.value;

import java.util.function.UnaryOperator;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.LinearLayers;
import org.palaestra.agents.replay.UniformSampling;

/**
 * Double DQN whose network tells the value of a state from what an action adds to it (Wang et al.,
 * "Dueling network architectures for deep reinforcement learning", 2016). Off-policy.
 *
 * <pre>Q(s, a) = V(s) + A(s, a) − mean over a′ of A(s, a′)</pre>
 *
 * <p>As in the paper it learns by the target of {@link DoubleDqn}, with gradients cut to norm 10.
 */
public final class DuelingDqn {

  private DuelingDqn() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "dueling-dqn",
        "double-dqn whose network has a stream for values and one for advantages",
        "Wang et al., \"Dueling network architectures for deep reinforcement learning\", ICML 2016",
        DuelingSettings.classicControl(),
        Needs::discreteActions,
        500_000,
        1,
        DuelingDqn::create);
  }

  private static Agent create(AgentContext context, DuelingSettings settings) {
    Task task = new Task(context);
    return ValueLearner.of(
        task,
        Course.of(settings.replay(), settings.learning(), settings.targetEvery())
            .cutting(settings.longestGradient()),
        settings.replay(),
        settings.discount(),
        settings.exploration(),
        UniformSampling::new,
        () ->
            new QNetwork(
                task,
                settings.network(),
                LinearLayers.PLAIN,
                (weights, width) ->
                    new DuelingHead(
                        weights,
                        LinearLayers.PLAIN,
                        width,
                        settings.streams().hidden(),
                        task.actions,
                        1),
                UnaryOperator.identity()),
        (online, target, batch) ->
            DoubleDqn.objective(online, target, batch, settings.learning().loss()));
  }
}
