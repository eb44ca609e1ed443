package org.palaestra.environments.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.environment.CheckReport;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.EnvironmentChecker;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environments.Probes;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Discrete;

/** The values that the pages of the finite probes state, as formulae in the discount. */
class FiniteProbesTest {

  /**
   * What a page states.
   *
   * @param optimal V* of each state, the end excepted
   * @param uniform the value of the uniform policy in each
   */
  private record Known(
      FiniteProbe probe, List<DoubleUnaryOperator> optimal, List<DoubleUnaryOperator> uniform) {

    static Known of(FiniteProbe probe, DoubleUnaryOperator... values) {
      return new Known(probe, List.of(values), List.of(values));
    }

    @Override
    public String toString() {
      return probe.getClass().getSimpleName();
    }
  }

  private static Stream<Known> known() {
    ProbeOptions number = ProbeOptions.NUMBER;
    return Stream.of(
        Known.of(new ProbeConstant(number), g -> 1),
        Known.of(new ProbeObservation(number), g -> -1, g -> 1),
        Known.of(new ProbeDelay(number), g -> g, g -> 1),
        new Known(new ProbeAction(number), List.of(g -> 1), List.of(g -> 0)),
        new Known(
            new ProbeActionObservation(number), List.of(g -> 1, g -> 1), List.of(g -> 0, g -> 0)),
        Known.of(new ProbeTruncation(number), g -> 1 / (1 - g)),
        new Known(
            new ProbeMemory(new ProbeMemory.Options(1)),
            List.of(g -> g * g, g -> g * g, g -> g, g -> g, g -> 1, g -> 1),
            List.of(g -> 0, g -> 0, g -> 0, g -> 0, g -> 0, g -> 0)));
  }

  @ParameterizedTest
  @MethodSource("known")
  void planningConfirmsTheStatedValues(Known known) {
    for (double discount : new double[] {0.1, 0.5, 0.9, 0.99}) {
      double[] best = values(known.probe, discount, true);
      double[] uniform = values(known.probe, discount, false);
      for (int state = 0; state < known.optimal.size(); state++) {
        assertThat(best[state])
            .as("%s: V*(%s) with discount %s", known, state, discount)
            .isCloseTo(known.optimal.get(state).applyAsDouble(discount), within(1e-9));
        assertThat(uniform[state])
            .as("%s: V(%s) of chance with discount %s", known, state, discount)
            .isCloseTo(known.uniform.get(state).applyAsDouble(discount), within(1e-9));
      }
      int live = known.probe.terminal(known.probe.states() - 1) ? best.length - 1 : best.length;
      assertThat(known.optimal).as("states that a page must speak of").hasSize(live);
    }
  }

  /** By sweeps over the model. */
  private static double[] values(FiniteMdp model, double discount, boolean best) {
    double[] values = new double[model.states()];
    int actions = model.actionSpace().n();
    for (int sweep = 0; sweep < 4000; sweep++) {
      for (int state = 0; state < values.length; state++) {
        double greatest = Double.NEGATIVE_INFINITY;
        double mean = 0;
        for (int action = 0; action < actions; action++) {
          double value = actionValue(model, state, action, discount, values);
          greatest = Math.max(greatest, value);
          mean += value / actions;
        }
        values[state] = best ? greatest : mean;
      }
    }
    return values;
  }

  private static double actionValue(
      FiniteMdp model, int state, int action, double discount, double[] values) {
    double[] sum = new double[1];
    model.successors(
        state,
        action,
        (p, next, reward, end) -> sum[0] += p * (reward + (end ? 0 : discount * values[next])));
    return sum[0];
  }

