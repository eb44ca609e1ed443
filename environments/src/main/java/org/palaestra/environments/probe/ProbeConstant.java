package org.palaestra.environments.probe;

/**
 * Learn a value that never changes.
 *
 * <h2>Description</h2>
 *
 * <p>One step with one action, always the same observation and always the reward 1. An agent whose
 * value does not become 1 has a wrong loss, a wrong optimiser or gradients that do not arrive; one
 * whose value grows to 1/(1 − γ) takes the end, where the same number is seen, for another step.
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
 * <p>Known values, with the discount γ: V = 1 for every γ. Every policy earns 1.
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
public final class ProbeConstant extends NumberedProbe {

  /** The id under which it is registered. */
  public static final String ID = "ProbeConstant-v1";

  /** With {@code options}. */
  public ProbeConstant(ProbeOptions options) {
    super("ProbeConstant", "constant reward", 1, 1, options, 0, 0);
  }

  @Override
  int next(int state, int action) {
    return 1;
  }

  @Override
  double reward(int state, int action) {
    return 1;
  }
}
