package org.palaestra.agents.control;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.settings.Ranges;

/**
 * What can be changed of {@link Sac}.
 *
 * @param network the layers of actor and critics each
 * @param replay the memory
 * @param rate Adam's learning rate of actor, critics and temperature over the training, from 0 to 1
 * @param temperature α at the start, above 0
 * @param learnTemperature whether α is moved so that the entropy comes to −A, A being the number of
 *     numbers in an action
 * @param follow τ, how much of the critics goes into their targets at each update, above 0 to 1
 * @param discount γ, from 0 to 1
 */
public record SacSettings(
    BodySettings network,
    ReplaySettings replay,
    Schedule rate,
    double temperature,
    boolean learnTemperature,
    double follow,
    double discount) {

  /** Checks the ranges. */
  public SacSettings {
    rate.within("rate", 0, 1);
    Ranges.positive("temperature", temperature);
    Ranges.positive("follow", follow);
    Ranges.unit("follow", follow);
    Ranges.unit("discount", discount);
  }

  /**
   * After those for Pendulum in RL Baselines3 Zoo (Raffin, 2020), with layers of 64 for 256, a
   * memory of 200,000 for 1,000,000 (20,000 steps fill neither) and the first update after 256
   * steps for 100; untuned.
   */
  static SacSettings pendulum() {
    return new SacSettings(
        BodySettings.of(64, 64),
        new ReplaySettings(200_000, 256, 256, 1),
        Schedule.constant(1e-3),
        1,
        true,
        0.005,
        0.99);
  }
}
