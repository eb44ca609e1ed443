package org.palaestra.agents.linear;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.exploration.ExplorationSettings;

/**
 * What can be changed of every agent of this package, beside its tiles; some add to it.
 *
 * @param discount γ, from 0 to 1
 * @param learningRate α over the training, from 0 to 2; each of the tiles moves by its share
 * @param exploration how the behaviour departs from what seems best: epsilon-greedy or softmax
 * @param initialValue what every action is worth before anything is known
 */
public record LinearSettings(
    double discount, Schedule learningRate, ExplorationSettings exploration, double initialValue) {

  /** Checks the ranges. */
  public LinearSettings {
    Schedule.constant(discount).within("discount", 0, 1);
    learningRate.within("learningRate", 0, 2);
    Schedule.constant(initialValue);
  }
}
