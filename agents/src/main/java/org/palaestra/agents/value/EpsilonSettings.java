package org.palaestra.agents.value;

import org.palaestra.agent.Schedule;

/**
 * How an agent explores: with probability ε it takes any action.
 *
 * <p>With {@code longest} above 1 it keeps to that action for n steps, where n up to {@code
 * longest} is drawn with probability proportional to n^−μ (εz-greedy: Dabney, Ostrovski and
 * Barreto, "Temporally-extended ε-greedy exploration", ICLR 2021). Long stretches come to places
 * that single steps, which cancel each other out, do not reach.
 *
 * @param from ε at the start, from 0 to 1
 * @param to ε at the end of the line, from 0 to 1
 * @param fraction part of the training that the line takes, from 0 (at once) to 1
 * @param longest most steps that an exploring action is kept, from 1 (each is drawn for itself) to
 *     10,000
 * @param mu μ, how much likelier short stretches are than long ones, from 0 (equally likely) to 10
 */
public record EpsilonSettings(double from, double to, double fraction, int longest, double mu) {

  private static final int LONGEST = 10_000;
  private static final double HIGHEST_MU = 10;
  private static final double PAPERS_MU = 2;

  /** Checks the ranges. */
  public EpsilonSettings {
    new Schedule(from, to, fraction).within("exploration", 0, 1);
    if (longest < 1 || longest > LONGEST) {
      throw new IllegalArgumentException(
          "exploration.longest must be from 1 to " + LONGEST + ", got " + longest);
    }
    if (!(mu >= 0 && mu <= HIGHEST_MU)) {
      throw new IllegalArgumentException(
          "exploration.mu must be in [0.0, " + HIGHEST_MU + "], got " + mu);
    }
  }

  /** Plain ε-greedy exploration. */
  static EpsilonSettings plain(double from, double to, double fraction) {
    return new EpsilonSettings(from, to, fraction, 1, PAPERS_MU);
  }

  /** None, for networks that explore by themselves. */
  static EpsilonSettings none() {
    return plain(0, 0, 0);
  }

  /** ε over the training. */
  Schedule epsilon() {
    return new Schedule(from, to, fraction);
  }
}
