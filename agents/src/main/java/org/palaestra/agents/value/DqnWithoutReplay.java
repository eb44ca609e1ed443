package org.palaestra.agents.value;

import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.LinearLayers;
import org.palaestra.agents.replay.NewestSampling;

/**
 * DQN without its memory, to see what the memory is for: it learns from the newest transition of
 * each copy alone, in the order in which they come (the ablation of Mnih et al., "Human-level
 * control through deep reinforcement learning", Nature 2015, extended data table 3). Samples are
 * correlated, and each is seen once. Off-policy, like {@link Dqn}.
 */
public final class DqnWithoutReplay {

  private DqnWithoutReplay() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "dqn-without-replay",
        "dqn that learns from the newest transitions alone, as an ablation",
        "Mnih et al., \"Human-level control through deep reinforcement learning\", Nature 2015",
        OnlineSettings.classicControl(),
        Needs::discreteActions,
        500_000,
        1,
        DqnWithoutReplay::create);
  }

  private static Agent create(AgentContext context, OnlineSettings settings) {
    Task task = new Task(context);
    int newest = task.copies;
    Learning wanted = settings.learning();
    // A step of all copies is one batch: more than one update of it would be replay.
    if (wanted.updates() > 1) {
      throw new IllegalArgumentException(
          "learning.updates must be 1, since more would be replay, got " + wanted.updates());
    }
    Learning learning =
        new Learning(Math.max(newest, wanted.every()), 1, wanted.rate(), wanted.loss());
    ReplaySettings replay = new ReplaySettings(newest, newest, newest, 1);
    return ValueLearner.of(
        task,
        Course.of(replay, learning, settings.targetEvery()),
        replay,
        settings.discount(),
        settings.exploration(),
        NewestSampling::new,
        () -> QNetwork.plain(task, settings.network(), LinearLayers.PLAIN),
        (online, target, batch) -> Dqn.objective(online, target, batch, learning.loss()));
  }
}
