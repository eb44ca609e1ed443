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
 * Drive a weak car out of a valley with as little fuel as possible.
 *
 * <h2>Description</h2>
 *
 * <p>The valley of {@link MountainCar} and a car whose engine can be set to any force between full
 * reverse and full ahead. It is still too weak to climb the right hill at once. A step adds 0.0015
 * · force − 0.0025 cos(3x) to the velocity, then the velocity to the position; both are clipped to
 * their bounds, and the wall at the left end stops the car. Each step is computed in double
 * precision and its state kept in single precision.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>box [1]</caption>
 *   <tr><th>index</th><th>meaning</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>force of the engine, positive to the right; clipped to its bounds</td>
 *       <td>−1</td><td>1</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>box [2]: the state; the task has no physical units</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>position</td><td>length</td><td>−1.2</td><td>0.6</td></tr>
 *   <tr><td>1</td><td>velocity</td><td>length per step</td><td>−0.07</td><td>0.07</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>−0.1 a² for every step, where a is the action as it was given, before it is clipped; another
 * 100 for the step that reaches the goal. Doing nothing earns 0, a local optimum in which agents
 * that explore too little stay.
 *
 * <h2>Start</h2>
 *
 * <p>The position is drawn uniformly from [−0.6, −0.4); the velocity is 0.
 *
 * <h2>End</h2>
 *
 * <p>Terminated when the position is at least 0.45 and the velocity is not to the left. Truncated
 * after 999 steps.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v0: the dynamics, spaces, starts and limits of Gymnasium's MountainCarContinuous-v0.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>A. W. Moore, "Efficient memory-based learning for robot control", dissertation, University of
 * Cambridge, 1990; with continuous forces as in Gymnasium.
 */
public final class MountainCarContinuous
    implements ContinuousEnvironment, Restorable, Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "MountainCarContinuous-v0";

  /** As a float, since a position that reaches it is kept as one. */
  static final float GOAL = 0.45f;

  private static final double POWER = 0.0015;
  private static final double GRAVITY = 0.0025;
  private static final double GOAL_REWARD = 100;

  private static final Box ACTIONS = Box.of(-1, 1, 1);
  private static final Box OBSERVATIONS =
      Box.vector(
          new float[] {(float) MountainCar.LEFT_END, (float) -MountainCar.FASTEST},
          new float[] {(float) MountainCar.RIGHT_END, (float) MountainCar.FASTEST});
  private static final StateVector STATE =
      new StateVector("MountainCarContinuous", List.of("position", "velocity"));

  // Floats after every step; a restored state keeps the precision that it came with.
  private final MountainCarScene scene = new MountainCarScene();
  private double position;
  private double velocity;

  /** Whether an episode has begun and no step has ended it; a restored state is a begun one. */
  private boolean running;

  /** At rest near the bottom of the valley. */
  public MountainCarContinuous() {
    position = -0.5;
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
    position = (float) (-0.6 + 0.2 * random.nextDouble());
    velocity = 0;
    running = true;
  }

  @Override
  public double step(float[] action, int offset, RandomGenerator random) {
    if (!running) {
      throw new NoEpisodeException(STATE.environment());
    }
    double given = ActionCheck.finite(action[offset]);
    double force = Math.max(-1, Math.min(1, given));
    double faster = velocity + (force * POWER - GRAVITY * Trigonometry.cos(3 * position));
    double speed = Math.max(-MountainCar.FASTEST, Math.min(MountainCar.FASTEST, faster));
    double place =
        Math.max(MountainCar.LEFT_END, Math.min(MountainCar.RIGHT_END, position + speed));
    if (place == MountainCar.LEFT_END && speed < 0) {
      speed = 0;
    }
    position = (float) place;
    velocity = (float) speed;
    running = !terminated();
    return (running ? 0 : GOAL_REWARD) - given * given * 0.1;
  }

  @Override
  public boolean terminated() {
    return (float) position >= GOAL && velocity >= 0;
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

  /** Gives the state and the height of the ground under the car. */
  @Override
  public void measure(Sink sink) {
    sink.measure("position", position);
    sink.measure("velocity", velocity);
    sink.measure("height", MountainCar.height(position));
  }

  @Override
  public String actionName(int action) {
    return "left/right";
  }

  /** As fast as it is usually shown. */
  @Override
  public double stepsPerSecond() {
    return 30;
  }

  @Override
  public void paint(Canvas canvas) {
    scene.paintWithNearFlag(canvas, position);
  }
}
