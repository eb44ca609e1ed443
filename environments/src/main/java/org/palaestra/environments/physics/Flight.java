package org.palaestra.environments.physics;

import com.badlogic.gdx.math.Vector2;
import java.lang.ref.Reference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.Measured;
import org.palaestra.environment.NoEpisodeException;
import org.palaestra.environments.scene.Pose;
import org.palaestra.space.Box;
import org.palaestra.view.Canvas;

/**
 * What both landers have in common: the course of an episode, what is observed, and what is
 * rewarded. The pages of {@link LunarLander} and {@link LunarLanderContinuous} tell the rules.
 *
 * <p>Whatever calls native code holds on to the owner to the end: else the collector could find it
 * unreachable, and the world be freed, while that code runs.
 */
final class Flight {

  /** What is observed. */
  static final Box OBSERVATIONS =
      Box.vector(
          new float[] {-2.5f, -2.5f, -10, -10, (float) (-2 * Math.PI), -10, 0, 0},
          new float[] {2.5f, 2.5f, 10, 10, (float) (2 * Math.PI), 10, 1, 1});

  private static final float[] LOW = OBSERVATIONS.low();
  private static final float[] HIGH = OBSERVATIONS.high();

  private static final double START_FORCE = 1000;
  private static final double MAIN_COST = 0.3;
  private static final double SIDE_COST = 0.03;
  private static final double LEG_BONUS = 10;
  private static final double CRASH = -100;
  private static final double LANDING = 100;

  private final LunarLanderOptions options;
  private final Terrain terrain = new Terrain();
  private final Wind wind = new Wind();
  private final Wind turbulence = new Wind();
  private final WorldOwner owner = new WorldOwner();
  private final double[] state = new double[OBSERVATIONS.size()];
  private final Pose lander = new Pose(); // before the first episode
  private final Pose[] legs = {new Pose(), new Pose()}; // as above
  private final LunarLanderScene scene = new LunarLanderScene();
  private final String name;
  private @Nullable LanderWorld world;
  private double shaping;
  private boolean over;
  private double mainPower;
  private double sidePower;
  private int direction;
  private double gust;
  private double fuel;
  private int steps;

  /**
   * With {@code options}.
   *
   * @param name what messages call it
   */
  Flight(String name, LunarLanderOptions options) {
    this.name = name;
    this.options = options;
    state[1] = height(LanderWorld.START_Y);
  }

  void reset(RandomGenerator random) {
    try {
      begin(random);
    } finally {
      Reference.reachabilityFence(owner);
    }
  }

  private void begin(RandomGenerator random) {
    terrain.draw(random);
    LanderWorld next = new LanderWorld(options.gravity(), terrain);
    owner.own(next);
    world = next;
    double forceX = START_FORCE * (2 * random.nextDouble() - 1);
    double forceY = START_FORCE * (2 * random.nextDouble() - 1);
    next.force(forceX, forceY);
    if (options.enableWind()) {
      wind.begin(random);
      turbulence.begin(random);
    }
    over = false;
    fuel = 0;
    steps = 0;
    // The first observation is that after a step without engines.
    advance(next, 0, 0, 0, random);
    shaping = shaping();
  }

  /**
   * A step.
   *
   * @param main power of the main engine: 0, or from 0.5 to 1
   * @param side power of a side engine: 0, or from 0.5 to 1
   * @param way −1 for a push to the left, which also turns the lander to the left; 1 to the right
   * @return the reward
   * @throws NoEpisodeException before the first reset, and after the end of an episode
   */
  double step(double main, double side, int way, RandomGenerator random) {
    LanderWorld current = world;
    if (current == null || over) {
      throw new NoEpisodeException(name);
    }
    try {
      return step(current, main, side, way, random);
    } finally {
      Reference.reachabilityFence(owner);
    }
  }

  private double step(
      LanderWorld current, double main, double side, int way, RandomGenerator random) {
    advance(current, main, side, way, random);
    fuel += main * MAIN_COST + side * SIDE_COST;
    steps++;
    double before = shaping;
    shaping = shaping();
    if (!current.awake()) {
      over = true;
      return LANDING;
    }
    if (current.crashed() || Math.abs(state[0]) >= 1) {
      over = true;
      return CRASH;
    }
    return shaping - before - main * MAIN_COST - side * SIDE_COST;
  }

