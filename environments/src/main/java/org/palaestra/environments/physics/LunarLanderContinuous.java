package org.palaestra.environments.physics;

import java.util.random.RandomGenerator;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Viewable;
import org.palaestra.space.Box;
import org.palaestra.view.Canvas;

/**
 * Land a spacecraft softly between two flags, with three engines that can be throttled.
 *
 * <h2>Description</h2>
 *
 * <p>The moon and the lander of {@link LunarLander}. An engine is off or runs at 50 % to 100 % of
 * its power: less it cannot.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>box [2]: clipped to its bounds</caption>
 *   <tr><th>index</th><th>meaning</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>main engine: off up to 0, then from 50 % above 0 to 100 % at 1</td>
 *       <td>−1</td><td>1</td></tr>
 *   <tr><td>1</td><td>side engines: off from −0.5 to 0.5, else as strong as the absolute value; a
 *       negative one pushes and turns the lander to the left</td><td>−1</td><td>1</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>box [8]: that of {@link LunarLander}</caption>
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
 * <p>That of {@link LunarLander}; the costs of 0.3 and 0.03 are multiplied by the engine's power.
 *
 * <h2>Start</h2>
 *
 * <p>As {@link LunarLander} starts.
 *
 * <h2>End</h2>
 *
 * <p>As {@link LunarLander} ends, after 1,000 steps at the latest.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link LunarLanderOptions} and the page of {@link LunarLander}.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v3: the rules and numbers of Gymnasium's LunarLanderContinuous-v3.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>O. Klimov's LunarLander in Gymnasium 1.x, made with {@code continuous=True}.
 */
public final class LunarLanderContinuous
    implements ContinuousEnvironment, Measured, Playable, Viewable, AutoCloseable {

  /** The id under which it is registered. */
  public static final String ID = "LunarLanderContinuous-v3";

  private static final Box ACTIONS = Box.of(-1, 1, 2);
  private static final double LEAST_SIDE = 0.5;

  private final Flight flight;

  /** A lander that waits for its first reset. */
  public LunarLanderContinuous(LunarLanderOptions options) {
    flight = new Flight("LunarLanderContinuous", options);
  }

  @Override
  public Box observationSpace() {
    return Flight.OBSERVATIONS;
  }

  @Override
  public Box actionSpace() {
    return ACTIONS;
  }

  @Override
  public void reset(RandomGenerator random) {
    flight.reset(random);
  }

  @Override
  public double step(float[] action, int offset, RandomGenerator random) {
    double main = clip(action[offset]);
    double side = clip(action[offset + 1]);
    double mainPower = main > 0 ? 0.5 * (main + 1) : 0;
    double sidePower = Math.abs(side) > LEAST_SIDE ? Math.abs(side) : 0;
    return flight.step(mainPower, sidePower, side < 0 ? -1 : 1, random);
  }

  private static double clip(float value) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("action must be two finite numbers, got " + value);
    }
    return Math.max(-1, Math.min(1, value));
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
    return action == 0 ? "off/up" : "left/right";
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
