package org.palaestra.environments.bandit;

import java.util.random.RandomGenerator;

/**
 * Find the best of some slot machines while playing.
 *
 * <h2>Description</h2>
 *
 * <p>Each arm pays a normal reward around a mean of its own, which is drawn anew for each episode
 * and does not change during it. Whoever only tries out wastes steps on bad arms, whoever only
 * takes what looked best misses the best one. With ten arms this is the ten-armed testbed: its
 * average over many seeds is that over many bandits. The best arm's mean is 1.54 on average.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>discrete: 10, or {@code arms}</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>a</td><td>pull arm a</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>1 discrete: there is nothing to see</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>always 0</td><td>–</td><td>0</td><td>0</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>The arm's mean plus a standard normal number.
 *
 * <h2>Start</h2>
 *
 * <p>Every mean is drawn from the standard normal distribution.
 *
 * <h2>End</h2>
 *
 * <p>Never terminated. Truncated after 1,000 steps, as in the book's figures.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link Options}.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the first.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>R. Sutton and A. Barto, "Reinforcement Learning: An Introduction", second edition, 2018,
 * section 2.3.
 */
public final class Bandit extends ArmedBandit {

  /** The id under which it is registered. */
  public static final String ID = "Bandit-v1";

  /**
   * How a bandit differs from another.
   *
   * @param arms number of arms, from 1 to 1000
   */
  public record Options(int arms) {

    /** Ten arms. */
    public static final Options TESTBED = new Options(10);

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException naming it
     */
    public Options {
      checkArms(arms);
    }
  }

  /** A bandit with {@code options}. */
  public Bandit(Options options) {
    super("Bandit", options.arms);
  }

  @Override
  void begin(RandomGenerator random) {
    for (int i = 0; i < means.length; i++) {
      means[i] = random.nextGaussian();
    }
  }

  @Override
  void drift(RandomGenerator random) {
    // The means stay.
  }
}
