package org.palaestra.environments.probe;

/**
 * Learn that a continuous action matters.
 *
 * <h2>Description</h2>
 *
 * <p>One step, always the same observation; the closer the action is to 0.5, the better. What
 * {@link ProbeAction} is for numbered actions. An agent that ends at 0 or at a bound has lost the
 * gradient of the action; one that ends at 0.46, the hyperbolic tangent of 0.5, squashes twice.
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
 *   <tr><td>0</td><td>always 0</td><td>1</td><td>−1</td><td>1</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>−(a − 0.5)².
 *
 * <p>Known values, for every discount: Q(a) = −(a − 0.5)² and V* = 0 at a = 0.5. A uniform policy
 * earns −7/12 on average, the mean of (a − 0.5)² over [−1, 1]; always 0 earns −1/4.
 *
 * <h2>Start</h2>
 *
 * <p>Observing 0.
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
public final class ProbeContinuousAction extends ContinuousProbe {

  /** The id under which it is registered. */
  public static final String ID = "ProbeContinuousAction-v1";

  /** Before its only step. */
  public ProbeContinuousAction() {
    super("ProbeContinuousAction", "best action: 0.5", 0);
  }

  @Override
  double target(double cue) {
    return 0.5;
  }
}
