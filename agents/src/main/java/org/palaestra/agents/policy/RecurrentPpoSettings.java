package org.palaestra.agents.policy;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.agents.network.RecurrentBodySettings;

/**
 * What can be changed of {@link RecurrentPpo}.
 *
 * @param network the layers in front of policy and value, and the memory behind them
 * @param shareBody whether policy and value stand on the same layers and the same memory
 * @param rollout steps of each copy between two updates, at least 1; gradients go back as far
 * @param learning the updates; {@code learning.minibatches} divide the copies
 * @param loss what they lower
 * @param discount γ, from 0 to 1
 * @param lambda λ of the advantages, from 0 to 1
 * @param normalise what is brought to deviation 1
 * @param acts how the finished policy acts
 */
public record RecurrentPpoSettings(
    RecurrentBodySettings network,
    boolean shareBody,
    int rollout,
    PpoSettings.Learning learning,
    PpoSettings.Loss loss,
    double discount,
    double lambda,
    Normalise normalise,
    Acts acts) {

  /** Checks the ranges. */
  public RecurrentPpoSettings {
    new PpoSettings(
        network.body(), shareBody, rollout, learning, loss, discount, lambda, normalise, acts);
  }

  /** Without what is said of the memory. */
  PpoSettings plain() {
    return new PpoSettings(
        network.body(), shareBody, rollout, learning, loss, discount, lambda, normalise, acts);
  }

  /**
   * For classic control whose velocities are hidden; our own, tuned on three seeds of {@code
   * CartPole-v1} with {@code hide:indices=1,3}.
   */
  public static RecurrentPpoSettings classicControl() {
    return new RecurrentPpoSettings(
        new RecurrentBodySettings(
            new BodySettings(
                BodySettings.Convolution.AUTO, new int[] {64}, BodySettings.Activation.TANH),
            RecurrentBodySettings.Cell.GRU,
            64),
        false,
        128,
        new PpoSettings.Learning(4, 4, new Schedule(1e-3, 0, 1), 0.5),
        new PpoSettings.Loss(0.2, false, 0, 0.5),
        0.99,
        0.95,
        new Normalise(false, true, true),
        Acts.GREEDILY);
  }
}
