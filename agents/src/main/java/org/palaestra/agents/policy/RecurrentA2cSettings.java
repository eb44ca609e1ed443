package org.palaestra.agents.policy;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.agents.network.RecurrentBodySettings;

/**
 * What can be changed of {@link RecurrentA2c}.
 *
 * @param network the layers in front of policy and value, and the memory behind them
 * @param shareBody whether policy and value stand on the same layers and the same memory
 * @param rollout steps of each copy between two updates, at least 1; gradients go back as far
 * @param rate RMSProp's learning rate over the training, from 0 to 1
 * @param longestGradient the gradient is cut to this norm, above 0
 * @param entropy weight of the entropy in the loss, at least 0
 * @param value weight of the value's squared error in the loss, at least 0
 * @param discount γ, from 0 to 1
 * @param lambda λ of the advantages, from 0 to 1
 * @param normalise what is brought to deviation 1
 * @param acts how the finished policy acts
 */
public record RecurrentA2cSettings(
    RecurrentBodySettings network,
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
  public RecurrentA2cSettings {
    new A2cSettings(
        network.body(),
        shareBody,
        rollout,
        rate,
        longestGradient,
        entropy,
        value,
        discount,
        lambda,
        normalise,
        acts);
  }

  /** Without what is said of the memory. */
  A2cSettings plain() {
    return new A2cSettings(
        network.body(),
        shareBody,
        rollout,
        rate,
        longestGradient,
        entropy,
        value,
        discount,
        lambda,
        normalise,
        acts);
  }

  /** For classic control whose velocities are hidden: {@link A2cSettings}' with longer rollouts. */
  public static RecurrentA2cSettings classicControl() {
    return new RecurrentA2cSettings(
        new RecurrentBodySettings(
            new BodySettings(
                BodySettings.Convolution.AUTO, new int[] {64}, BodySettings.Activation.TANH),
            RecurrentBodySettings.Cell.LSTM,
            64),
        false,
        16,
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
