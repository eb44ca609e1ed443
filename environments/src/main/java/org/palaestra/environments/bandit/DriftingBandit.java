package org.palaestra.environments.bandit;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Keep up with slot machines that change while they are played.
 *
 * <h2>Description</h2>
 *
 * <p>Each arm pays a normal reward around a mean of its own. All means begin alike and then walk at
 * random, so that what was learned long ago is worth little: averages over all rewards fail, and
 * those with a constant step size follow.
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
 * <p>The arm's mean plus a standard normal number. After it, every mean moves by a normal number of
 * mean 0 and standard deviation {@code drift}.
 *
 * <h2>Start</h2>
 *
 * <p>Every mean is 0.
 *
 * <h2>End</h2>
 *
 * <p>Never terminated. Truncated after 10,000 steps, as the exercise asks.
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
 * exercise 2.5.
 */
public final class DriftingBandit extends ArmedBandit {

  /** The id under which it is registered. */
  public static final String ID = "DriftingBandit-v1";

  /**
   * How a bandit differs from another.
   *
   * @param arms number of arms, from 1 to 1000
   * @param drift standard deviation from 0 to 1 of what a mean moves by in a step
   */
  public record Options(int arms, double drift) {

    /** Ten arms that move as in the exercise. */
    public static final Options EXERCISE = new Options(10, 0.01);

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException naming the value
     */
    public Options {
      checkArms(arms);
      if (!(drift >= 0 && drift <= 1)) {
        throw new IllegalArgumentException("drift must be in [0, 1], got " + drift);
      }
    }
  }

  private final double drift;

  /** A bandit with {@code options}. */
  public DriftingBandit(Options options) {
    super("DriftingBandit", options.arms);
    drift = options.drift;
  }

  @Override
  void begin(RandomGenerator random) {
    Arrays.fill(means, 0);
  }

  @Override
  void drift(RandomGenerator random) {
    for (int i = 0; i < means.length; i++) {
      means[i] += drift * random.nextGaussian();
    }
  }
}
