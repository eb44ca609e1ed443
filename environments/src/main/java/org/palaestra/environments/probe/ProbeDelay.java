package org.palaestra.environments.probe;

/**
 * Learn a value from the value that follows.
 *
 * <h2>Description</h2>
 *
 * <p>Two steps with one action; the first earns nothing, the second 1. An agent that masters {@link
 * ProbeObservation} but not this one discounts or bootstraps wrongly: V(0) comes from V(1) alone.
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
 *   <tr><td>0</td><td>0 before the first step, 1 before the second, 0 after the end</td><td>1</td><td>−1</td><td>1</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>0 for the first step, 1 for the second.
 *
 * <p>Known values, with the discount γ: V(0) = γ and V(1) = 1. Every policy earns 1 without
 * discount.
 *
 * <h2>Start</h2>
 *
 * <p>Observing 0.
 *
 * <h2>End</h2>
 *
 * <p>Terminated after the second step.
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
public final class ProbeDelay extends NumberedProbe {

  /** The id under which it is registered. */
  public static final String ID = "ProbeDelay-v1";

  /** With {@code options}. */
  public ProbeDelay(ProbeOptions options) {
    super("ProbeDelay", "reward after two steps", 1, 1, options, 0, 1, 0);
  }

  @Override
  int next(int state, int action) {
    return state + 1;
  }

  @Override
  double reward(int state, int action) {
    return state;
  }
}
