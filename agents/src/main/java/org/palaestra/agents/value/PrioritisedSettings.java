package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.atLeast;
import static org.palaestra.settings.Ranges.unit;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;

/**
 * What can be changed of {@link PrioritisedDqn}.
 *
 * @param network the layers in front of the values
 * @param replay the memory
 * @param priorities how it is drawn from
 * @param learning the updates
 * @param targetEvery environment steps between two copies of the weights into the target network,
 *     at least 1
 * @param exploration what it does beside what is best
 * @param discount γ, from 0 to 1
 */
public record PrioritisedSettings(
    BodySettings network,
    ReplaySettings replay,
    Priorities priorities,
    Learning learning,
    int targetEvery,
    EpsilonSettings exploration,
    double discount) {

  /** Checks the ranges. */
  public PrioritisedSettings {
    atLeast("targetEvery", 1, targetEvery);
    unit("discount", discount);
  }

  /**
   * Those of {@link DqnSettings#classicControl} with the paper's α of 0.6 and β from 0.4 to 1.
   * Untuned.
   */
  public static PrioritisedSettings classicControl() {
    DqnSettings dqn = DqnSettings.classicControl();
    return new PrioritisedSettings(
        dqn.network(),
        dqn.replay(),
        new Priorities(0.6, new Schedule(0.4, 1, 1)),
        dqn.learning(),
        dqn.targetEvery(),
        dqn.exploration(),
        dqn.discount());
  }
}
