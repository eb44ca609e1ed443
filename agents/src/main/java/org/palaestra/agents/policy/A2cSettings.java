package org.palaestra.agents.policy;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.settings.Ranges;

/**
 * What can be changed of {@link A2c}.
 *
 * @param network the layers in front of policy and value
 * @param shareBody whether policy and value stand on the same layers
 * @param rollout steps of each copy between two updates, at least 1
 * @param rate RMSProp's learning rate over the training, from 0 to 1
 * @param longestGradient the gradient is cut to this norm, above 0
 * @param entropy weight of the entropy in the loss, at least 0
 * @param value weight of the value's squared error in the loss, at least 0
 * @param discount γ, from 0 to 1
 * @param lambda λ of the advantages, from 0 to 1
 * @param normalise what is brought to deviation 1
 * @param acts how the finished policy acts
 */
public record A2cSettings(
    BodySettings network,
    boolean shareBody,
    int rollout,
    Schedule rate,
    double longestGradient,
    double entropy,
    double value,
    double discount,
    double lambda,
    Normalise normalise,
    Acts acts) {

  /** Checks the ranges. */
  public A2cSettings {
    Ranges.atLeast("rollout", 1, rollout);
    rate.within("rate", 0, 1);
    Ranges.positive("longestGradient", longestGradient);
    Ranges.notNegative("entropy", entropy);
    Ranges.notNegative("value", value);
    Ranges.unit("discount", discount);
    Ranges.unit("lambda", lambda);
  }

  /**
   * The settings of Stable-Baselines3 (Raffin et al., JMLR 2021) for {@code A2C} on vectors, with
   * its RMSProp of 7·10⁻⁴, which falls here and does not there.
   */
  public static A2cSettings classicControl() {
    return new A2cSettings(
        new BodySettings(
            BodySettings.Convolution.AUTO, new int[] {64, 64}, BodySettings.Activation.TANH),
        false,
        5,
        new Schedule(7e-4, 0, 1),
        0.5,
        0,
        0.5,
        0.99,
        1,
        new Normalise(false, false, false),
        Acts.GREEDILY);
  }
}
