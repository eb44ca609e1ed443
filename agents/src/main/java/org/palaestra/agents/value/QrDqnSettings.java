package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.atLeast;
import static org.palaestra.settings.Ranges.positive;
import static org.palaestra.settings.Ranges.unit;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;

/**
 * What can be changed of {@link QrDqn}.
 *
 * @param network the layers in front of the quantiles
 * @param quantiles what is learned of a distribution
 * @param replay the memory
 * @param learning the updates
 * @param targetEvery environment steps between two copies of the weights into the target network,
 *     at least 1
 * @param exploration what it does beside what is best
 * @param discount γ, from 0 to 1
 */
public record QrDqnSettings(
    BodySettings network,
    Quantiles quantiles,
    ReplaySettings replay,
    Updates learning,
    int targetEvery,
    EpsilonSettings exploration,
    double discount) {

  /**
   * The quantiles of a distribution.
   *
   * @param count how many, at least 1; 200 in the paper
   * @param kappa κ, above 0: errors count squared up to here and straight beyond; 1 in the paper
   */
  public record Quantiles(int count, double kappa) {

    /** Checks the ranges. */
    public Quantiles {
      atLeast("quantiles.count", 1, count);
      positive("quantiles.kappa", kappa);
    }
  }

  /** Checks the ranges. */
  public QrDqnSettings {
    atLeast("targetEvery", 1, targetEvery);
    unit("discount", discount);
  }

  /** Those of {@link DqnSettings#classicControl} with 50 quantiles and the paper's κ. Untuned. */
  public static QrDqnSettings classicControl() {
    DqnSettings dqn = DqnSettings.classicControl();
    return new QrDqnSettings(
        dqn.network(),
        new Quantiles(50, 1),
        dqn.replay(),
        new Updates(10, Schedule.constant(2.5e-4)),
        500,
        dqn.exploration(),
        dqn.discount());
  }
}
