package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.atLeast;
import static org.palaestra.settings.Ranges.positive;
import static org.palaestra.settings.Ranges.unit;

import org.palaestra.agents.network.BodySettings;

/**
 * What can be changed of {@link DuelingDqn}.
 *
 * @param network the layers in front of both streams
 * @param streams the layers of each stream
 * @param replay the memory
 * @param learning the updates
 * @param longestGradient the gradient is cut to this norm, above 0
 * @param targetEvery environment steps between two copies of the weights into the target network,
 *     at least 1
 * @param exploration what it does beside what is best
 * @param discount γ, from 0 to 1
 */
public record DuelingSettings(
    BodySettings network,
    Streams streams,
    ReplaySettings replay,
    Learning learning,
    double longestGradient,
    int targetEvery,
    EpsilonSettings exploration,
    double discount) {

  /** Checks the ranges. */
  public DuelingSettings {
    positive("longestGradient", longestGradient);
    atLeast("targetEvery", 1, targetEvery);
    unit("discount", discount);
  }

  /**
   * Those of {@link DqnSettings#classicControl}, the last layer doubled; the paper's norm of 10.
   * Untuned.
   */
  public static DuelingSettings classicControl() {
    DqnSettings dqn = DqnSettings.classicControl();
    return new DuelingSettings(
        BodySettings.of(120),
        new Streams(84),
        dqn.replay(),
        dqn.learning(),
        10,
        dqn.targetEvery(),
        dqn.exploration(),
        dqn.discount());
  }
}
