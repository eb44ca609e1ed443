package org.palaestra.agents.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Planner;
import org.palaestra.agent.Planning;
import org.palaestra.agents.Trainings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Discrete;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.Json;
import org.palaestra.training.Trainer;

/** Every way to plan, against the same answers. */
final class PlannersTest {

  static Stream<Named<Planner>> planners() {
    return Stream.of(
        Named.of("value iteration", new ValueIteration(1e-13)),
        Named.of("synchronous value iteration", new SynchronousValueIteration(1e-13)),
        Named.of("policy iteration", new PolicyIteration(1e-13, 100_000)),
        Named.of("modified policy iteration", new PolicyIteration(1e-13, 3)),
        Named.of("prioritised sweeping", new PrioritisedSweeping(1e-13)));
  }

  private static int finish(Planning planning) {
    int sweeps = 1;
    while (planning.sweep()) {
      assertThat(++sweeps).isLessThan(1_000_000);
    }
    return sweeps;
  }

  @ParameterizedTest
  @MethodSource("planners")
  void allFindTheRecordedOptima(Planner planner) throws IOException {
    int checked = 0;
    for (JsonNode one : Recorded.values()) {
      String id = one.path("environment").asText();
      Planning planning = planner.plan(Recorded.table(id), one.path("discount").asDouble());
      finish(planning);
      for (int s = 0; s < planning.values().length; s++) {
        assertThat(planning.values()[s])
            .as("%s, state %d", id, s)
            .isCloseTo(one.path("optimal_values").get(s).asDouble(), within(1e-9));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(100);
  }

  @Test
  void actingByChanceIsWorthWhatWasRecorded() throws IOException {
    int checked = 0;
    for (JsonNode one : Recorded.values()) {
      String id = one.path("environment").asText();
      Planning planning =
          new PolicyEvaluation(1e-13).plan(Recorded.table(id), one.path("discount").asDouble());
      finish(planning);
      for (int s = 0; s < planning.values().length; s++) {
        double expected = one.path("uniform_policy_values").get(s).asDouble();
        assertThat(planning.values()[s])
            .as("%s, state %d", id, s)
            .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(100);
  }

  /**
   * States 0, 1, 2 in a row. Action 1 leads right with reward −1, and from state 2 out of the world
   * with reward 10; action 0 stays for 0.
   */
  private static FiniteMdp corridor() throws IOException {
    String row = "[[[1,%d,0,false]],[[1,%d,%s,%b]]]";
    return new TableMdp(
        Json.parse(
            "{\"states\":3,\"actions\":2,\"transitions\":[%s,%s,%s]}"
                .formatted(
                    row.formatted(0, 1, -1, false),
                    row.formatted(1, 2, -1, false),
                    row.formatted(2, 2, 10, true))));
  }

  @Test
  void aSynchronousSweepUsesTheOneBefore() throws IOException {
    Planning planning = new SynchronousValueIteration(1e-9).plan(corridor(), 1);
    planning.sweep();
    assertThat(planning.values()).containsExactly(0, 0, 10);
    planning.sweep();
    assertThat(planning.values()).containsExactly(0, 9, 10);
    planning.sweep();
    assertThat(planning.values()).containsExactly(8, 9, 10);
  }

  /**
   * By chance, with γ = 1/2: state 0 is worth the mean of 0 + V(0)/2 and −1 + V(1)/2, likewise 1; 2
   * that of V(2)/2 and 10. In place, from left to right, each already knows of those before it. At
   * the end V(2) = 5 + V(2)/4 = 20/3, V(1) = (−1/2 + 5/3) · 4/3 = 14/9, V(0) = (−1/2 + 7/18) · 4/3.
   */
  @Test
  void chanceIsEvaluatedSweepBySweep() throws IOException {
    Planning planning = new PolicyEvaluation(1e-13).plan(corridor(), 0.5);
    assertThat(planning.sweep()).isTrue();
    assertThat(planning.values()).containsExactly(-0.5, -0.5, 5);
    assertThat(planning.residual()).isEqualTo(5);
    planning.sweep();
    assertThat(planning.values()).containsExactly(-0.75, 0.625, 6.25);
    finish(planning);
    assertThat(planning.values())
        .containsExactly(new double[] {-4 / 27.0, 14 / 9.0, 20 / 3.0}, within(1e-12));
  }

  /** At first everybody stays, for 0; with γ = 1/2 three improvements bring all to the right. */
  @Test
  void policyIterationImprovesStateByState() throws IOException {
    Planning planning = new PolicyIteration(1e-9, 1000).plan(corridor(), 0.5);
    assertThat(planning.sweep()).isTrue();
    assertThat(planning.values()).as("staying").containsExactly(0, 0, 0);
    finish(planning);
    assertThat(planning.values()).containsExactly(1, 4, 10);
  }

  /**
   * Staying brings 1 by action 0 and 2 by action 1. Action 0 comes first and is worth 1, 1 + 1/2
   * and so on to 2; after two sweeps the better action goes on from there: 2 + 1.5/2, 2 + 2.75/2.
   */
  @ParameterizedTest
  @CsvSource({"1, 1 2.5 3.25 3.625", "2, 1 1.5 2.75 3.375", "1000, 1 1.5 1.75 1.875"})
  void aPolicyIsEvaluatedForSoManySweepsAndImproved(int evaluationSweeps, String expected)
      throws IOException {
    FiniteMdp mdp =
        new TableMdp(
            Json.parse(
                "{\"states\":1,\"actions\":2,\"transitions\":[[[[1,0,1,false]],[[1,0,2,false]]]]}"));
    Planning planning = new PolicyIteration(1e-9, evaluationSweeps).plan(mdp, 0.5);
    for (String value : expected.split(" ", -1)) {
      assertThat(planning.sweep()).isTrue();
      assertThat(planning.values()).containsExactly(Double.parseDouble(value));
    }
    finish(planning);
    assertThat(planning.values()[0]).isCloseTo(4, within(1e-8));
  }

  /**
   * At first only state 2 is wrong, by 10. Its backup makes 1 and itself urgent by 5, so the first
   * three backups are of 2 and these; state 1 has then moved by 4, which makes 0 urgent by 2.
   */
  @Test
  void whatLedToAChangeIsBackedUpNext() throws IOException {
    Planning planning = new PrioritisedSweeping(1e-9).plan(corridor(), 0.5);
    assertThat(planning.residual()).isEqualTo(10);
    assertThat(planning.sweep()).isTrue();
    assertThat(planning.values()).containsExactly(0, 4, 10);
    assertThat(planning.residual()).isEqualTo(2);
    assertThat(planning.sweep()).isFalse();
    assertThat(planning.values()).containsExactly(1, 4, 10);
    assertThat(planning.residual()).isZero();
  }

  /** Without discount, staying at −1 for ever has no value: the limit of sweeps ends it. */
  @Test
  void aPolicyThatNeverArrivesIsGivenUp() throws IOException {
    FiniteMdp mdp =
        new TableMdp(
            Json.parse(
                "{\"states\":1,\"actions\":2,\"transitions\":[[[[1,0,-1,false]],[[1,0,-5,true]]]]}"));
    Planning planning = new PolicyIteration(1e-9, 10).plan(mdp, 1);
    assertThat(finish(planning)).isEqualTo(12);
    assertThat(planning.values()).containsExactly(-5);
  }

  /** Three steps are enough to leave from state 0, two are not. */
  @ParameterizedTest
  @CsvSource({"1, 0, 0, 10, 0 0 1", "2, 0, 4, 10, 0 1 1", "3, 1, 4, 10, 1 1 1"})
  void whatIsBestDependsOnTheStepsThatAreLeft(
      int horizon, double v0, double v1, double v2, String best) throws IOException {
    Planning planning = new FiniteHorizon(horizon).plan(corridor(), 0.5);
    assertThat(finish(planning)).isEqualTo(horizon);
    assertThat(planning.values()).containsExactly(v0, v1, v2);
    StepBatch batch = new StepBatch(3, 1, 0);
    System.arraycopy(new float[] {0, 1, 2}, 0, batch.observations, 0, 3);
    Arrays.fill(batch.starts, true);
    ActionBatch actions = new ActionBatch(new Discrete(2), 3);
    RandomStream[] streams = {new RandomStream(1), new RandomStream(2), new RandomStream(3)};
    Actor actor = planning.policy().actor(3);
    actor.act(batch, actions, streams);
    assertThat(Stream.of(best.split(" ")).mapToInt(Integer::parseInt).toArray())
        .isEqualTo(actions.indices);
    // With one step left only state 2 has anything to gain.
    Arrays.fill(batch.starts, false);
    for (int step = 1; step < horizon; step++) {
      actor.act(batch, actions, streams);
    }
    assertThat(actions.indices).containsExactly(0, 0, 1);
  }

  /** A long corridor known from its end only: sweeps from left to right need one for each state. */
  @Test
  void urgentStatesFirstNeedsFewBackups() throws IOException {
    int length = 200;
    StringBuilder rows = new StringBuilder();
    for (int s = 0; s < length; s++) {
      boolean last = s == length - 1;
      rows.append(s == 0 ? "" : ",")
          .append("[[[1,%d,%d,%b]]]".formatted(last ? s : s + 1, last ? 1 : 0, last));
    }
    FiniteMdp mdp =
        new TableMdp(
            Json.parse(
                "{\"states\":%d,\"actions\":1,\"transitions\":[%s]}".formatted(length, rows)));
    Planning inOrder = new ValueIteration(1e-13).plan(mdp, 0.99);
    assertThat(finish(inOrder)).isEqualTo(length + 1);
    Planning urgent = new PrioritisedSweeping(1e-13).plan(mdp, 0.99);
    assertThat(finish(urgent)).isEqualTo(1);
    assertThat(urgent.values()).containsExactly(inOrder.values());
  }

  @Test
  void theQueueGivesTheGreatest() {
    RandomStream random = new RandomStream(11);
    UrgencyQueue queue = new UrgencyQueue(50);
    double[] naive = new double[50];
    for (int i = 0; i < 5000; i++) {
      if (random.nextInt(3) > 0) {
        int s = random.nextInt(50);
        double more = random.nextDouble();
        queue.raise(s, more);
        naive[s] += more;
      } else {
        int s = queue.next();
        queue.settle(s);
        naive[s] = 0;
      }
      double greatest = Arrays.stream(naive).max().orElseThrow();
      assertThat(queue.greatest()).isEqualTo(greatest);
      assertThat(naive[queue.next()]).isEqualTo(greatest);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "policy-iteration, FrozenLake-v1",
    "modified-policy-iteration, FrozenLake-v1",
    "synchronous-value-iteration, CliffWalking-v1",
    "prioritised-sweeping, GamblersProblem-v1",
    "policy-evaluation, Taxi-v4",
    "finite-horizon, FrozenLake-v1"
  })
  void aPlanGoesOnWhereItStopped(String agent, String environment, @TempDir Path folder)
      throws Exception {
    Map<String, String> settings = Map.of();
    String hash;
    try (Trainer trainer = Trainings.begin(agent, environment, 60, 2, "auto", 1, settings)) {
      Trainings.finish(trainer);
      hash = Checkpoint.hashOf(trainer);
    }
    for (int stop : List.of(1, 2, 13)) {
      try (Trainer before = Trainings.begin(agent, environment, 60, 2, "auto", 1, settings);
          Trainer after = Trainings.begin(agent, environment, 60, 2, "auto", 1, settings)) {
        for (int step = 0; step < stop; step++) {
          before.step();
        }
        Path file = folder.resolve("stop-" + stop);
        Checkpoint.write(file, before);
        after.restore(Checkpoint.read(file).state());
        Trainings.finish(after);
        assertThat(Checkpoint.hashOf(after)).as("stopped after %d", stop).isEqualTo(hash);
      }
    }
  }

  @Test
  void aHorizonWithoutEndOrMemoryIsRefused() {
    assertThatThrownBy(
            () ->
                Trainings.begin(
                    "finite-horizon",
                    "FrozenLake-v1",
                    10,
                    1,
                    "auto",
                    1,
                    Map.of("horizon", "2000000000")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("lower horizon");
    assertThatThrownBy(
            () -> Trainings.begin("finite-horizon", "ProbeDelay-v1", 10, 1, "auto", 1, Map.of()))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> PolicyIteration.definition().settings(Map.of("evaluationSweeps", "0")))
        .hasMessageContaining("evaluationSweeps must be at least 1, got 0");
  }
}
