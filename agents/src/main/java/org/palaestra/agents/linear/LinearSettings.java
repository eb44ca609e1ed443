package org.palaestra.agents.linear;

import static org.palaestra.agent.Preset.Tuning.TUNED;

import java.util.stream.Stream;
import org.palaestra.agent.Preset;
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

  /** For CartPole, with what the agent that takes it has beside these. */
  static Preset cartPole(String... more) {
    String[] common = {
      "tiles.tilings=16",
      "discount=0.99",
      "learningRate.from=0.2",
      "learningRate.to=0.01",
      "learningRate.fraction=1",
      "exploration.epsilon.from=0.1",
      "exploration.epsilon.to=0",
      "exploration.epsilon.fraction=0.8"
    };
    return Preset.of(
        "CartPole",
        TUNED,
        "our own, on a few seeds",
        200_000,
        1,
        Stream.concat(Stream.of(common), Stream.of(more)).toArray(String[]::new));
  }
}
