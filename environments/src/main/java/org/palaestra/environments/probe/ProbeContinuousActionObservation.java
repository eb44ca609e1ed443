package org.palaestra.environments.probe;

/**
 * Learn that the right continuous action depends on what is observed.
 *
 * <h2>Description</h2>
 *
 * <p>One step; the closer the action is to half the observed number, the better. What {@link
 * ProbeActionObservation} is for numbered actions.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>box [1]</caption>
 *   <tr><th>index</th><th>meaning</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>a; clipped to its bounds</td><td>−1</td><td>1</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>box [1]</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>o: −1 or 1; 0 after the end</td><td>1</td><td>−1</td><td>1</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>−(a − o/2)².
 *
 * <p>Known values, for every discount: Q(o, a) = −(a − o/2)² and V* = 0 at a = o/2. A uniform
 * policy earns −7/12 on average; the best one that does not look at its observation is always 0 and
 * earns −1/4.
 *
 * <h2>Start</h2>
 *
 * <p>Observing −1 or 1, equally likely.
 *
 * <h2>End</h2>
 *
 * <p>Terminated after the first step.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the first.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>After A. L. Jones, "Debugging RL, without the agonizing pain", 2021, whose probes have
 * discrete actions.
 */
public final class ProbeContinuousActionObservation extends ContinuousProbe {

  /** The id under which it is registered. */
  public static final String ID = "ProbeContinuousActionObservation-v1";

  /** Before its only step. */
  public ProbeContinuousActionObservation() {
    super("ProbeContinuousActionObservation", "best action: half the observation", -1, 1);
  }

  @Override
  double target(double cue) {
    return cue / 2;
  }
}