  @ParameterizedTest
  @MethodSource("known")
  void whatIsEarnedByPlayingWellIsTheStatedValue(Known known) {
    FiniteProbe probe = known.probe;
    double discount = 0.9;
    double[] best = values(probe, discount, true);
    for (long seed = 0; seed < 20; seed++) {
      RandomStream random = new RandomStream(seed);
      probe.reset(random);
      int start = probe.state();
      double sum = 0;
      double weight = 1;
      for (int step = 0; step < 400 && !probe.terminated(); step++) {
        int action = 0;
        for (int other = 1; other < probe.actionSpace().n(); other++) {
          if (actionValue(probe, probe.state(), other, discount, best)
              > actionValue(probe, probe.state(), action, discount, best)) {
            action = other;
          }
        }
        sum += weight * probe.step(action, random);
        weight *= discount;
      }
      assertThat(sum)
          .as("%s from state %s, seed %s", known, start, seed)
          .isCloseTo(known.optimal.get(start).applyAsDouble(discount), within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProbeConstant",
        "ProbeObservation",
        "ProbeDelay",
        "ProbeAction",
        "ProbeActionObservation",
        "ProbeTruncation"
      })
  void stateIsObservedAsItsIndexOnRequestAndThenThereIsAModel(String name) {
    EnvironmentDefinition<?> definition =
        new Probes()
            .environments().stream()
                .filter(d -> d.id().name().equals(name))
                .findAny()
                .orElseThrow();
    assertThat(definition.create(definition.spec()).ability(FiniteMdp.class)).isEmpty();
    EnvironmentSpec spec = definition.spec(java.util.Map.of("observed", "index"));
    FiniteMdp mdp = definition.create(spec).ability(FiniteMdp.class).orElseThrow();
    assertThat(mdp.observationSpace()).isEqualTo(new Discrete(mdp.states()));
    CheckReport report =
        EnvironmentChecker.check(
            spec,
            () -> definition.create(spec),
            new EnvironmentChecker.Effort(5, 3_000, Duration.ofSeconds(60)));
    assertThat(report.findings()).isEmpty();
    assertThat(report.checks()).contains("model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ProbeConstant", "ProbeDelay", "ProbeAction", "ProbeActionObservation"})
  void aNumberStandsForAnActionOnRequest(String name) {
    EnvironmentDefinition<?> definition =
        new Probes()
            .environments().stream()
                .filter(d -> d.id().name().equals(name))
                .findAny()
                .orElseThrow();
    EnvironmentSpec spec =
        definition.spec(java.util.Map.of("actions", "real", "observed", "index"));
    ContinuousEnvironment real = (ContinuousEnvironment) definition.create(spec);
    DiscreteEnvironment numbered = (DiscreteEnvironment) definition.create(definition.spec());
    assertThat(real.ability(FiniteMdp.class)).isEmpty();
    for (float number : new float[] {-7, -1, -0.1f, 0.1f, 1, 7}) {
      int action = numbered.actionSpace().n() == 1 || number < 0 ? 0 : 1;
      for (long seed = 0; seed < 4; seed++) {
        real.reset(new RandomStream(seed));
        numbered.reset(new RandomStream(seed));
        assertThat(real.step(new float[] {9, number}, 1, new RandomStream(1)))
            .isEqualTo(numbered.step(action, new RandomStream(1)));
        assertThat(real.terminated()).isEqualTo(numbered.terminated());
      }
    }
    CheckReport report =
        EnvironmentChecker.check(
            spec,
            () -> definition.create(spec),
            new EnvironmentChecker.Effort(5, 3_000, Duration.ofSeconds(60)));
    assertThat(report.passed()).as(report.describe()).isTrue();
  }

  @Test
  void rewardIsTheNumberThatWasObserved() {
    ProbeObservation probe = new ProbeObservation(ProbeOptions.NUMBER);
    RandomStream random = new RandomStream(3);
    int plus = 0;
    for (int i = 0; i < 1000; i++) {
      probe.reset(random);
      float[] seen = observe(probe, 1);
      assertThat(probe.step(0, random)).isEqualTo(seen[0]);
      assertThat(probe.terminated()).isTrue();
      assertThat(observe(probe, 1)).containsExactly(0);
      plus += seen[0] > 0 ? 1 : 0;
    }
    assertThat(plus).as("of 1000").isBetween(420, 580);
  }

  @Test
  void rewardComesAfterTwoSteps() {
    ProbeDelay probe = new ProbeDelay(ProbeOptions.NUMBER);
    RandomStream random = new RandomStream(3);
    probe.reset(random);
    assertThat(observe(probe, 1)).containsExactly(0);
    assertThat(probe.step(0, random)).isZero();
    assertThat(observe(probe, 1)).containsExactly(1);
    assertThat(probe.terminated()).isFalse();
    assertThat(probe.step(0, random)).isEqualTo(1);
    assertThat(probe.terminated()).isTrue();
  }

  @Test
  void takingTheEndForAStepLeadsToTheGreaterValueThatThePageStates() {
    ProbeConstant probe = new ProbeConstant(ProbeOptions.NUMBER);
    RandomStream random = new RandomStream(1);
    float[] start = new float[1];
    float[] end = new float[1];
    probe.reset(random);
    probe.observe(start, 0);
    double reward = probe.step(0, random);
    probe.observe(end, 0);
    assertThat(probe.terminated()).isTrue();
    assertThat(end).isEqualTo(start);
    double value = 0; // of the one number that is seen, followed by itself
    for (int sweep = 0; sweep < 2000; sweep++) {
      value = reward + 0.99 * value;
    }
    assertThat(value).isCloseTo(1 / (1 - 0.99), within(1e-6));
  }

  @Test
  void takingTruncationForAnEndLeadsToTheSmallerValueThatThePageStates() {
    double discount = 0.99;
    double right = 0;
    double wrong = 0;
    // One-step targets, averaged over the ten steps of an episode.
    for (int sweep = 0; sweep < 10_000; sweep++) {
      double rightSum = 0;
      double wrongSum = 0;
      for (int step = 1; step <= ProbeTruncation.TIME_LIMIT; step++) {
        boolean truncated = step == ProbeTruncation.TIME_LIMIT;
        rightSum += 1 + discount * right;
        wrongSum += 1 + (truncated ? 0 : discount * wrong);
      }
      right = rightSum / ProbeTruncation.TIME_LIMIT;
      wrong = wrongSum / ProbeTruncation.TIME_LIMIT;
    }
    assertThat(right).isCloseTo(100, within(1e-6));
    assertThat(wrong).isCloseTo(1 / (1 - 0.9 * discount), within(1e-9));
    assertThat(wrong).isCloseTo(9.2, within(0.05));
    EnvironmentDefinition<?> definition =
        new Probes()
            .environments().stream()
                .filter(d -> d.id().toString().equals(ProbeTruncation.ID))
                .findAny()
                .orElseThrow();
    assertThat(definition.timeLimit()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 50})
  void cueIsShownOnceAndAskedForAfterTheDelay(int delay) {
    ProbeMemory probe = new ProbeMemory(new ProbeMemory.Options(delay));
    RandomStream random = new RandomStream(3);
    int plus = 0;
    for (int episode = 0; episode < 200; episode++) {
      probe.reset(random);
      float cue = observe(probe, 2)[0];
      assertThat(Math.abs(cue)).isEqualTo(1);
      assertThat(observe(probe, 2)[1]).isZero();
      plus += cue > 0 ? 1 : 0;
      for (int i = 0; i < delay; i++) {
        assertThat(probe.step(random.nextInt(2), random)).isZero();
        assertThat(observe(probe, 2)).containsExactly(0, 0);
      }
      assertThat(probe.step(random.nextInt(2), random)).isZero();
      assertThat(observe(probe, 2)).containsExactly(0, 1);
      assertThat(probe.terminated()).isFalse();
      int action = random.nextInt(2);
      boolean right = action == (cue > 0 ? 1 : 0);
      assertThat(probe.step(action, random)).isEqualTo(right ? 1 : -1);
      assertThat(probe.terminated()).isTrue();
      assertThat(observe(probe, 2)).containsExactly(0, 0);
    }
    assertThat(plus).as("of 200").isBetween(65, 135);
  }

  @Test
  void memoryProbeHidesItsModel() {
    assertThat(new ProbeMemory(ProbeMemory.Options.SHORT).ability(FiniteMdp.class)).isEmpty();
  }

  @Test
  void refusesADelayOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProbeMemory.Options(-1))
        .withMessage("delay must be from 0 to 10000, got -1");
    assertThatIllegalArgumentException().isThrownBy(() -> new ProbeMemory.Options(10_001));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 3, 0.5, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAStateThatIsNone(double state) {
    ProbeDelay probe = new ProbeDelay(ProbeOptions.NUMBER);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> probe.restore(new double[] {state}, 1))
        .withMessage("ProbeDelay: the state must be a whole number from 0 to 2, got " + state);
  }

  private static float[] observe(FiniteProbe probe, int size) {
    float[] out = new float[size];
    probe.observe(out, 0);
    return out;
  }
}
