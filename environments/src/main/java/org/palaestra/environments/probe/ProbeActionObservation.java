package org.palaestra.environments.probe;

/**
 * Learn that the right action depends on what is observed.
 *
 * <h2>Description</h2>
 *
 * <p>One step; action 0 is right if −1 was observed, action 1 if 1 was. An agent that masters
 * {@link ProbeObservation} and {@link ProbeAction} but not this one has a policy that does not look
 * at its observation, or pairs actions with the wrong rows of a batch.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>2 discrete</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>right if −1 is observed</td></tr>
 *   <tr><td>1</td><td>right if 1 is observed</td></tr>
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
 * <p>1 for the right action, −1 for the other.
 *
 * <p>Known values, with the discount γ: Q(o, a) = 1 for the right action and −1 for the other, V* =
 * 1 for every γ. The best policy earns 1, a uniform one 0, and so does every one that does not
 * look.
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
public final class ProbeActionObservation extends NumberedProbe {

  /** The id under which it is registered. */
  public static final String ID = "ProbeActionObservation-v1";

  /** With {@code options}. */
  public ProbeActionObservation(ProbeOptions options) {
    super("ProbeActionObservation", "action must match the observation", 2, 2, options, -1, 1, 0);
  }

  @Override
  int next(int state, int action) {
    return 2;
  }

  @Override
  double reward(int state, int action) {
    return action == state ? 1 : -1;
  }
}
