package org.palaestra.environments.probe;

/**
 * Learn that a time limit is no end.
 *
 * <h2>Description</h2>
 *
 * <p>One state that leads back to itself with the reward 1, for ever; episodes are truncated after
 * 10 steps. An agent that masters {@link ProbeDelay} but not this one treats truncation as
 * termination. With γ = 0.99 the value is 100; an agent that takes the tenth step for the last of
 * all learns about 9.2 instead.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>1 discrete</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>go on</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>box [1], or with the option {@code observed=index} the state's index, discrete</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>always 0</td><td>1</td><td>−1</td><td>1</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>1.
 *
 * <p>Known values, with the discount γ: V = 1/(1 − γ). If one step in ten counts as termination,
 * one- step targets average to V = 1 + 0.9γV instead, so V = 1/(1 − 0.9γ). Every policy earns 10
 * within the time limit, without discount.
 *
 * <h2>Start</h2>
 *
 * <p>In the only state.
 *
 * <h2>End</h2>
 *
 * <p>Never terminated. Truncated after 10 steps.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link ProbeOptions}.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the first.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>A. L. Jones, "Debugging RL, without the agonizing pain", 2021, in which probes like these were
 * proposed.
 */
public final class ProbeTruncation extends NumberedProbe {

  /** The id under which it is registered. */
  public static final String ID = "ProbeTruncation-v1";

  /** Steps after which an episode is truncated. */
  public static final int TIME_LIMIT = 10;

  /** With {@code options}. */
  public ProbeTruncation(ProbeOptions options) {
    super("ProbeTruncation", "truncation is no end", 1, 1, options, 0);
  }

  @Override
  int next(int state, int action) {
    return 0;
  }

  @Override
  double reward(int state, int action) {
    return 1;
  }

  @Override
  boolean terminal(int state) {
    return false;
  }
}
