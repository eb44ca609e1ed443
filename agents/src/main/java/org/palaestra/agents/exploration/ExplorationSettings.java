package org.palaestra.agents.exploration;

import org.palaestra.agent.Schedule;

/**
 * How a learner explores.
 *
 * @param method which of the ways; each has one number, and only that of the chosen way counts
 * @param epsilon ε of epsilon-greedy over the training, from 0 to 1
 * @param temperature τ of softmax over the training, from 0.000001 to 1000000
 * @param confidence c of ucb over the training, from 0 to 1000000
 */
public record ExplorationSettings(
    Method method, Schedule epsilon, Schedule temperature, Schedule confidence) {

  private static final double LARGEST = 1e6;

  /** The ways to explore. */
  public enum Method {
    /** See {@link org.palaestra.agents.exploration.EpsilonGreedy}. */
    EPSILON_GREEDY,
    /** See {@link org.palaestra.agents.exploration.Softmax}. */
    SOFTMAX,
    /** See {@link UpperConfidence}. */
    UCB
  }

  /** Checks the ranges. */
  public ExplorationSettings {
    epsilon.within("exploration.epsilon", 0, 1);
    temperature.within("exploration.temperature", 1 / LARGEST, LARGEST);
    confidence.within("exploration.confidence", 0, LARGEST);
  }

  /** ε-greedy, with τ = 1 and c = 2 for whoever changes the method alone. */
  public static ExplorationSettings epsilonGreedy(Schedule epsilon) {
    return new ExplorationSettings(
        Method.EPSILON_GREEDY, epsilon, Schedule.constant(1), Schedule.constant(2));
  }

  /** For a table of {@code states} times {@code actions} values. */
  public Exploration onTable(int states, int actions, long total) {
    return switch (method) {
      case EPSILON_GREEDY -> new EpsilonGreedy(actions, epsilon, total);
      case SOFTMAX -> new Softmax(actions, temperature, total);
      case UCB -> new UpperConfidence(states, actions, confidence, total);
    };
  }

  /**
   * For values that are computed, with the states uncounted.
   *
   * @throws IllegalArgumentException if states would have to be counted
   */
  public Exploration onValues(int actions, long total) {
    if (method == Method.UCB) {
      throw new IllegalArgumentException(
          "exploration.method=ucb counts how often a state was met, but there are no two alike"
              + " here; use epsilon-greedy or softmax");
    }
    return onTable(1, actions, total);
  }
}
