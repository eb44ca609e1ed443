package org.palaestra.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.environment.CheckReport;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Environment;
import org.palaestra.environment.EnvironmentChecker;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Finding;
import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.Viewable;
import org.palaestra.random.RandomStream;
import org.palaestra.view.Drawing;

/** What holds for every environment of this module. */
class RegisteredEnvironmentsTest {

  /** Those with one way to start, one action, and nothing random in between. */
  private static final Set<String> WITHOUT_CHANCE =
      Set.of("ProbeConstant-v1", "ProbeDelay-v1", "ProbeTruncation-v1");

  /**
   * Those whose bodies live in native memory: there is no state to save, and a reset makes objects.
   * What holds for them instead is tested beside them.
   */
  private static final Set<String> NATIVE = Set.of("LunarLander-v3", "LunarLanderContinuous-v3");

  /** Those that go on for ever. */
  private static final Set<String> WITHOUT_END =
      Set.of(
          "Pendulum-v1",
          "JacksCarRental-v1",
          "Bandit-v1",
          "DriftingBandit-v1",
          "ProbeTruncation-v1");

  /**
   * All but those that are seen as pixels, whose thousands of numbers a test of wrappers looks at.
   */
  private static Stream<String> ids() {
    return Registered.definitions()
        .filter(definition -> !seenAsPixels(definition))
        .map(definition -> definition.id().toString());
  }

  private static Stream<String> restorableIds() {
    return ids().filter(id -> !NATIVE.contains(id));
  }

  private static Stream<String> pixelIds() {
    return Registered.definitions()
        .filter(RegisteredEnvironmentsTest::seenAsPixels)
        .map(definition -> definition.id().toString());
  }

  private static Stream<String> allIds() {
    return Stream.concat(ids(), pixelIds());
  }

  private static boolean seenAsPixels(EnvironmentDefinition<?> definition) {
    return definition.wrappers().stream().anyMatch(wrapper -> wrapper.name().equals("pixels"));
  }

  @Test
  void serviceFileNamesEveryEnvironmentOnce() {
    assertThat(pixelIds())
        .containsExactlyInAnyOrder(
            "CartPole-Pixels-v1",
            "Breakout-Pixels-v1",
            "SpaceInvaders-Pixels-v1",
            "Freeway-Pixels-v1",
            "Asterix-Pixels-v1",
            "Seaquest-Pixels-v1",
            "Pong-Pixels-v1",
            "Snake-Pixels-v1");
    assertThat(ids())
        .containsExactlyInAnyOrder(
            "CartPole-v1",
            "MountainCar-v0",
            "MountainCarContinuous-v0",
            "Acrobot-v1",
            "Pendulum-v1",
            "ProbeConstant-v1",
            "ProbeObservation-v1",
            "ProbeDelay-v1",
            "ProbeAction-v1",
            "ProbeActionObservation-v1",
            "ProbeTruncation-v1",
            "ProbeMemory-v1",
            "ProbeContinuousAction-v1",
            "ProbeContinuousActionObservation-v1",
            "GridWorld-v1",
            "FrozenLake-v1",
            "FrozenLake8x8-v1",
            "CliffWalking-v1",
            "Taxi-v4",
            "WindyGridWorld-v1",
            "DynaMaze-v1",
            "FourRooms-v1",
            "DeepSea-v1",
            "RandomWalk19-v1",
            "GamblersProblem-v1",
            "JacksCarRental-v1",
            "Blackjack-v1",
            "Bandit-v1",
            "DriftingBandit-v1",
            "Breakout-v1",
            "SpaceInvaders-v1",
            "Freeway-v1",
            "Asterix-v1",
            "Seaquest-v1",
            "Pong-v1",
            "Snake-v1",
            "LunarLander-v3",
            "LunarLanderContinuous-v3");
    assertThat(ids().filter(id -> Registered.environment(id).ability(Restorable.class).isEmpty()))
        .containsExactlyInAnyOrderElementsOf(NATIVE);
  }

