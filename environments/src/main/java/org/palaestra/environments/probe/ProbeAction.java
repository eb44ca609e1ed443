package org.palaestra.environments.probe;

/**
 * Learn that actions matter.
 *
 * <h2>Description</h2>
 *
 * <p>One step, always the same observation; the action decides the reward. An agent that masters
 * {@link ProbeConstant} but not this one computes advantages or chooses actions wrongly.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>2 discrete</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>lose</td></tr>
 *   <tr><td>1</td><td>win</td></tr>
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
 * <p>−1 for action 0, 1 for action 1.
 *
 * <p>Known values, with the discount γ: Q(0) = −1, Q(1) = 1 and V* = 1 for every γ. The best policy
 * earns 1, a uniform one 0.
 *
 * <h2>Start</h2>
 *
 * <p>In the only state that is not the end.
 *
 * <h2>End</h2>
 *
 * <p>Terminated after the first step.
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
public final class ProbeAction extends NumberedProbe {

  /** The id under which it is registered. */
  public static final String ID = "ProbeAction-v1";

  /** With {@code options}. */
  public ProbeAction(ProbeOptions options) {
    super("ProbeAction", "action matters", 1, 2, options, 0, 0);
  }

  @Override
  int next(int state, int action) {
    return 1;
  }

  @Override
  double reward(int state, int action) {
    return 2 * action - 1;
  }
}
