package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.atLeast;
import static org.palaestra.settings.Ranges.unit;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;

/**
 * What can be changed of {@link C51}.
 *
 * @param network the layers in front of the distributions
 * @param atoms the values that returns can take
 * @param replay the memory
 * @param learning the updates
 * @param targetEvery environment steps between two copies of the weights into the target network,
 *     at least 1
 * @param exploration what it does beside what is best
 * @param discount γ, from 0 to 1
 */
public record C51Settings(
    BodySettings network,
    Atoms atoms,
    ReplaySettings replay,
    Updates learning,
    int targetEvery,
    EpsilonSettings exploration,
    double discount) {

  /** Checks the ranges. */
  public C51Settings {
    atLeast("targetEvery", 1, targetEvery);
    unit("discount", discount);
  }

  /**
   * CleanRL's published settings for classic control with 500,000 steps (Huang et al., "CleanRL",
   * JMLR 2022, {@code c51.py}): 101 atoms from −100 to 100. The paper has 51 from −10 to 10, for
   * rewards of −1 and 1.
   */
  public static C51Settings classicControl() {
    DqnSettings dqn = DqnSettings.classicControl();
    return new C51Settings(
        dqn.network(),
        new Atoms(101, -100, 100),
        dqn.replay(),
        new Updates(10, Schedule.constant(2.5e-4)),
        500,
        dqn.exploration(),
        dqn.discount());
  }
}
