package org.palaestra.environments.physics;

import java.util.random.RandomGenerator;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Viewable;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.view.Canvas;

/**
 * Land a spacecraft softly between two flags, with three engines that are on or off.
 *
 * <h2>Description</h2>
 *
 * <p>A lander with two sprung legs falls towards a hilly moon with a flat pad in the middle. Fuel
 * is endless but costs. The world is 20 units wide and 13⅓ high; its bodies are moved by Box2D in
 * steps of 1/50 second, with 180 iterations for velocities and 60 for positions. The hull, of
 * density 5 and friction 0.1, collides with the ground alone; so do the legs, boxes of 4/30 by
 * 16/30 units hinged to the hull's origin, which a motor of torque 40 presses outwards between
 * stops at 0.4 and 0.9 radians.
 *
 * <p>An engine pushes at once: the main engine with an impulse of 13 times the vector from the
 * hull's origin to the nozzle, 4/30 below it, against that vector; a side engine with 0.6 times the
 * vector to its nozzle, 12/30 to the side. From both vectors chance deviates: two numbers are drawn
 * at every step, uniformly from [−1/30, 1/30). A side engine also sits 14/30 up the hull, of which
 * the part across counts as 17/30, as in the original, where it is thought to be a slip. The sparks
 * that the original draws touch nothing but the ground and leave the lander alone; here they are
 * not simulated, as there when nobody watches.
 *
 * <p>Bodies are native and cannot be copied, so that this environment is not restorable: a training
 * that goes on plays its episode again. Close it, or drop it, to give its memory back. Builds of
 * Box2D differ a little: see the page of this package.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>4 discrete</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>do nothing</td></tr>
 *   <tr><td>1</td><td>fire the engine that pushes and turns the lander to the left</td></tr>
 *   <tr><td>2</td><td>fire the main engine</td></tr>
 *   <tr><td>3</td><td>fire the engine that pushes and turns the lander to the right</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>box [8]: clipped to its bounds, which the original only declares; beyond them lies
 *       what no landing comes near</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>how far right of the pad's middle the hull's origin is</td>
 *       <td>10 lengths</td><td>−2.5</td><td>2.5</td></tr>
 *   <tr><td>1</td><td>how high it is above its place on straight legs on the pad</td>
 *       <td>6⅔ lengths</td><td>−2.5</td><td>2.5</td></tr>
 *   <tr><td>2</td><td>velocity to the right</td><td>5 lengths a second</td>
 *       <td>−10</td><td>10</td></tr>
 *   <tr><td>3</td><td>velocity upwards</td><td>7.5 lengths a second</td>
 *       <td>−10</td><td>10</td></tr>
 *   <tr><td>4</td><td>angle, anticlockwise</td><td>radian</td><td>−2π</td><td>2π</td></tr>
 *   <tr><td>5</td><td>angular velocity</td><td>2.5 radians a second</td>
 *       <td>−10</td><td>10</td></tr>
 *   <tr><td>6</td><td>whether the right leg touches the ground</td><td>0 or 1</td>
 *       <td>0</td><td>1</td></tr>
 *   <tr><td>7</td><td>whether the left leg touches the ground</td><td>0 or 1</td>
 *       <td>0</td><td>1</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>The change of −100 |(x, y)| − 100 |(vx, vy)| − 100 |angle| + 10 for each leg on the ground, in
 * the units of the observation, less 0.3 for a step of the main engine and 0.03 for one of a side
 * engine. Instead of that, −100 for the step that crashes and 100 for the one in which the lander
 * has come to rest. A good landing brings 200 and more in all.
 *
 * <h2>Start</h2>
 *
 * <p>The lander is at the top in the middle, pushed for one step by a force whose two parts are
 * drawn uniformly from [−1000, 1000). Heights of the ground are drawn at 12 places, uniformly from
 * [0, 6⅔), of which five neighbours in the middle become a quarter of the picture's height; a
 * corner of the ground is 0.33 times the sum of three neighbours. Then one step passes without
 * engines.
 *
 * <h2>End</h2>
 *
 * <p>Terminated when the hull touches the ground, when |x| ≥ 1, and when Box2D finds the lander
 * asleep, which is at rest for half a second. Truncated after 1,000 steps.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link LunarLanderOptions}. With {@code enableWind}, while no leg touches the ground, a
 * force across of {@code windPower} times tanh(sin(0.02 t) + sin(0.01 π t)) pushes the lander and a
 * torque of {@code turbulencePower} times such a number turns it; t counts steps from a whole
 * number of its own for each, drawn from −9999 to 9998 at the start. The original warns of powers
 * beyond the ranges, which are refused here.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v3: the rules and numbers of Gymnasium's LunarLander-v3.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>O. Klimov's LunarLander in Gymnasium 1.x, after Atari's arcade game of 1979; engines that are
 * on or off at full power are what Pontryagin's maximum principle calls for.
 */
public final class LunarLander
    implements DiscreteEnvironment, Measured, Playable, Viewable, AutoCloseable {

  /** The id under which it is registered. */
  public static final String ID = "LunarLander-v3";

  private static final Discrete ACTIONS = new Discrete(4);
  private static final int MAIN = 2;

  /** Where an engine pushes; up is the main one. */
  private static final String[] NAMES = {"nothing", "left", "up", "right"};

  private final Flight flight;

  /** A lander that waits for its first reset. */
  public LunarLander(LunarLanderOptions options) {
    flight = new Flight("LunarLander", options);
  }

  @Override
  public Box observationSpace() {
    return Flight.OBSERVATIONS;
  }

  @Override
  public Discrete actionSpace() {
    return ACTIONS;
  }

  @Override
  public void reset(RandomGenerator random) {
    flight.reset(random);
  }

  @Override
  public double step(int action, RandomGenerator random) {
    if (action < 0 || action >= ACTIONS.n()) {
      throw new IllegalArgumentException("action must be from 0 to 3, got " + action);
    }
    int direction = action == 1 || action == 3 ? action - MAIN : 0;
    return flight.step(action == MAIN ? 1 : 0, direction == 0 ? 0 : 1, direction, random);
  }

  @Override
  public boolean terminated() {
    return flight.over();
  }

  @Override
  public void observe(float[] out, int offset) {
    flight.observe(out, offset);
  }

  /** Gives height and speed in lengths and seconds, the engines, the wind and the fuel's cost. */
  @Override
  public void measure(Sink sink) {
    flight.measure(sink);
  }

  @Override
  public String actionName(int action) {
    return NAMES[action];
  }

  /** Half of its own time, so that a hand can follow. */
  @Override
  public double stepsPerSecond() {
    return 25;
  }

  @Override
  public void paint(Canvas canvas) {
    flight.paint(canvas);
  }

  /** Gives native memory back; a reset takes it again. */
  @Override
  public void close() {
    flight.close();
  }
}
