package org.palaestra.agents.control;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.settings.Ranges;

/**
 * What can be changed of {@link Ddpg} and {@link Td3}.
 *
 * @param network the layers of actor and critic each
 * @param replay the memory
 * @param actorRate Adam's learning rate of the actor over the training, from 0 to 1
 * @param criticRate Adam's learning rate of the critic over the training, from 0 to 1
 * @param noise standard deviation of what is added to actions while exploring, in parts of half the
 *     action's range, at least 0
 * @param follow τ, how much of the networks goes into their targets at each update, above 0 to 1
 * @param discount γ, from 0 to 1
 */
public record DeterministicSettings(
    BodySettings network,
    ReplaySettings replay,
    Schedule actorRate,
    Schedule criticRate,
    double noise,
    double follow,
    double discount) {

  /** Checks the ranges. */
  public DeterministicSettings {
    actorRate.within("actorRate", 0, 1);
    criticRate.within("criticRate", 0, 1);
    Ranges.notNegative("noise", noise);
    Ranges.positive("follow", follow);
    Ranges.unit("follow", follow);
    Ranges.unit("discount", discount);
  }
}
