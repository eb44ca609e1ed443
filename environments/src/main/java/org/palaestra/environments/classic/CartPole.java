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
 * Balance a pole on a cart.
 *
 * <h2>Description</h2>
 *
 * <p>A pole of 0.1 kg and 1 m stands on a joint without friction on a cart of 1 kg, which runs on a
 * track without friction. Pushing the cart to the left or to the right keeps the pole upright. A
 * step lasts 0.02 s and is one explicit Euler step of the equations of motion: positions move with
 * the old velocities.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>2 discrete</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>push the cart to the left with 10 N</td></tr>
 *   <tr><td>1</td><td>push the cart to the right with 10 N</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>box [4]: the state as floats</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>position of the cart x</td><td>m</td><td>−4.8</td><td>4.8</td></tr>
 *   <tr><td>1</td><td>velocity of the cart ẋ</td><td>m/s</td><td>−∞</td><td>∞</td></tr>
 *   <tr><td>2</td><td>angle of the pole θ, clockwise from upright</td><td>rad</td>
 *       <td>−0.419</td><td>0.419</td></tr>
 *   <tr><td>3</td><td>angular velocity of the pole θ̇</td><td>rad/s</td><td>−∞</td><td>∞</td></tr>
 * </table>
 *
 * <p>The bounds are twice the limits at which an episode ends, so that its last observation lies
 * within them.
 *
 * <h2>As pixels</h2>
 *
 * <p>{@code CartPole-Pixels-v1} is the same task, seen as bytes [84, 84, 1]: 84 rows downwards by
 * 84 columns to the right, grey from 0, black, to 255, white, of what {@link #paint} draws. It is a
 * single frame, which hides both velocities, and whatever is finer than a pixel of 7 cm: an agent
 * needs a memory, or {@code --wrap frame-stack}.
 *
 * <h2>Reward</h2>
 *
 * <p>1 for every step, the last one included. The largest return within the time limit is 500.
 *
 * <h2>Start</h2>
 *
 * <p>Each of the four values of the state is drawn uniformly from [−0.05, 0.05).
 *
 * <h2>End</h2>
 *
 * <p>Terminated when the cart leaves ±2.4 m or the pole leans more than 12° (0.2095 rad) to either
 * side. Truncated after 500 steps.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the dynamics, spaces, starts and limits of Gymnasium's CartPole-v1.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>A. G. Barto, R. S. Sutton and C. W. Anderson, "Neuronlike adaptive elements that can solve
 * difficult learning control problems", IEEE Transactions on Systems, Man, and Cybernetics, 1983.
 * The equations are those of R. V. Florian, "Correct equations for the dynamics of the cart-pole
 * system", 2005, without friction.
 */
public final class CartPole
    implements DiscreteEnvironment, Restorable, Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "CartPole-v1";

  /** Distance from the middle in metres beyond which an episode ends. */
  static final double POSITION_LIMIT = 2.4;

  /** Angle in radians beyond which an episode ends: 12°. */
  static final double ANGLE_LIMIT = 12 * 2 * Math.PI / 360;

  private static final double GRAVITY = 9.8;
  private static final double POLE_MASS = 0.1;
  private static final double TOTAL_MASS = 1.0 + POLE_MASS;
  private static final double HALF_LENGTH = 0.5;
  private static final double POLE_MASS_LENGTH = POLE_MASS * HALF_LENGTH;
  private static final double FORCE = 10;
  private static final double STEP_SECONDS = 0.02;

  private static final Discrete ACTIONS = new Discrete(2);
  private static final Box OBSERVATIONS = observations();
  private static final StateVector STATE =
      new StateVector(
          "CartPole",
          List.of("cart position", "cart velocity", "pole angle", "pole angular velocity"));

  private double x;
  private double xDot;
  private double theta;
  private double thetaDot;

  /** Whether an episode has begun and no step has ended it; a restored state is a begun one. */
  private boolean running;

  private final CartPoleScene scene = new CartPoleScene();

  /** At rest and upright in the middle of the track. */
  public CartPole() {}

  private static Box observations() {
    float[] high = {
      (float) (2 * POSITION_LIMIT),
      Float.POSITIVE_INFINITY,
      (float) (2 * ANGLE_LIMIT),
      Float.POSITIVE_INFINITY
    };
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
    x = start(random);
    xDot = start(random);
    theta = start(random);
    thetaDot = start(random);
    running = true;
  }

  private static double start(RandomGenerator random) {
    return -0.05 + 0.1 * random.nextDouble();
  }

  @Override
  public double step(int action, RandomGenerator random) {
    if (!running) {
      throw new NoEpisodeException(STATE.environment());
    }
    if ((action & 1) != action) {
      throw new IllegalArgumentException("action must be 0 or 1, got " + action);
    }
    double force = action == 1 ? FORCE : -FORCE;
    double sine = Trigonometry.sin(theta);
    double cosine = Trigonometry.cos(theta);
    double push = (force + POLE_MASS_LENGTH * (thetaDot * thetaDot) * sine) / TOTAL_MASS;
    double thetaAcceleration =
        (GRAVITY * sine - cosine * push)
            / (HALF_LENGTH * (4.0 / 3.0 - POLE_MASS * (cosine * cosine) / TOTAL_MASS));
    double xAcceleration = push - POLE_MASS_LENGTH * thetaAcceleration * cosine / TOTAL_MASS;
    x += STEP_SECONDS * xDot;
    xDot += STEP_SECONDS * xAcceleration;
    theta += STEP_SECONDS * thetaDot;
    thetaDot += STEP_SECONDS * thetaAcceleration;
    running = !terminated();
    return 1;
  }

  @Override
  public boolean terminated() {
    return Math.abs(x) > POSITION_LIMIT || Math.abs(theta) > ANGLE_LIMIT;
  }

  @Override
  public void observe(float[] out, int offset) {
    out[offset] = (float) x;
    out[offset + 1] = (float) xDot;
    out[offset + 2] = (float) theta;
    out[offset + 3] = (float) thetaDot;
  }

  @Override
  public int stateSize() {
    return STATE.size();
  }

  /** Writes x, ẋ, θ, θ̇. */
  @Override
  public int save(double[] out) {
    out[0] = x;
    out[1] = xDot;
    out[2] = theta;
    out[3] = thetaDot;
    return STATE.size();
  }

  @Override
  public void restore(double[] state, int length) {
    STATE.check(state, length);
    x = state[0];
    xDot = state[1];
    theta = state[2];
    thetaDot = state[3];
    running = true;
  }

  /** Gives the state in double precision: labels for learners that see pictures only. */
  @Override
  public void measure(Sink sink) {
    sink.measure("position", x);
    sink.measure("velocity", xDot);
    sink.measure("angle", theta);
    sink.measure("angular-velocity", thetaDot);
  }

  @Override
  public String actionName(int action) {
    return action == 0 ? "left" : "right";
  }

  /** A third of its own time: a hand needs a fifth of a second, in which the pole would fall. */
  @Override
  public double stepsPerSecond() {
    return 15;
  }

  @Override
  public void paint(Canvas canvas) {
    scene.paint(canvas, x, theta);
  }
}
