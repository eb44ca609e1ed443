package org.palaestra.agents.policy;

import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Needs;

/**
 * PPO with a memory of the episode, an LSTM or GRUs, for what is not all to be seen (Pleines,
 * Pallasch, Zimmer and Preuss, "Generalization, mayhems and limits in recurrent proximal policy
 * optimization", 2022). On-policy.
 *
 * <p>A rollout keeps what was remembered when it began. Its updates begin with that, replay all
 * steps of a copy through time, forget where an episode begins, and send gradients back to the
 * rollout's first step and no farther. Minibatches are made of copies, not of steps. The value of
 * what comes after the last step, or after a truncated one, is asked for with all that is
 * remembered by then.
 *
 * @see Ppo
 */
public final class RecurrentPpo {

  private RecurrentPpo() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "recurrent-ppo",
        "ppo with an LSTM or GRUs, for what cannot all be seen at once",
        "Pleines et al., \"Generalization, mayhems and limits in recurrent proximal policy"
            + " optimization\", 2022",
        RecurrentPpoSettings.classicControl(),
        Needs::nothing,
        500_000,
        8,
        (context, settings) ->
            new Ppo(context, settings.plain(), new Trunk.Remembering(settings.network())));
  }
}
