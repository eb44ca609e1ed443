package org.palaestra.environments.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.environment.Measured;
import org.palaestra.environments.scene.Pose;
import org.palaestra.random.RandomStream;
import org.palaestra.view.Drawing;

class LunarLanderTest {

  private static final int LIMIT = 1000;

  /** No hill, no push, no dispersion: the middle of every range. */
  private static final RandomGenerator MIDDLE =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          throw new UnsupportedOperationException("only numbers from 0 to 1 are drawn");
        }

        @Override
        public double nextDouble() {
          return 0.5;
        }
      };

  private final float[] seen = new float[8];

  private static LunarLander lander() {
    return new LunarLander(LunarLanderOptions.CALM);
  }

  /** One episode. */
  private record Episode(double sum, double last, int steps, boolean ended, float[] seen) {}

  private static Episode play(LunarLander lander, long seed, ToIntFunction<float[]> pilot) {
    RandomStream random = new RandomStream(seed);
    lander.reset(random);
    float[] seen = new float[8];
    double sum = 0;
    double last = 0;
    int steps = 0;
    while (!lander.terminated() && steps < LIMIT) {
      lander.observe(seen, 0);
      last = lander.step(pilot.applyAsInt(seen), random);
      sum += last;
      steps++;
    }
    lander.observe(seen, 0);
    return new Episode(sum, last, steps, lander.terminated(), seen);
  }

  private static ToIntFunction<float[]> dice(long seed) {
    RandomStream chance = new RandomStream(seed + 1_000_000);
    return seen -> chance.nextInt(4);
  }

  // Scores.

  /**
   * 4,000 episodes of the same rules with the Box2D of box2d-py itself came to 240.6, standard
   * error 1.5; one episode deviates by about 100, so a hundred by 10.
   */
  @Test
  void gymnasiumsHeuristicScoresWhatItDoesThere() {
    try (LunarLander lander = lander()) {
      double sum = 0;
      int landed = 0;
      for (long seed = 0; seed < 100; seed++) {
        Episode episode = play(lander, seed, Pilots::discrete);
        sum += episode.sum;
        landed += episode.last == 100 ? 1 : 0;
      }
      assertThat(sum / 100).isCloseTo(240.6, within(32.0));
      assertThat(landed).isGreaterThan(80);
    }
  }

  /** About −180 is what is published; the Box2D of box2d-py gave −186.2, standard error 1.7. */
  @Test
  void randomPolicyScoresWhatItDoesThere() {
    try (LunarLander lander = lander()) {
      double sum = 0;
      long steps = 0;
      for (long seed = 0; seed < 1000; seed++) {
        Episode episode = play(lander, seed, dice(seed));
        sum += episode.sum;
        steps += episode.steps;
      }
      assertThat(sum / 1000).isCloseTo(-184, within(13.0));
      assertThat(steps / 1000.0).isCloseTo(92, within(5.0));
    }
  }

  // Rewards.

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rewardIsTheChangeOfThePotentialLessTheFuel(boolean skilled) {
    try (LunarLander lander = lander()) {
      int compared = 0;
      for (long seed = 0; seed < 20; seed++) {
        RandomStream random = new RandomStream(seed);
        ToIntFunction<float[]> dice = dice(seed);
        lander.reset(random);
        lander.observe(seen, 0);
        double before = potential(seen);
        for (int step = 0; step < LIMIT; step++) {
          int action = skilled ? Pilots.discrete(seen) : dice.applyAsInt(seen);
          double reward = lander.step(action, random);
          if (lander.terminated()) {
            break;
          }
          lander.observe(seen, 0);
          double after = potential(seen);
          double fuel = action == 2 ? 0.3 : action == 0 ? 0 : 0.03;
          assertThat(reward)
              .as("seed %s, step %s", seed, step)
              .isCloseTo(after - before - fuel, within(2e-4));
          before = after;
          compared++;
        }
      }
      assertThat(compared).isGreaterThan(1000);
    }
  }

  private static double potential(float[] s) {
    return -100 * Math.hypot(s[0], s[1])
        - 100 * Math.hypot(s[2], s[3])
        - 100 * Math.abs(s[4])
        + 10 * (s[6] + s[7]);
  }

  @Test
  void everyEndHasItsReward() {
    int asleep = 0;
    int crashed = 0;
    int away = 0;
    try (LunarLander lander = lander()) {
      for (long seed = 0; seed < 400; seed++) {
        Episode episode =
            play(lander, seed, seed % 2 == 0 ? Pilots::discrete : pushing(3, seed % 3 == 0));
        if (!episode.ended) {
          continue;
        }
        boolean far = Math.abs(episode.seen[0]) >= 1;
        boolean still = Math.abs(episode.seen[2]) + Math.abs(episode.seen[3]) < 0.01;
        if (episode.last == 100) {
          asleep++;
          assertThat(still).as("seed %s", seed).isTrue();
        } else {
          assertThat(episode.last).isEqualTo(-100);
          away += far ? 1 : 0;
          crashed += far ? 0 : 1;
        }
      }
    }
    assertThat(asleep).isGreaterThan(100);
    assertThat(crashed).isGreaterThan(10);
    assertThat(away).isGreaterThan(10);
  }

  /** To one side, with the main engine in between to stay up. */
  private static ToIntFunction<float[]> pushing(int side, boolean up) {
    return seen -> up && seen[3] < 0.05 ? 2 : Math.abs(seen[4]) < 0.5 ? side : 0;
  }

  @Test
  void landedOnThePadBothLegsStandAndTheHeightIsThatOfStraightLegs() {
    int onThePad = 0;
    int both = 0;
    try (LunarLander lander = lander()) {
      for (long seed = 0; seed < 60; seed++) {
        Episode episode = play(lander, seed, Pilots::discrete);
        if (episode.last == 100 && Math.abs(episode.seen[0]) < 0.1) {
          onThePad++;
          // A leg that slid from one half of the pad to the other counts as off the ground.
          assertThat(episode.seen[6] + episode.seen[7]).as("legs, seed %s", seed).isPositive();
          both += episode.seen[6] + episode.seen[7] == 2 ? 1 : 0;
          // Legs that give way bring the hull a little lower than straight ones.
          assertThat(episode.seen[1]).as("height, seed %s", seed).isBetween(-0.03f, 0.03f);
          assertThat(episode.seen[4]).as("angle, seed %s", seed).isBetween(-0.1f, 0.1f);
        }
      }
    }
    assertThat(onThePad).isGreaterThan(20);
    assertThat(both).isGreaterThan(onThePad * 2 / 3);
  }

  @Test
  void legsTouchNothingInTheAirAndTheFirstOneIsTheRightOne() {
    LanderWorld world = new LanderWorld(-1, new Terrain());
    for (int step = 0; step < 20; step++) {
      world.step();
      assertThat(world.touching(0) || world.touching(1)).isFalse();
    }
    assertThat(world.legPose(0).x()).isGreaterThan(world.landerPose().x() + 0.5);
    assertThat(world.legPose(1).x()).isLessThan(world.landerPose().x() - 0.5);
    // Turned to the right the right leg is first.
    world.impulse(0.15, 0, world.landerPose().x(), world.landerPose().y() + 0.5);
    while (!world.touching(0) && !world.touching(1)) {
      world.step();
    }
    assertThat(world.landerPose().angle()).isNegative();
    assertThat(world.touching(0)).isTrue();
    assertThat(world.touching(1)).isFalse();
    assertThat(world.crashed()).isFalse();
    world.dispose();
  }

  // Dynamics.

  private static double mass() {
    // The hull's area by the shoelace formula, in pixels.
    int[][] hull = {{14, 17}, {-14, 17}, {-17, 0}, {-17, -10}, {17, -10}, {17, 0}};
    double twice = 0;
    for (int i = 0; i < hull.length; i++) {
      int[] a = hull[i];
      int[] b = hull[(i + 1) % hull.length];
      twice += a[0] * b[1] - a[1] * b[0];
    }
    return 5 * twice / 2 / 900 + 2 * legMass();
  }

  private static double legMass() {
    return 4.0 * 16 / 900;
  }

  /** Where the centre of mass of all three bodies is. */
  private static double[] centre(LanderWorld world) {
    // The hull's own: a rectangle of 34 by 10 and a trapezium of 34 and 28 by 17.
    double upper = (34 + 28) / 2.0 * 17;
    double lower = 34 * 10;
    double upperV = 17 / 3.0 * (34 + 2 * 28) / (34 + 28);
    double v = (upper * upperV - lower * 5) / (upper + lower) / 30;
    double hull = mass() - 2 * legMass();
    Pose lander = world.landerPose();
    Pose right = world.legPose(0);
    Pose left = world.legPose(1);
    return new double[] {
      (hull * lander.worldX(0, v) + legMass() * (right.x() + left.x())) / mass(),
      (hull * lander.worldY(0, v) + legMass() * (right.y() + left.y())) / mass()
    };
  }

  /** v ← v + g/50, then x ← x + v/50; hinges and motors cannot move the centre of mass. */
  @Test
  void freeFallIsBox2dsSemiImplicitEuler() {
    LanderWorld world = new LanderWorld(-10, new Terrain());
    double[] start = centre(world);
    double forceX = 700;
    double forceY = -300;
    world.force(forceX, forceY);
    double x = start[0];
    double y = start[1];
    double speedX = forceX / mass() / 50;
    double speedY = forceY / mass() / 50;
    for (int step = 1; step <= 40; step++) {
      world.step();
      speedY -= 10 / 50.0;
      x += speedX / 50;
      y += speedY / 50;
      double[] now = centre(world);
      assertThat(now[0]).as("x at step %s", step).isCloseTo(x, within(2e-4));
      assertThat(now[1]).as("y at step %s", step).isCloseTo(y, within(2e-4));
    }
    assertThat(y).isLessThan(start[1] - 3);
    world.dispose();
  }

  /** Without dispersion: an impulse of 13 · 4/30 upwards, which nothing turns aside. */
  @Test
  void mainEngineGivesItsImpulseAtEveryStep() {
    try (LunarLander with = lander();
        LunarLander without = lander()) {
      with.reset(MIDDLE);
      without.reset(MIDDLE);
      int steps = 25;
      for (int i = 0; i < steps; i++) {
        with.step(2, MIDDLE);
        without.step(0, MIDDLE);
      }
      double perStep = 13 * 4 / 30.0 / mass();
      with.observe(seen, 0);
      double speed = seen[3] * 50 / (400 / 60.0);
      // Legs settle one after the other, which is all that turns it.
      assertThat(seen[0]).isCloseTo(0, within(1e-3f));
      assertThat(seen[4]).isCloseTo(0, within(1e-3f));
      without.observe(seen, 0);
      double falling = seen[3] * 50 / (400 / 60.0);
      assertThat(speed - falling).isCloseTo(steps * perStep, within(0.02 * steps * perStep));
    }
  }

  /** Pushed across at a point above the centre of mass. */
  @ParameterizedTest
  @CsvSource({"1, -1", "3, 1"})
  void sideEnginesPushAndTurnToTheirSide(int action, int way) {
    try (LunarLander lander = lander()) {
      lander.reset(MIDDLE);
      int steps = 20;
      for (int i = 0; i < steps; i++) {
        assertThat(lander.step(action, MIDDLE)).isFinite();
      }
      lander.observe(seen, 0);
      double speed = seen[2] * 50 / 10;
      double impulse = 0.6 * 12 / 30 / mass();
      // As it turns, a little of the push goes down.
      assertThat(way * speed).isBetween(0.8 * steps * impulse, 1.15 * steps * impulse);
      assertThat(way * seen[4]).isLessThan(-0.01f);
      assertThat(way * seen[5]).isLessThan(-0.01f);
    }
  }

  @ParameterizedTest
  @CsvSource({"-10, -0.2", "-1.62, -0.0324", "-11.9, -0.238"})
  void gravityIsAnOption(double gravity, double change) {
    try (LunarLander lander = new LunarLander(new LunarLanderOptions(gravity, false, 15, 1.5))) {
      lander.reset(MIDDLE);
      for (int i = 0; i < 30; i++) {
        lander.step(0, MIDDLE);
      }
      lander.observe(seen, 0);
      // One step at reset and 30 more.
      assertThat(seen[3] * 50 / (400 / 60.0)).isCloseTo(31 * change, within(0.01));
    }
  }

  // The ground.

  @Test
  void padIsFlatAtItsHeightAndHillsStayInRange() {
    Terrain terrain = new Terrain();
    double highest = 0;
    for (long seed = 0; seed < 500; seed++) {
      terrain.draw(new RandomStream(seed));
      // Three times a quarter of the picture's height, times 0.33.
      for (int corner = 4; corner <= 6; corner++) {
        assertThat(terrain.height(corner)).isCloseTo(3.3, within(1e-12));
      }
      for (int corner = 0; corner < Terrain.CORNERS; corner++) {
        assertThat(terrain.height(corner)).isBetween(0.0, 0.99 * 400 / 60);
        highest = Math.max(highest, terrain.height(corner));
      }
      assertThat(terrain.heightAt(10.7)).isCloseTo(3.3, within(1e-12));
      assertThat(terrain.heightAt(1))
          .isCloseTo((terrain.height(0) + terrain.height(1)) / 2, within(1e-12));
    }
    assertThat(Terrain.PAD_LEFT).isEqualTo(8);
    assertThat(Terrain.PAD_RIGHT).isEqualTo(12);
    assertThat(highest).isGreaterThan(5);
  }

  /** 12 heights, two parts of the force, and two numbers for engines that stay off. */
  @Test
  void chanceIsDrawnInTheOriginalsOrder() {
    List<Double> drawn = new ArrayList<>();
    RandomStream random = new RandomStream(3);
    RandomGenerator counting =
        new RandomGenerator() {
          @Override
          public long nextLong() {
            throw new UnsupportedOperationException("only numbers from 0 to 1 are drawn");
          }

          @Override
          public double nextDouble() {
            drawn.add(random.nextDouble());
            return drawn.get(drawn.size() - 1);
          }
        };
    try (LunarLander lander = lander()) {
      lander.reset(counting);
      assertThat(drawn).hasSize(16);
      lander.step(0, counting);
      lander.step(2, counting);
      assertThat(drawn).hasSize(20);
      // The pad's five numbers are drawn and dropped; the third corner has two of the others.
      Drawing.Recorder recorder = new Drawing.Recorder();
      lander.paint(recorder);
      double corner = 0.33 * 400 / 60 * (drawn.get(1) + drawn.get(2)) + 0.33 * 400 / 120;
      assertThat(recorder.take().shapes())
          .anySatisfy(
              shape ->
                  assertThat(shape)
                      .isInstanceOfSatisfying(
                          Drawing.Polygon.class,
                          slope -> assertThat(slope.points()[7]).isCloseTo(corner, within(1e-9))));
    }
  }

  // Wind.

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    // sin 1 + sin(π/2)
    "50, 0.9509361",
    // sin 2 + sin π
    "100, 0.7207949",
    "-50, -0.9509361"
  })
  void windIsTheFormulaOfThePage(int time, double strength) {
    assertThat(Wind.strength(time)).isCloseTo(strength, within(1e-6));
  }

  @Test
  void windPushesInTheAirAndRestsWithALegOnTheGround() {
    LunarLanderOptions windy = new LunarLanderOptions(-10, true, 20, 0);
    try (LunarLander lander = new LunarLander(windy)) {
      RandomGenerator chance =
          new RandomGenerator() {
            @Override
            public long nextLong() {
              throw new UnsupportedOperationException("only the middle is drawn");
            }

            @Override
            public double nextDouble() {
              return 0.5;
            }

            @Override
            public int nextInt(int bound) {
              assertThat(bound).isEqualTo(19_998);
              return 9999 + 30; // Time 30 of the wind.
            }
          };
      lander.reset(chance);
      double impulse = 0;
      for (int time = 30; time <= 50; time++) {
        double wind = 20 * Math.tanh(Math.sin(0.02 * time) + Math.sin(Math.PI * 0.01 * time));
        impulse += wind / 50;
        assertThat(measure(lander, "wind")).isCloseTo(wind, within(1e-9));
        lander.step(0, chance);
      }
      lander.observe(seen, 0);
      double last = measure(lander, "wind");
      assertThat(seen[2] * 5).isCloseTo((float) ((impulse + last / 50) / mass()), within(0.1f));

      while (seen[6] + seen[7] == 0 && !lander.terminated()) {
        lander.step(0, chance);
        lander.observe(seen, 0);
      }
      assertThat(lander.terminated()).isFalse();
      lander.step(0, chance);
      assertThat(measure(lander, "wind")).isZero();
    }
  }

  private static double measure(Measured measured, String wanted) {
    double[] found = {Double.NaN};
    measured.measure(
        (name, value) -> {
          if (name.equals(wanted)) {
            found[0] = value;
          }
        });
    return found[0];
  }

  @ParameterizedTest
  @CsvSource({
    "-12, 15, 1.5, 'gravity must be above -12 and below 0, got -12.0'",
    "0, 15, 1.5, 'gravity must be above -12 and below 0, got 0.0'",
    "NaN, 15, 1.5, 'gravity must be above -12 and below 0, got NaN'",
    "-10, 20.5, 1.5, 'windPower must be from 0 to 20, got 20.5'",
    "-10, -1, 1.5, 'windPower must be from 0 to 20, got -1.0'",
    "-10, 15, 2.1, 'turbulencePower must be from 0 to 2, got 2.1'",
    "-10, 15, NaN, 'turbulencePower must be from 0 to 2, got NaN'"
  })
  void optionsOutOfRangeAreRefusedByValue(
      double gravity, double wind, double turbulence, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LunarLanderOptions(gravity, true, wind, turbulence))
        .withMessage(message);
  }

  // Life and death.

  @Test
  void stepsOutsideOfAnEpisodeAreRefused() {
    try (LunarLander lander = lander()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> lander.step(0, MIDDLE))
          .withMessage("LunarLander: the episode is over or has not begun; call reset");
      lander.reset(MIDDLE);
      while (!lander.terminated()) {
        lander.step(0, MIDDLE);
      }
      assertThatIllegalStateException()
          .isThrownBy(() -> lander.step(0, MIDDLE))
          .withMessage("LunarLander: the episode is over or has not begun; call reset");
    }
  }

  @Test
  void closedLanderGivesItsWorldBackAndTakesAnotherAtReset() {
    LunarLander lander = lander();
    lander.close();
    lander.reset(MIDDLE);
    lander.step(0, MIDDLE);
    lander.close();
    lander.close();
    assertThatIllegalStateException().isThrownBy(() -> lander.step(0, MIDDLE));
    assertThat(entities(lander)).isNotEmpty();
    lander.reset(MIDDLE);
    assertThat(lander.step(0, MIDDLE)).isFinite();
    lander.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4, Integer.MIN_VALUE})
  void actionsThatDoNotExistAreRefusedAndChangeNothing(int action) {
    try (LunarLander lander = lander()) {
      RandomStream random = new RandomStream(1);
      lander.reset(random);
      lander.observe(seen, 0);
      float[] before = seen.clone();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> lander.step(action, random))
          .withMessage("action must be from 0 to 3, got " + action);
      lander.observe(seen, 0);
      assertThat(seen).isEqualTo(before);
    }
  }

  // Looks.

  @Test
  void flamesBurnWhereEnginesPush() {
    try (LunarLander lander = lander()) {
      lander.reset(MIDDLE);
      assertThat(flames(lander)).isEmpty();
      lander.step(2, MIDDLE);
      assertThat(flames(lander)).singleElement().satisfies(f -> assertThat(f.id()).isZero());
      assertThat(flames(lander).get(0).y()).isLessThan(measure(lander, "altitude") + 3.3);
      lander.step(1, MIDDLE);
      // A push to the left comes from the right.
      assertThat(flames(lander)).singleElement().satisfies(f -> assertThat(f.id()).isEqualTo(1));
      assertThat(flames(lander).get(0).x()).isGreaterThan(10.3);
      lander.step(3, MIDDLE);
      assertThat(flames(lander)).singleElement().satisfies(f -> assertThat(f.id()).isEqualTo(2));
      assertThat(flames(lander).get(0).x()).isLessThan(9.7);
    }
  }

  private static List<Drawing.EntityBegin> flames(LunarLander lander) {
    return entities(lander).stream().filter(entity -> entity.kind().equals("flame")).toList();
  }

  private static List<Drawing.EntityBegin> entities(LunarLander lander) {
    Drawing.Recorder recorder = new Drawing.Recorder();
    lander.paint(recorder);
    return recorder.take().shapes().stream()
        .filter(Drawing.EntityBegin.class::isInstance)
        .map(Drawing.EntityBegin.class::cast)
        .toList();
  }

  @Test
  void everythingThatMovesIsAnEntityAlsoBeforeTheFirstEpisode() {
    try (LunarLander lander = lander()) {
      assertThat(entities(lander).stream().map(e -> e.kind() + e.id()))
          .containsExactlyInAnyOrder("flag0", "flag1", "leg0", "leg1", "lander0");
      lander.reset(MIDDLE);
      assertThat(entities(lander).stream().map(e -> e.kind() + e.id()))
          .containsExactlyInAnyOrder("flag0", "flag1", "leg0", "leg1", "lander0");
      assertThat(entities(lander).get(0).x()).isEqualTo(8);
      assertThat(entities(lander).get(1).x()).isEqualTo(12);
    }
  }
}
