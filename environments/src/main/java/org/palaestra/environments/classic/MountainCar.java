package org.palaestra.environments.classic;

import java.util.List;
import java.util.random.RandomGenerator;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Measured;
import org.palaestra.environment.NoEpisodeException;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.Trigonometry;
import org.palaestra.environment.Viewable;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.view.Canvas;

/**
 * Drive a weak car out of a valley.
 *
 * <h2>Description</h2>
 *
 * <p>A car stands in a valley. Its engine is too weak to climb the right hill at once, so it has to
 * rock back and forth to gather momentum. The height of the ground at position x is 0.45 sin(3x) +
 * 0.55. A step adds (action − 1) · 0.001 − 0.0025 cos(3x) to the velocity, then the velocity to the
 * position; both are clipped to their bounds, and the wall at the left end stops the car.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>3 discrete</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>accelerate to the left</td></tr>
 *   <tr><td>1</td><td>do not accelerate</td></tr>
 *   <tr><td>2</td><td>accelerate to the right</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>box [2]: the state as floats; the task has no physical units</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>position</td><td>length</td><td>−1.2</td><td>0.6</td></tr>
 *   <tr><td>1</td><td>velocity</td><td>length per step</td><td>−0.07</td><td>0.07</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>−1 for every step, the last one included.
 *
 * <h2>Start</h2>
 *
 * <p>The position is drawn uniformly from [−0.6, −0.4); the velocity is 0.
 *
 * <h2>End</h2>
 *
 * <p>Terminated when the position is at least 0.5 and the velocity is not to the left. Truncated
 * after 200 steps.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v0: the dynamics, spaces, starts and limits of Gymnasium's MountainCar-v0.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>A. W. Moore, "Efficient memory-based learning for robot control", dissertation, University of
 * Cambridge, 1990; in this form R. S. Sutton and A. G. Barto, "Reinforcement Learning: An
 * Introduction", second edition, 2018, example 10.1.
 */
public final class MountainCar
    implements DiscreteEnvironment, Restorable, Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "MountainCar-v0";

  static final double LEFT_END = -1.2;
  static final double RIGHT_END = 0.6;
  static final double GOAL = 0.5;
  static final double FASTEST = 0.07;

  private static final double FORCE = 0.001;
  private static final double GRAVITY = 0.0025;

  private static final Discrete ACTIONS = new Discrete(3);
  private static final Box OBSERVATIONS =
      Box.vector(
          new float[] {(float) LEFT_END, (float) -FASTEST},
          new float[] {(float) RIGHT_END, (float) FASTEST});
  private static final StateVector STATE =
      new StateVector("MountainCar", List.of("position", "velocity"));

  private final MountainCarScene scene = new MountainCarScene();
  private double position;
  private double velocity;

  /** Whether an episode has begun and no step has ended it; a restored state is a begun one. */
  private boolean running;

  /** At rest near the bottom of the valley. */
  public MountainCar() {
    position = -0.5;
  }

  /** Height of the ground. */
  static double height(double position) {
    return 0.45 * Trigonometry.sin(3 * position) + 0.55;
  }

  @Override
  public Box observationSpace() {
    return OBSERVATIONS;
  }

  @Override
  public Discrete actionSpace() {
    return ACTIONS;
  }

  @Override
  public void reset(RandomGenerator random) {
    position = -0.6 + 0.2 * random.nextDouble();
    velocity = 0;
    running = true;
  }

  @Override
  public double step(int action, RandomGenerator random) {
    if (!running) {
      throw new NoEpisodeException(STATE.environment());
    }
    if (action < 0 || action > 2) {
      throw new IllegalArgumentException("action must be 0, 1 or 2, got " + action);
    }
    double faster = velocity + ((action - 1) * FORCE + Trigonometry.cos(3 * position) * -GRAVITY);
    velocity = Math.max(-FASTEST, Math.min(FASTEST, faster));
    position = Math.max(LEFT_END, Math.min(RIGHT_END, position + velocity));
    if (position == LEFT_END && velocity < 0) {
      velocity = 0;
    }
    running = !terminated();
    return -1;
  }

  @Override
  public boolean terminated() {
    return position >= GOAL && velocity >= 0;
  }

  @Override
  public void observe(float[] out, int offset) {
    out[offset] = (float) position;
    out[offset + 1] = (float) velocity;
  }

  @Override
  public int stateSize() {
    return STATE.size();
  }

  /** Writes position and velocity. */
  @Override
  public int save(double[] out) {
    out[0] = position;
    out[1] = velocity;
    return STATE.size();
  }

  @Override
  public void restore(double[] state, int length) {
    STATE.check(state, length);
    position = state[0];
    velocity = state[1];
    running = true;
  }

  /** Gives the state in double precision and the height of the ground under the car. */
  @Override
  public void measure(Sink sink) {
    sink.measure("position", position);
    sink.measure("velocity", velocity);
    sink.measure("height", height(position));
  }

  @Override
  public String actionName(int action) {
    return action == 0 ? "left" : action == 1 ? "nothing" : "right";
  }

  /** As fast as it is usually shown. */
  @Override
  public double stepsPerSecond() {
    return 30;
  }

  @Override
  public void paint(Canvas canvas) {
    scene.paint(canvas, position);
  }
}