  @Test
  void timeLimitsAreThoseOfGymnasium() {
    assertThat(Registered.definitions().map(d -> d.id() + " " + d.timeLimit()))
        .contains(
            "CartPole-v1 500",
            "MountainCar-v0 200",
            "MountainCarContinuous-v0 999",
            "Acrobot-v1 500",
            "Pendulum-v1 200",
            "FrozenLake-v1 100",
            "FrozenLake8x8-v1 200",
            "CliffWalking-v1 0",
            "Taxi-v4 200",
            "Blackjack-v1 0",
            "LunarLander-v3 1000",
            "LunarLanderContinuous-v3 1000");
  }

  @ParameterizedTest
  @MethodSource("ids")
  void contractIsKept(String id) {
    EnvironmentDefinition<?> definition =
        Registered.definitions().filter(d -> d.id().toString().equals(id)).findAny().orElseThrow();
    EnvironmentSpec spec = definition.spec();
    CheckReport report =
        EnvironmentChecker.check(
            spec,
            () -> Registered.environment(id),
            new EnvironmentChecker.Effort(3, 5_000, Duration.ofSeconds(60)));
    // A hint is a guess, such as that episodes of one length hide a time limit.
    assertThat(report.findings())
        .as(id)
        .allMatch(
            finding ->
                finding.severity() == Finding.Severity.HINT
                    || (NATIVE.contains(id) && finding.seen().startsWith("reset allocates")));
  }

  @ParameterizedTest
  @MethodSource("pixelIds")
  void contractIsKeptInPixelsToo(String id) {
    EnvironmentDefinition<?> definition =
        Registered.definitions().filter(d -> d.id().toString().equals(id)).findAny().orElseThrow();
    CheckReport report =
        EnvironmentChecker.check(
            definition.spec(),
            () -> Registered.environment(id),
            new EnvironmentChecker.Effort(3, 1_000, Duration.ofSeconds(60)));
    assertThat(report.findings())
        .as(id)
        .allMatch(finding -> finding.severity() == Finding.Severity.HINT);
  }