  private void advance(
      LanderWorld current, double main, double side, int way, RandomGenerator random) {
    blow(current);
    // Drawn at every step, whatever the engines do.
    double spread = (2 * random.nextDouble() - 1) / LanderWorld.SCALE;
    double drift = (2 * random.nextDouble() - 1) / LanderWorld.SCALE;
    mainPower = main;
    sidePower = side;
    direction = way;
    Engines.push(current, main, side, way, spread, drift);
    current.step();
    look(current);
  }

  private void blow(LanderWorld current) {
    gust = 0;
    if (options.enableWind() && !current.touching(0) && !current.touching(1)) {
      gust = wind.blow();
      current.force(gust * options.windPower(), 0);
      current.torque(turbulence.blow() * options.turbulencePower());
    }
  }

  private void look(LanderWorld current) {
    Vector2 position = current.position();
    state[0] = (position.x - LanderWorld.START_X) / (Terrain.WIDTH / 2);
    state[1] = height(position.y);
    Vector2 velocity = current.velocity();
    state[2] = velocity.x * (Terrain.WIDTH / 2) / LanderWorld.FRAMES_PER_SECOND;
    state[3] = velocity.y * (Terrain.HEIGHT / 2) / LanderWorld.FRAMES_PER_SECOND;
    state[4] = current.angle();
    state[5] = 20 * current.angularVelocity() / LanderWorld.FRAMES_PER_SECOND;
    state[6] = current.touching(0) ? 1 : 0;
    state[7] = current.touching(1) ? 1 : 0;
  }

  private static double height(double y) {
    return (y - (Terrain.PAD_HEIGHT + LanderWorld.LEG_DOWN)) / (Terrain.HEIGHT / 2);
  }

  /** The potential whose change is the reward. */
  private double shaping() {
    return -100 * Math.sqrt(state[0] * state[0] + state[1] * state[1])
        - 100 * Math.sqrt(state[2] * state[2] + state[3] * state[3])
        - 100 * Math.abs(state[4])
        + LEG_BONUS * state[6]
        + LEG_BONUS * state[7];
  }

  boolean over() {
    return over;
  }

  void observe(float[] out, int offset) {
    for (int i = 0; i < state.length; i++) {
      out[offset + i] = Math.max(LOW[i], Math.min(HIGH[i], (float) state[i]));
    }
  }

  void paint(Canvas canvas) {
    try {
      scene.paint(canvas, this);
    } finally {
      Reference.reachabilityFence(owner);
    }
  }

  void measure(Measured.Sink sink) {
    try {
      measure(sink, lander());
    } finally {
      Reference.reachabilityFence(owner);
    }
  }

  private void measure(Measured.Sink sink, Pose lander) {
    sink.measure("altitude", lander.y() - terrain.heightAt(lander.x()));
    sink.measure("distance to the pad", Math.abs(lander.x() - LanderWorld.START_X));
    double speedX = state[2] * LanderWorld.FRAMES_PER_SECOND / (Terrain.WIDTH / 2);
    double speedY = state[3] * LanderWorld.FRAMES_PER_SECOND / (Terrain.HEIGHT / 2);
    sink.measure("speed", Math.sqrt(speedX * speedX + speedY * speedY));
    sink.measure("main engine", mainPower);
    sink.measure("side engine", direction * sidePower);
    sink.measure("wind", gust * options.windPower());
    sink.measure("fuel", fuel);
  }

  Terrain terrain() {
    return terrain;
  }

  /** Where the lander is; at the start before the first episode. */
  Pose lander() {
    LanderWorld current = world;
    return current == null
        ? lander.place(LanderWorld.START_X, LanderWorld.START_Y, 0)
        : current.landerPose();
  }

  /** Where a leg is. */
  Pose leg(int leg) {
    LanderWorld current = world;
    if (current == null) {
      int side = leg == 0 ? -1 : 1;
      return legs[leg].place(
          LanderWorld.START_X - side * LanderWorld.LEG_AWAY, LanderWorld.START_Y, side * 0.05);
    }
    return current.legPose(leg);
  }

  /** Whether a leg touches the ground. */
  boolean touching(int leg) {
    return state[6 + leg] > 0;
  }

  double mainPower() {
    return mainPower;
  }

  double sidePower() {
    return sidePower;
  }

  int direction() {
    return direction;
  }

  /** The wind now, between −1 to the left and 1 to the right. */
  double gust() {
    return gust;
  }

  int steps() {
    return steps;
  }

  void close() {
    world = null;
    owner.own(null);
  }
}
