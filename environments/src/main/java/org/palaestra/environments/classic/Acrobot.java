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
 * Swing the end of a chain of two links above a line, with a motor between the links only.
 *
 * <h2>Description</h2>
 *
 * <p>Two links of 1 kg and 1 m hang one below the other; each has its centre of mass in its middle
 * and a moment of inertia of 1 kg m². The upper joint turns freely, the lower one has a motor, as a
 * gymnast on a bar bends at the hips. A step lasts 0.2 s: one step of the classical Runge-Kutta
 * method of fourth order with a constant torque. Then both angles are wrapped to [−π, π] and both
 * angular velocities clipped to their bounds.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>3 discrete</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>torque of −1 N m on the lower joint</td></tr>
 *   <tr><td>1</td><td>no torque</td></tr>
 *   <tr><td>2</td><td>torque of 1 N m on the lower joint</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>box [6]</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>cosine of θ₁, the angle of the upper link, anticlockwise from hanging
 *       down</td><td>1</td><td>−1</td><td>1</td></tr>
 *   <tr><td>1</td><td>sine of θ₁</td><td>1</td><td>−1</td><td>1</td></tr>
 *   <tr><td>2</td><td>cosine of θ₂, the angle of the lower link relative to the upper one</td>
 *       <td>1</td><td>−1</td><td>1</td></tr>
 *   <tr><td>3</td><td>sine of θ₂</td><td>1</td><td>−1</td><td>1</td></tr>
 *   <tr><td>4</td><td>angular velocity θ̇₁</td><td>rad/s</td><td>−4π</td><td>4π</td></tr>
 *   <tr><td>5</td><td>angular velocity θ̇₂</td><td>rad/s</td><td>−9π</td><td>9π</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>−1 for every step, but 0 for the one that ends the episode.
 *
 * <h2>Start</h2>
 *
 * <p>Each of the four values of the state is drawn uniformly from [−0.1, 0.1), in single precision.
 *
 * <h2>End</h2>
 *
 * <p>Terminated when the free end is more than 1 m above the upper joint: −cos θ₁ − cos(θ₁ + θ₂) >
 * 1. Truncated after 500 steps.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the dynamics, spaces, starts and limits of Gymnasium's Acrobot-v1, with the equations
 *       of the book.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>R. S. Sutton, "Generalization in reinforcement learning: successful examples using sparse
 * coarse coding", Advances in Neural Information Processing Systems 8, 1996; the equations of
 * motion are those of R. S. Sutton and A. G. Barto, "Reinforcement Learning: An Introduction",
 * 1998, section 11.3, which differ from the paper's by the term with θ̇₁² sin θ₂.
 */
public final class Acrobot
    implements DiscreteEnvironment, Restorable, Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "Acrobot-v1";

  /** Height in metres above the upper joint that the free end has to exceed. */
  static final double GOAL_HEIGHT = 1;

  static final double FASTEST_UPPER = 4 * Math.PI;
  static final double FASTEST_LOWER = 9 * Math.PI;

  private static final double STEP_SECONDS = 0.2;

  private static final Discrete ACTIONS = new Discrete(3);
  private static final Box OBSERVATIONS = observations();
  private static final StateVector STATE =
      new StateVector(
          "Acrobot",
          List.of(
              "angle of the upper link",
              "angle of the lower link",
              "angular velocity of the upper link",
              "angular velocity of the lower link"));

  private final AcrobotScene scene = new AcrobotScene();
  private final AcrobotMotion motion = new AcrobotMotion();
  private double theta1;
  private double theta2;
  private double velocity1;
  private double velocity2;
  private boolean ended;

  /** Whether an episode has begun and no step has ended it; a restored state is a begun one. */
  private boolean running;

  /** At rest and hanging down. */
  public Acrobot() {}

  private static Box observations() {
    float[] high = {1, 1, 1, 1, (float) FASTEST_UPPER, (float) FASTEST_LOWER};
    float[] low = new float[high.length];
    for (int i = 0; i < high.length; i++) {
      low[i] = -high[i];
    }
    return Box.vector(low, high);
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
    theta1 = start(random);
    theta2 = start(random);
    velocity1 = start(random);
    velocity2 = start(random);
    ended = false; // The free end is nearly 2 m below the joint.
    running = true;
  }

  private static double start(RandomGenerator random) {
    return (float) (-0.1 + 0.2 * random.nextDouble());
  }

  @Override
  public double step(int action, RandomGenerator random) {
    if (!running) {
      throw new NoEpisodeException(STATE.environment());
    }
    if (action < 0 || action > 2) {
      throw new IllegalArgumentException("action must be 0, 1 or 2, got " + action);
    }
    motion.advance(theta1, theta2, velocity1, velocity2, action - 1, STEP_SECONDS);
    theta1 = Angles.unwind(motion.theta1);
    theta2 = Angles.unwind(motion.theta2);
    velocity1 = Math.max(-FASTEST_UPPER, Math.min(FASTEST_UPPER, motion.velocity1));
    velocity2 = Math.max(-FASTEST_LOWER, Math.min(FASTEST_LOWER, motion.velocity2));
    ended = height() > GOAL_HEIGHT;
    running = !ended;
    return ended ? 0 : -1;
  }

  /** How far in metres the free end is above the upper joint. */
  private double height() {
    return -Trigonometry.cos(theta1) - Trigonometry.cos(theta2 + theta1);
  }

  @Override
  public boolean terminated() {
    return ended;
  }

  @Override
  public void observe(float[] out, int offset) {
    out[offset] = (float) Trigonometry.cos(theta1);
    out[offset + 1] = (float) Trigonometry.sin(theta1);
    out[offset + 2] = (float) Trigonometry.cos(theta2);
    out[offset + 3] = (float) Trigonometry.sin(theta2);
    out[offset + 4] = (float) velocity1;
    out[offset + 5] = (float) velocity2;
  }

  @Override
  public int stateSize() {
    return STATE.size();
  }

  /** Writes θ₁, θ₂, θ̇₁, θ̇₂. */
  @Override
  public int save(double[] out) {
    out[0] = theta1;
    out[1] = theta2;
    out[2] = velocity1;
    out[3] = velocity2;
    return STATE.size();
  }

  @Override
  public void restore(double[] state, int length) {
    STATE.check(state, length);
    theta1 = state[0];
    theta2 = state[1];
    velocity1 = state[2];
    velocity2 = state[3];
    ended = height() > GOAL_HEIGHT;
    running = true;
  }

  /** Gives both angles, which the observation has only as sines and cosines, and the height. */
  @Override
  public void measure(Sink sink) {
    sink.measure("upper-angle", theta1);
    sink.measure("lower-angle", theta2);
    sink.measure("upper-angular-velocity", velocity1);
    sink.measure("lower-angular-velocity", velocity2);
    sink.measure("height", height());
  }

  @Override
  public String actionName(int action) {
    return action == 0 ? "left" : action == 1 ? "nothing" : "right";
  }

  /** Three times its own time, which is slow. */
  @Override
  public double stepsPerSecond() {
    return 15;
  }

  @Override
  public void paint(Canvas canvas) {
    scene.paint(canvas, theta1, theta2, ended);
  }
}
