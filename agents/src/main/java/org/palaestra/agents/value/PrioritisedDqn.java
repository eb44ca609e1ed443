package org.palaestra.agents.value;

import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.LinearLayers;

/**
 * Double DQN that goes back more often to what it was wrong about (Schaul et al., "Prioritized
 * experience replay", 2016, algorithm 1, proportional). Off-policy.
 *
 * <pre>P(i) = p(i)^α / Σ p^α with p = |δ| + ε,  w(i) = (N P(i))^−β / max w
 * L(θ) = mean over the batch of w δ²</pre>
 */
public final class PrioritisedDqn {

  private PrioritisedDqn() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "prioritised-dqn",
        "double-dqn that replays more often what it was wrong about",
        "Schaul et al., \"Prioritized experience replay\", ICLR 2016",
        PrioritisedSettings.classicControl(),
        Needs::discreteActions,
        500_000,
        1,
        PrioritisedDqn::create);
  }

  private static Agent create(AgentContext context, PrioritisedSettings settings) {
    Task task = new Task(context);
    return ValueLearner.of(
        task,
        Course.of(settings.replay(), settings.learning(), settings.targetEvery()),
        settings.replay(),
        settings.discount(),
        settings.exploration(),
        memory -> settings.priorities().sampling(memory, task),
        () -> QNetwork.plain(task, settings.network(), LinearLayers.PLAIN),
        (online, target, batch) ->
            DoubleDqn.objective(online, target, batch, settings.learning().loss()));
  }
}