  /** What is drawn differs from what is empty, and what moves moves. */
  @ParameterizedTest
  @MethodSource("pixelIds")
  void picturesShowWhatHappens(String id) {
    DiscreteEnvironment environment = Registered.create(id);
    RandomStream random = new RandomStream(9);
    environment.reset(random);
    float[] before = new float[environment.observationSpace().size()];
    float[] after = new float[before.length];
    environment.observe(before, 0);
    for (int step = 0; step < 30 && !environment.terminated(); step++) {
      Registered.stepAtRandom(environment, random);
    }
    environment.observe(after, 0);
    Set<Float> greys = new HashSet<>();
    int different = 0;
    for (int i = 0; i < before.length; i++) {
      greys.add(before[i]);
      different += before[i] == after[i] ? 0 : 1;
    }
    assertThat(greys).hasSizeGreaterThan(3);
    assertThat(different).isBetween(10, before.length / 2);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void observationsStayInTheirSpace(String id) {
    Environment environment = Registered.environment(id);
    float[] observation = new float[environment.observationSpace().size() + 1];
    RandomStream random = new RandomStream(5);
    environment.reset(random);
    for (int i = 0; i < 20_000; i++) {
      environment.observe(observation, 1);
      assertThat(environment.observationSpace().contains(observation, 1))
          .as("%s, step %s: %s", id, i, Arrays.toString(observation))
          .isTrue();
      assertThat(observation[0]).isZero();
      if (environment.terminated()) {
        environment.reset(random);
      } else {
        Registered.stepAtRandom(environment, random);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void twinsWithOneSeedLiveTheSameLife(String id) {
    List<Double> life = life(Registered.environment(id), new RandomStream(11), 5_000, true);
    assertThat(life(Registered.environment(id), new RandomStream(11), 5_000, true)).isEqualTo(life);
    if (!WITHOUT_CHANCE.contains(id)) {
      assertThat(life(Registered.environment(id), new RandomStream(12), 5_000, true))
          .isNotEqualTo(life);
    }
  }

  @ParameterizedTest
  @MethodSource("restorableIds")
  void restoredEnvironmentGoesOnBitForBit(String id) {
    Environment environment = Registered.environment(id);
    Environment other = Registered.environment(id); // Its own past must not show.
    RandomStream stream = new RandomStream(0);
    long[] words = new long[RandomStream.STATE_SIZE];
    for (long seed = 0; seed < 100; seed++) {
      RandomStream random = new RandomStream(seed);
      environment.reset(random);
      life(environment, random, random.nextInt(150), false);
      double[] state = save(environment);
      random.save(words, 0);
      final List<Double> original = life(environment, random, 100, false);

      stream.restore(words, 0);
      ability(other, Restorable.class).restore(state, state.length);
      assertThat(save(other)).isEqualTo(state);
      assertThat(life(other, stream, 100, false)).as("%s, seed %s", id, seed).isEqualTo(original);
    }
  }

  /** As above, by the hash of what is seen: a life in pixels has a million numbers. */
  @ParameterizedTest
  @MethodSource("pixelIds")
  void restoredPixelsGoOnBitForBit(String id) {
    DiscreteEnvironment environment = Registered.create(id);
    DiscreteEnvironment other = Registered.create(id);
    RandomStream stream = new RandomStream(0);
    long[] words = new long[RandomStream.STATE_SIZE];
    Set<Integer> different = new HashSet<>();
    for (long seed = 0; seed < 100; seed++) {
      RandomStream random = new RandomStream(seed);
      environment.reset(random);
      seen(environment, random, random.nextInt(40));
      double[] state = save(environment);
      random.save(words, 0);
      final int original = seen(environment, random, 20);

      stream.restore(words, 0);
      ability(other, Restorable.class).restore(state, state.length);
      assertThat(save(other)).isEqualTo(state);
      assertThat(seen(other, stream, 20)).as("%s, seed %s", id, seed).isEqualTo(original);
      different.add(original);
    }
    assertThat(different).hasSizeGreaterThan(50);
  }

  private static int seen(DiscreteEnvironment environment, RandomStream random, int steps) {
    float[] observation = new float[environment.observationSpace().size()];
    int hash = 1;
    for (int step = 0; step < steps; step++) {
      if (environment.terminated()) {
        environment.reset(random);
      } else {
        hash = 31 * hash + Double.hashCode(Registered.stepAtRandom(environment, random));
      }
      Arrays.fill(observation, 0);
      environment.observe(observation, 0);
      hash = 31 * hash + Arrays.hashCode(observation);
    }
    return hash;
  }

  @ParameterizedTest
  @MethodSource("restorableIds")
  void steppingAllocatesNothing(String id) {
    Environment environment = Registered.environment(id);
    RandomStream random = new RandomStream(2);
    float[] observation = new float[environment.observationSpace().size()];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    float[][] actions = Registered.randomActions(environment, random);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      environment.reset(random);
      for (int i = 0; i < 20_000; i++) {
        if (environment instanceof DiscreteEnvironment discrete) {
          discrete.step(Registered.choose(discrete, random), random);
        } else {
          ((ContinuousEnvironment) environment).step(actions[i % actions.length], 0, random);
        }
        environment.observe(observation, 0);
        if (environment.terminated()) {
          environment.reset(random);
        }
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    // The question itself may cost a few bytes; one object a step would be 320,000.
    assertThat(least).as(id).isLessThan(1_000);
  }

  @ParameterizedTest
  @MethodSource("allIds")
  void stepsBeforeAnEpisodeAreRefused(String id) {
    Environment environment = Registered.environment(id);
    RandomStream random = new RandomStream(31);
    double[] before = save(environment);
    for (int i = 0; i < 2; i++) {
      assertStepIsRefused(id, environment, random);
    }
    assertThat(save(environment)).isEqualTo(before);
    environment.reset(random);
    assertThat(Registered.stepAtRandom(environment, random)).isFinite();
  }

  @ParameterizedTest
  @MethodSource("allIds")
  void stepsAfterTheEndAreRefusedUntilAReset(String id) {
    Environment environment = Registered.environment(id);
    RandomStream random = new RandomStream(32);
    environment.reset(random);
    int steps = 0;
    while (!environment.terminated() && steps < 1_000_000) {
      Registered.stepAtRandom(environment, random);
      steps++;
      if (steps == 1_000 && WITHOUT_END.contains(id)) {
        return; // No step of it was refused.
      }
    }
    assertThat(environment.terminated()).as("the end within %s steps", steps).isTrue();
    double[] ended = save(environment);
    for (int i = 0; i < 2; i++) {
      assertStepIsRefused(id, environment, random);
      assertThat(environment.terminated()).as("still ended").isTrue();
    }
    assertThat(save(environment)).isEqualTo(ended);
    environment.reset(random);
    assertThat(Registered.stepAtRandom(environment, random)).isFinite();
  }

  private static void assertStepIsRefused(String id, Environment environment, RandomStream random) {
    String world = EnvironmentId.parse(id).name().replace("-Pixels", "").replace("8x8", "");
    assertThatIllegalStateException()
        .as(id)
        .isThrownBy(() -> stepAnyhow(environment, random))
        .withMessage(world + ": the episode is over or has not begun; call reset");
  }

  /** The middle of the actions, since at an end none may be allowed any more. */
  private static void stepAnyhow(Environment environment, RandomStream random) {
    if (environment instanceof DiscreteEnvironment discrete) {
      discrete.step(discrete.actionSpace().n() / 2, random);
    } else {
      ((ContinuousEnvironment) environment)
          .step(new float[environment.actionSpace().size()], 0, random);
    }
  }

  /** A recording sets a state before any reset, and search sets one after an end. */
  @ParameterizedTest
  @MethodSource("allIds")
  void restoredStatesCanBeSteppedWithoutAReset(String id) {
    if (NATIVE.contains(id)) {
      return;
    }
    Environment environment = Registered.environment(id);
    RandomStream random = new RandomStream(33);
    environment.reset(random);
    double[] start = save(environment);
    Environment other = Registered.environment(id);
    ability(other, Restorable.class).restore(start, start.length);
    assertThat(Registered.stepAtRandom(other, random)).isFinite();
    for (int steps = 0; !other.terminated() && steps < 1_000_000; steps++) {
      if (WITHOUT_END.contains(id) && steps == 1_000) {
        break;
      }
      Registered.stepAtRandom(other, random);
    }
    ability(other, Restorable.class).restore(start, start.length);
    assertThat(Registered.stepAtRandom(other, random)).isFinite();
  }

  /** 1e300 is finite as long as nothing makes a float of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "frame-stack:frames=2",
        "noise",
        "sticky-actions",
        "delay-reward",
        "noise frame-stack sticky-actions"
      })
  void valuesThatOverflowAFloatAreRefusedAndChangeNothing(String wrappers) {
    for (String id : List.of("CartPole-v1", "Pendulum-v1", "MountainCarContinuous-v0")) {
      Environment environment = Registered.wrapped(id, wrappers);
      RandomStream random = new RandomStream(34);
      environment.reset(random);
      Registered.stepAtRandom(environment, random);
      double[] before = save(environment);
      for (int i = 0; i < before.length; i++) {
        double[] state = new double[before.length];
        state[i] = 1e300;
        assertThatIllegalArgumentException()
            .as("%s, state[%s]", id, i)
            .isThrownBy(() -> ability(environment, Restorable.class).restore(state, state.length))
            .withMessageContaining("got 1.0E300");
        assertThat(save(environment)).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Breakout-v1", "Seaquest-v1"})
  void refusedStickyActionLeavesTheGameAsItWas(String id) {
    DiscreteEnvironment environment = Registered.create(id);
    RandomStream random = new RandomStream(35);
    environment.reset(random);
    double[] start = save(environment);
    for (int i = 0; i < 3; i++) {
      Registered.stepAtRandom(environment, random);
    }
    double[] before = save(environment);
    start[0] = 77;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ability(environment, Restorable.class).restore(start, start.length))
        .withMessageContaining("got 77.0");
    assertThat(save(environment)).isEqualTo(before);
  }

  private static Stream<String> discreteIds() {
    return restorableIds().filter(id -> Registered.environment(id) instanceof DiscreteEnvironment);
  }

  private static Stream<String> continuousIds() {
    return restorableIds()
        .filter(id -> Registered.environment(id) instanceof ContinuousEnvironment);
  }

  @ParameterizedTest
  @MethodSource("continuousIds")
  void actionsBeyondTheirBoundsAreClippedAndThoseThatAreNotFiniteRefused(String id) {
    ContinuousEnvironment environment = (ContinuousEnvironment) Registered.environment(id);
    RandomStream random = new RandomStream(2);
    environment.reset(random);
    double[] before = save(environment);
    float[] high = environment.actionSpace().high();
    float[] low = environment.actionSpace().low();
    assertThat(after(environment, before, high, 3)).isEqualTo(after(environment, before, high, 1));
    assertThat(after(environment, before, low, 3)).isEqualTo(after(environment, before, low, 1));
    ability(environment, Restorable.class).restore(before, before.length);
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      float[] action = high.clone();
      action[action.length - 1] = bad;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> environment.step(action, 0, random))
          .withMessageStartingWith("action must be")
          .withMessageEndingWith("got " + bad);
    }
    assertThat(save(environment)).isEqualTo(before);
  }

  /** The state that follows {@code from} with an action that is {@code times} a bound. */
  private static double[] after(
      ContinuousEnvironment environment, double[] from, float[] bound, int times) {
    float[] action = bound.clone();
    for (int i = 0; i < action.length; i++) {
      action[i] *= times;
    }
    ability(environment, Restorable.class).restore(from, from.length);
    environment.step(action, 0, new RandomStream(4));
    return save(environment);
  }

  @ParameterizedTest
  @MethodSource("discreteIds")
  void actionsOutsideTheSpaceAreRefusedByValue(String id) {
    DiscreteEnvironment environment = Registered.create(id);
    RandomStream random = new RandomStream(2);
    environment.reset(random);
    double[] before = save(environment);
    for (int action : new int[] {-1, environment.actionSpace().n(), Integer.MIN_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> environment.step(action, random))
          .withMessageStartingWith("action must be")
          .withMessageEndingWith("got " + action);
    }
    assertThat(save(environment)).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void paintingBeginsWithTheWorldAndChangesNothing(String id) {
    Environment environment = Registered.environment(id);
    environment.reset(new RandomStream(8));
    double[] before = save(environment);
    Drawing.Recorder recorder = new Drawing.Recorder();
    ability(environment, Viewable.class).paint(recorder);
    Drawing drawing = recorder.take();
    assertThat(save(environment)).isEqualTo(before);
    assertThat(drawing.shapes().get(0)).isInstanceOf(Drawing.World.class);
    int depth = 0;
    for (Drawing.Shape shape : drawing.shapes()) {
      depth += shape instanceof Drawing.EntityBegin ? 1 : 0;
      depth -= shape instanceof Drawing.EntityEnd ? 1 : 0;
      assertThat(depth).as("entities of %s do not nest", id).isBetween(0, 1);
      assertThat(shape.toString()).doesNotContain("NaN").doesNotContain("Infinity");
      if (shape instanceof Drawing.Polygon polygon) {
        assertThat(polygon.points()).hasSizeGreaterThanOrEqualTo(6).doesNotContain(Double.NaN);
        assertThat(convex(polygon.points())).as(Arrays.toString(polygon.points())).isTrue();
      }
    }
    assertThat(depth).isZero();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void measuresHaveTheSameNamesInEveryState(String id) {
    Environment environment = Registered.environment(id);
    RandomStream random = new RandomStream(21);
    environment.reset(random);
    List<String> names = new ArrayList<>();
    ability(environment, Measured.class).measure((name, value) -> names.add(name));
    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
    Registered.stepAtRandom(environment, random);
    List<String> later = new ArrayList<>();
    ability(environment, Measured.class).measure((name, value) -> later.add(name));
    assertThat(later).isEqualTo(names);
  }

  private static boolean convex(double[] points) {
    int corners = points.length / 2;
    boolean left = false;
    boolean right = false;
    for (int i = 0; i < corners; i++) {
      int a = 2 * i;
      int b = 2 * ((i + 1) % corners);
      int c = 2 * ((i + 2) % corners);
      double cross =
          (points[b] - points[a]) * (points[c + 1] - points[b + 1])
              - (points[b + 1] - points[a + 1]) * (points[c] - points[b]);
      left |= cross > 1e-12;
      right |= cross < -1e-12;
    }
    return !(left && right);
  }

  /** Rewards, states and observations of random play. */
  private static List<Double> life(
      Environment environment, RandomStream random, int steps, boolean fresh) {
    if (fresh) {
      environment.reset(random);
    }
    List<Double> life = new ArrayList<>();
    float[] observation = new float[environment.observationSpace().size()];
    for (int i = 0; i < steps; i++) {
      if (environment.terminated()) {
        environment.reset(random);
      } else {
        life.add(Registered.stepAtRandom(environment, random));
      }
      environment.observe(observation, 0);
      for (float value : observation) {
        life.add((double) value);
      }
      for (double value : save(environment)) {
        life.add(value);
      }
    }
    return life;
  }

  /** The state, or nothing where it cannot be saved. */
  private static double[] save(Environment environment) {
    Restorable restorable = environment.ability(Restorable.class).orElse(null);
    if (restorable == null) {
      return new double[0];
    }
    double[] state = new double[restorable.stateSize()];
    return Arrays.copyOf(state, restorable.save(state));
  }

  private static <T> T ability(Environment environment, Class<T> type) {
    return environment.ability(type).orElseThrow();
  }

  @Test
  void definitionsSpellOutTheirOptions() {
    EnvironmentDefinition<?> world =
        Registered.definitions()
            .filter(definition -> definition.id().name().equals("GridWorld"))
            .findAny()
            .orElseThrow();
    assertThat(world.spec().options())
        .containsEntry("map", "...G/.#.H/S...")
        .containsEntry("slip", "0.2")
        .containsEntry("stepReward", "-0.04")
        .containsEntry("goalReward", "1.0")
        .containsEntry("pitReward", "-1.0")
        .containsEntry("start", "fixed");
  }

  /** Probes are for agents; everything else, seen as pixels too, can be played by name. */
  @Test
  void actionsHaveNames() {
    assertThat(allIds().filter(id -> !id.startsWith("Probe")))
        .allMatch(id -> Registered.environment(id).ability(Playable.class).isPresent());
    assertThat(names("CartPole-v1")).containsExactly("left", "right");
    assertThat(names("Breakout-Pixels-v1"))
        .containsExactly("nothing", "left", "up", "right", "down", "fire");
    assertThat(names("CliffWalking-v1")).containsExactly("up", "right", "down", "left");
    assertThat(names("FrozenLake-v1")).containsExactly("left", "down", "right", "up");
    assertThat(names("Taxi-v4"))
        .containsExactly("down", "up", "right", "left", "pick up", "drop off");
    assertThat(names("Blackjack-v1")).containsExactly("stick", "hit");
    assertThat(names("GamblersProblem-v1")).hasSize(50).startsWith("stake 1").endsWith("stake 50");
    assertThat(names("JacksCarRental-v1"))
        .hasSize(11)
        .startsWith("5 to the first")
        .contains("move none")
        .endsWith("5 to the second");
    assertThat(names("LunarLander-v3")).containsExactly("nothing", "left", "up", "right");
  }

  private static List<String> names(String id) {
    DiscreteEnvironment environment = Registered.create(id);
    Playable playable = environment.ability(Playable.class).orElseThrow();
    List<String> names = new ArrayList<>();
    for (int action = 0; action < environment.actionSpace().n(); action++) {
      names.add(playable.actionName(action));
    }
    return names;
  }
}
