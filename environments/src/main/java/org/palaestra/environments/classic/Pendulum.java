package org.palaestra.environments.classic;

import java.util.List;
import java.util.random.RandomGenerator;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.Measured;
import org.palaestra.environment.NoEpisodeException;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.Trigonometry;
import org.palaestra.environment.Viewable;
import org.palaestra.space.Box;
import org.palaestra.view.Canvas;

/**
 * Swing a pendulum up and hold it there.
 *
 * <h2>Description</h2>
 *
 * <p>A rod of 1 kg and 1 m, its mass spread evenly, hangs on a motor under gravity of 10 m/s². The
 * motor is too weak to lift it at once, so it has to be swung up and then held. A step lasts 0.05
 * s: the angular velocity grows by (15 sin θ + 3u) · 0.05 and is clipped to its bounds, then the
 * angle moves with the new velocity. The angle is not wrapped.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>box [1]</caption>
 *   <tr><th>index</th><th>meaning</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>torque u of the motor in N m, positive anticlockwise; clipped to its
 *       bounds</td><td>−2</td><td>2</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>box [3]</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>cosine of the angle θ, anticlockwise from upright</td><td>1</td>
 *       <td>−1</td><td>1</td></tr>
 *   <tr><td>1</td><td>sine of θ</td><td>1</td><td>−1</td><td>1</td></tr>
 *   <tr><td>2</td><td>angular velocity θ̇</td><td>rad/s</td><td>−8</td><td>8</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>−(θ² + 0.1 θ̇² + 0.001 u²) with angle and velocity before the step, the angle taken within
 * [−π, π), and the torque after clipping. The worst step costs π² + 0.1 · 8² + 0.001 · 2² = 16.27.
 *
 * <h2>Start</h2>
 *
 * <p>The angle is drawn uniformly from [−π, π), the angular velocity from [−1, 1).
 *
 * <h2>End</h2>
 *
 * <p>Never terminated. Truncated after 200 steps.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the dynamics, spaces, starts and limits of Gymnasium's Pendulum-v1.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>K. Furuta, M. Yamakita and S. Kobayashi, "Swing-up control of inverted pendulum using
 * pseudo-state feedback", Journal of Systems and Control Engineering, 1992; in this form
 * Gymnasium's.
 */
public final class Pendulum
    implements ContinuousEnvironment, Restorable, Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "Pendulum-v1";

  static final double STRONGEST = 2;
  static final double FASTEST = 8;

  private static final double GRAVITY = 10;
  private static final double MASS = 1;
  private static final double LENGTH = 1;
  private static final double STEP_SECONDS = 0.05;
  private static final double PULL = 3 * GRAVITY / (2 * LENGTH);
  private static final double TORQUE_EFFECT = 3 / (MASS * LENGTH * LENGTH);

  private static final Box ACTIONS = Box.of((float) -STRONGEST, (float) STRONGEST, 1);
  private static final Box OBSERVATIONS =
      Box.vector(new float[] {-1, -1, (float) -FASTEST}, new float[] {1, 1, (float) FASTEST});
  private static final StateVector STATE =
      new StateVector("Pendulum", List.of("angle", "angular velocity"));

  private final PendulumScene scene = new PendulumScene();
  private double theta;
  private double thetaDot;
  private boolean begun;

  /** At rest and hanging down. */
  public Pendulum() {
    theta = Math.PI;
  }

  @Override
  public Box observationSpace() {
    return OBSERVATIONS;
  }

  @Override
  public Box actionSpace() {
    return ACTIONS;
  }

  @Override
  public void reset(RandomGenerator random) {
    theta = Math.PI * (2 * random.nextDouble() - 1);
    thetaDot = 2 * random.nextDouble() - 1;
    begun = true;
  }

  @Override
  public double step(float[] action, int offset, RandomGenerator random) {
    if (!begun) {
      throw new NoEpisodeException(STATE.environment());
    }
    double given = ActionCheck.finite(action[offset]);
    double torque = Math.max(-STRONGEST, Math.min(STRONGEST, given));
    double lean = Angles.wrap(theta);
    double cost = lean * lean + 0.1 * (thetaDot * thetaDot) + 0.001 * (torque * torque);
    double faster =
        thetaDot + (PULL * Trigonometry.sin(theta) + TORQUE_EFFECT * torque) * STEP_SECONDS;
    thetaDot = Math.max(-FASTEST, Math.min(FASTEST, faster));
    theta += thetaDot * STEP_SECONDS;
    return -cost;
  }

  @Override
  public boolean terminated() {
    return false;
  }

  @Override
  public void observe(float[] out, int offset) {
    out[offset] = (float) Trigonometry.cos(theta);
    out[offset + 1] = (float) Trigonometry.sin(theta);
    out[offset + 2] = (float) thetaDot;
  }

  @Override
  public int stateSize() {
    return STATE.size();
  }

  /** Writes θ, not wrapped, and θ̇. */
  @Override
  public int save(double[] out) {
    out[0] = theta;
    out[1] = thetaDot;
    return STATE.size();
  }

  @Override
  public void restore(double[] state, int length) {
    STATE.check(state, length);
    theta = state[0];
    thetaDot = state[1];
    begun = true;
  }

  /** Gives the angle within [−π, π), which the observation has only as sine and cosine. */
  @Override
  public void measure(Sink sink) {
    sink.measure("angle", Angles.wrap(theta));
    sink.measure("angular-velocity", thetaDot);
  }

  /** Clockwise at the lower bound: the tip of an upright pendulum goes to the right. */
  @Override
  public String actionName(int action) {
    return "right/left";
  }

  /** Its own time: a step lasts 0.05 s. */
  @Override
  public double stepsPerSecond() {
    return 20;
  }

  @Override
  public void paint(Canvas canvas) {
    scene.paint(canvas, theta);
  }
}
