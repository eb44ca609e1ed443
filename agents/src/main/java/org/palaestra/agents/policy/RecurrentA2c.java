package org.palaestra.agents.policy;

import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Needs;

/**
 * A2C with a memory of the episode, an LSTM as in the paper or GRUs, for what is not all to be seen
 * (Mnih et al., "Asynchronous methods for deep reinforcement learning", ICML 2016). On-policy.
 *
 * <p>An update begins with what was remembered when its rollout began, replays all steps of each
 * copy through time, forgets where an episode begins, and sends gradients back to the rollout's
 * first step and no farther.
 *
 * @see A2c
 */
public final class RecurrentA2c {

  private RecurrentA2c() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "recurrent-a2c",
        "a2c with an LSTM or GRUs, for what cannot all be seen at once",
        "Mnih et al., \"Asynchronous methods for deep reinforcement learning\", ICML 2016",
        RecurrentA2cSettings.classicControl(),
        Needs::nothing,
        500_000,
        8,
        (context, settings) ->
            new A2c(context, settings.plain(), new Trunk.Remembering(settings.network())));
  }
}
