package org.palaestra.agents.tabular;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.exploration.ExplorationSettings;

/**
 * What can be changed of every agent that learns a table of action values; some add to it.
 *
 * @param discount γ, from 0 to 1
 * @param learningRate α over the training, from 0 to 1
 * @param exploration how the behaviour departs from what seems best
 * @param initialValue what every action is worth before it was tried
 */
public record ControlSettings(
    double discount, Schedule learningRate, ExplorationSettings exploration, double initialValue) {

  /** Checks the ranges. */
  public ControlSettings {
    Ranges.discount(discount);
    learningRate.within("learningRate", 0, 1);
    Ranges.finite("initialValue", initialValue);
  }

  /** Rates that fall over the training, so that noisy worlds settle. Our own, untuned. */
  public static ControlSettings standard() {
    return new ControlSettings(
        0.99,
        new Schedule(0.5, 0.01, 1),
        ExplorationSettings.epsilonGreedy(new Schedule(1, 0.05, 0.8)),
        0);
  }

  /**
   * Constant rates, as Sutton and Barto (2018) have them for the windy grid world and the cliff
   * (examples 6.5 and 6.6): α = 0.5, ε = 0.1, no discount.
   */
  public static ControlSettings book() {
    return new ControlSettings(
        1, Schedule.constant(0.5), ExplorationSettings.epsilonGreedy(Schedule.constant(0.1)), 0);
  }
}
