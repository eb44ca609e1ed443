package org.palaestra.environments.probe;

/**
 * Learn a value that depends on what is observed.
 *
 * <h2>Description</h2>
 *
 * <p>One step with one action; the reward is the number that was observed. An agent that masters
 * {@link ProbeConstant} but not this one loses what it observes on the way to its value, or mixes
 * up the rows of a batch.
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
 *   <tr><td>0</td><td>−1 or 1; 0 after the end</td><td>1</td><td>−1</td><td>1</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>The observed number.
 *
 * <p>Known values, with the discount γ: V(−1) = −1 and V(1) = 1 for every γ. Every policy earns 0
 * on average.
 *
 * <h2>Start</h2>
 *
 * <p>Observing −1 or 1, equally likely.
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
public final class ProbeObservation extends NumberedProbe {

  /** The id under which it is registered. */
  public static final String ID = "ProbeObservation-v1";

  /** With {@code options}. */
  public ProbeObservation(ProbeOptions options) {
    super("ProbeObservation", "reward is the observation", 2, 1, options, -1, 1, 0);
  }

  @Override
  int next(int state, int action) {
    return 2;
  }

  @Override
  double reward(int state, int action) {
    return number(state);
  }
}
