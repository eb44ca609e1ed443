package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.atLeast;
import static org.palaestra.settings.Ranges.unit;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;

/**
 * What can be changed of {@link Dqn} and {@link DoubleDqn}.
 *
 * @param network the layers in front of the values
 * @param replay the memory
 * @param learning the updates
 * @param targetEvery environment steps between two copies of the weights into the target network,
 *     at least 1
 * @param exploration what it does beside what is best
 * @param discount γ, from 0 to 1
 */
public record DqnSettings(
    BodySettings network,
    ReplaySettings replay,
    Learning learning,
    int targetEvery,
    EpsilonSettings exploration,
    double discount) {

  /** Checks the ranges. */
  public DqnSettings {
    atLeast("targetEvery", 1, targetEvery);
    unit("discount", discount);
  }

  /**
   * CleanRL's published settings for classic control with 500,000 steps (Huang et al., "CleanRL",
   * JMLR 2022, {@code dqn.py}).
   */
  public static DqnSettings classicControl() {
    return new DqnSettings(
        BodySettings.of(120, 84),
        new ReplaySettings(10_000, 10_000, 128, 1),
        new Learning(10, 1, Schedule.constant(2.5e-4), Learning.Loss.SQUARED),
        500,
        EpsilonSettings.plain(1, 0.05, 0.5),
        0.99);
  }
}
