package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.app.Session.Outcome;
import org.palaestra.app.experiment.Experiment;
import org.palaestra.app.experiment.ExperimentRunner;
import org.palaestra.app.experiment.ExperimentRuns;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.training.RunFolder;
import org.palaestra.training.Runs;
import org.palaestra.training.TrainingPlan;
import org.palaestra.training.TrainingRun;

final class ExperimentTest {

  private static final String SMALL =
      """
      name: small
      episodes: 5
      trainings:
        - environments: [FrozenLake-v1, CliffWalking-v1]
          agents: [q-learning, sarsa]
          seeds: 3
          steps: 3_000
          kernels: scalar
          set: {exploration.epsilon.from: 0.5}
          published: {sarsa: 0.7 (a book)}
          reach: {q-learning: -100, sarsa: 1000}
      """;

  private Session session;

  @BeforeEach
  void begin(@TempDir Path folder) {
    session = new Session(folder);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(session.folder().resolve("plan.yaml"), text);
  }

  private Experiment read(String text) throws IOException {
    return Experiment.read(
        file(text), session.platform().environments(), session.platform().agents());
  }

  private Map<TrainingPlan, String> checkpoints(Experiment experiment, Path runs) {
    ExperimentRuns all = new ExperimentRuns(runs, experiment, session.platform().agents());
    Map<TrainingPlan, String> hashes = new HashMap<>();
    for (TrainingPlan plan : experiment.plans()) {
      hashes.put(plan, all.result(plan).orElseThrow().path("checkpoint").asText());
    }
    return hashes;
  }

  @Test
  void everyAgentMeetsEveryEnvironmentWithEverySeed() throws IOException {
    Outcome outcome = session.run("experiment", "run", file(SMALL).toString(), "--jobs", "2");
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.errors().lines())
        .startsWith("12 trainings, 0 of them done already, in " + session.runs().resolve("small"))
        .filteredOn(line -> line.contains("/12] "))
        .hasSize(12)
        .anyMatch(line -> line.startsWith("[12/12] "));
    List<String> rows = outcome.output().lines().toList();
    assertThat(rows).hasSize(2 + 4);
    assertThat(rows.get(2))
        .startsWith(
            "| FrozenLake-v1 | q-learning | defaults, exploration.epsilon.from=0.5 | 3,000 | 3 | ")
        .contains("≥ −100.0: reached");
    assertThat(rows.get(5))
        .startsWith("| CliffWalking-v1 | sarsa | ")
        .contains("| 0.7 (a book) | ≥ 1000.0: missed |");
    assertThat(session.run("experiment", "table", file(SMALL).toString()).output())
        .isEqualTo(outcome.output());

    Outcome again = session.run("experiment", "run", file(SMALL).toString());
    assertThat(again.errors().lines()).hasSize(1).first().asString().contains("12 of them done");
    assertThat(again.output()).isEqualTo(outcome.output());
  }

  @Test
  void stoppedAtRandomItComesToTheSameEndAsUninterrupted() throws IOException {
    Experiment experiment = read(SMALL);
    Path whole = session.folder().resolve("whole");
    Path parts = session.folder().resolve("parts");
    run(experiment, whole, 1, Long.MAX_VALUE);
    for (long patience : new long[] {2_000, 7_500, 40, 12_001, 9_999}) {
      run(experiment, parts, 2, patience);
    }
    run(experiment, parts, 2, Long.MAX_VALUE);
    assertThat(checkpoints(experiment, parts)).isEqualTo(checkpoints(experiment, whole));
  }

  /** Stops when it was asked {@code patience} times whether to stop. */
  private void run(Experiment experiment, Path runs, int jobs, long patience) {
    AtomicLong left = new AtomicLong(patience);
    List<String> failures = new ArrayList<>();
    new ExperimentRunner(
            session.platform(),
            experiment,
            new ExperimentRuns(runs, experiment, session.platform().agents()),
            null,
            new ExperimentRunner.Listener() {
              @Override
              public void progress(TrainingPlan plan, TrainingRun.Progress progress) {}

              @Override
              public void done(TrainingPlan plan, Report report) {}

              @Override
              public void submitted(TrainingPlan plan, long entry) {}

              @Override
              public void refused(TrainingPlan plan, String problem) {}

              @Override
              public void warned(TrainingPlan plan, String warning) {
                failures.add(warning);
              }

              @Override
              public void failed(TrainingPlan plan, String problem) {
                failures.add(problem);
              }
            })
        .run(jobs, () -> left.decrementAndGet() < 0);
    assertThat(failures).isEmpty();
  }

  @Test
  void aTrainingThatFailsIsNamedAndTheOthersGoOnAndItIsNotBegunForEver() throws IOException {
    FaultyPlugin.addTo(session);
    String plan =
        """
        name: faulty
        episodes: 3
        trainings:
          - environments: Faulty-v1
            options: {fault: throws, at: 500}
            agents: random
            steps: 1000
          - environments: FrozenLake-v1
            agents: random
            steps: 1000
        """;
    for (int attempt = 1; attempt <= 3; attempt++) {
      Outcome outcome = session.run("experiment", "run", file(plan).toString(), "--jobs=1");
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.errors()).contains("Faulty-v1 random seed 1 failed: ", "out of ice");
      assertThat(outcome.output())
          .contains("| FrozenLake-v1 | random | defaults | 1,000 | 1 |")
          .contains("Failed:", "random, seed 1: ", "out of ice")
          .contains(attempt < 3 ? "; attempt %d of 3".formatted(attempt) : "");
    }
    Outcome outcome = session.run("experiment", "run", file(plan).toString(), "--jobs=1");
    assertThat(outcome.errors())
        .contains("passed over: Faulty-v1 random seed 1 failed too often (remove attempts.json")
        .doesNotContain("[1/2]");
    assertThat(outcome.output())
        .contains("Failed:", "- Faulty-v1 {at=500, fault=throws}, random, seed 1: ", "out of ice");
  }

  @Test
  void aTrainingThatItsAgentRefusesIsRecordedAndNotBegunForEver() throws IOException {
    String plan =
        """
        name: refused
        episodes: 3
        trainings:
          - {environments: Pendulum-v1, agents: [dqn, random], steps: 300}
        """;
    for (int attempt = 1; attempt <= 3; attempt++) {
      Outcome outcome = session.run("experiment", "run", file(plan).toString());
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.errors()).contains("dqn seed 1 failed: dqn needs discrete actions");
    }
    Outcome table = session.run("experiment", "table", file(plan).toString());
    assertThat(table.output())
        .contains("| Pendulum-v1 | random | defaults | 300 | 1 |")
        .contains("- Pendulum-v1, dqn, seed 1: dqn needs discrete actions");
    Outcome passedOver = session.run("experiment", "run", file(plan).toString());
    assertThat(passedOver.errors())
        .contains("passed over: Pendulum-v1 dqn seed 1 failed too often");
    assertThat(passedOver.exitCode()).isEqualTo(1); // not all of the plan is done
  }

  @Test
  void anErrorOfAnEnvironmentThatTakesTheStackStopsNoOtherTraining() throws IOException {
    FaultyPlugin.addTo(session);
    Outcome outcome =
        session.run(
            "experiment",
            "run",
            file("""
                name: deep
                episodes: 3
                trainings:
                  - {environments: Faulty-v1, options: {fault: overflows, at: 50}, agents: random, steps: 300}
                  - {environments: FrozenLake-v1, agents: random, steps: 300}
                """)
                .toString(),
            "--jobs=1");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors()).contains("Faulty-v1 random seed 1 failed: ");
    assertThat(outcome.output())
        .contains("| FrozenLake-v1 | random | defaults | 300 | 1 |")
        .contains("StackOverflowError");
  }

  @Test
  void aDamagedCheckpointOfAnExperimentIsPassedOverWithAWarning() throws IOException {
    String text =
        "{name: hurt, episodes: 2, trainings: [{environments: FrozenLake-v1, agents: sarsa, steps: 500}]}";
    Experiment experiment = read(text);
    run(experiment, session.runs(), 1, 200);
    run(experiment, session.runs(), 1, 200);
    RunFolder run =
        new Runs(session.runs().resolve("hurt"))
            .find(new Runs(session.runs().resolve("hurt")).names().get(0));
    Path newest = run.checkpoints().get(0);
    Files.write(newest, new byte[7]);
    Outcome outcome = session.run("experiment", "run", file(text).toString());
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.errors())
        .contains("warning: FrozenLake-v1 sarsa seed 1: passed over: " + newest + " is damaged: ");
  }

  @Test
  void whoCannotGoOnBeginsAnew() throws IOException {
    Experiment experiment =
        read(
            """
            name: guest
            episodes: 2
            trainings:
              - {environments: CartPole-v1, agents: rl4j-a2c, steps: 300}
            """);
    run(experiment, session.runs(), 1, 150);
    assertThat(
            new ExperimentRuns(session.runs(), experiment, session.platform().agents())
                .result(experiment.plans().get(0)))
        .isEmpty();
    run(experiment, session.runs(), 1, Long.MAX_VALUE);
    assertThat(
            new ExperimentRuns(session.runs(), experiment, session.platform().agents())
                .result(experiment.plans().get(0)))
        .hasValueSatisfying(result -> assertThat(result.path("steps").asInt()).isEqualTo(300));
  }

  @Test
  void whatTwoGroupsAskForIsCarriedOutOnce() throws IOException {
    Experiment experiment =
        read(
            """
            name: twice
            trainings:
              - {environments: CartPole-v1, agents: [random, dqn], seeds: 2}
              - {environments: CartPole-v1, agents: random, seeds: 3}
            """);
    assertThat(experiment.studies()).hasSize(3);
    assertThat(experiment.plans())
        .extracting(plan -> plan.agent() + plan.seed())
        .containsExactly("random1", "random2", "dqn1", "dqn2", "random3");
  }

  @Test
  void presetsDecideWhereThePlanSaysNothing() throws IOException {
    Experiment experiment =
        read(
            """
            name: presets
            trainings:
              - {environments: MountainCar-v0, agents: dqn}
              - {environments: MountainCar-v0, agents: dqn, preset: defaults, envs: 3}
            """);
    assertThat(experiment.episodes()).isEqualTo(100);
    TrainingPlan tuned = experiment.plans().get(0);
    assertThat(tuned.steps()).isEqualTo(120_000);
    assertThat(tuned.settings()).containsEntry("discount", "0.98");
    TrainingPlan plain = experiment.plans().get(1);
    assertThat(plain.steps()).isEqualTo(500_000);
    assertThat(plain.copies()).isEqualTo(3);
    assertThat(plain.settings()).containsEntry("discount", "0.99");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: x                                                | trainings must be a list
          {nam: x, trainings: [{}]}                              | unknown key "nam"; did you mean name?
          {name: ../up, trainings: [{}]}                         | name must be letters
          {name: x, trainings: [{}]}                             | trainings[1] has no environments
          {name: x, trainings: [{environments: CartPole-v1}]}    | trainings[1] has no agents
          {name: x, trainings: [{environments: A-v1, agents: dqn}]} | unknown environment "A-v1"
          {name: x, trainings: [{environments: CartPole-v1, agents: dq}]} | did you mean dqn?
          {name: x, trainings: [{environments: CartPole-v1, agents: dqn, sedes: 3}]} | did you mean seeds?
          {name: x, trainings: [{environments: CartPole-v1, agents: dqn, seeds: 1e9}]} | expected a whole number
          {name: x, trainings: [{environments: CartPole-v1, agents: dqn, seeds: 999999999}]} | seeds must be from 1 to 100000
          {name: x, trainings: [{environments: CartPole-v1, agents: [dqn, ppo], seeds: 99999}]} | 199,998 trainings; at most 100,000
          {name: x, trainings: [{environments: CartPole-v1, agents: dqn, steps: 0}]} | steps must be from 1
          {name: x, trainings: [{environments: CartPole-v1, agents: dqn, set: {discount: 2}}]} | discount must be in [0, 1], got 2
          {name: x, trainings: [{environments: CartPole-v1, agents: dqn, set: 3}]} | expected keys with values, got 3
          {name: x, trainings: [{environments: CartPole-v1, agents: dqn, reach: {ppo: 1}}]} | unknown agent of this group "ppo"
          {name: x, trainings: [{environments: CartPole-v1, agents: dqn, steps: 99999999999999999999}]} | steps must be from 1 to 9223372036854775807, got 99999999999999999999
          {name: x, trainings: [{environments: CartPole-v1, agents: dqn, envs: 1000000000}]} | envs must be from 1 to 65536
          {name: x, trainings: [{environments: CartPole-v1, agents: dqn, reach: {dqn: .nan}}]} | reach: expected a number, got NaN
          {name: x, trainings: [{environments: ../../etc/passwd, agents: dqn}]} | ../../etc/passwd
          {name: x, trainings: [{environments: "\\e[31mred", agents: dqn}]} | "U+001B[31mred"
          {name: x, trainings: !!javax.script.ScriptEngineManager [x]} | could not determine a constructor
          {name: x, name: y, trainings: [{}]}                    | found duplicate key name
          {name: x, trainings: [                                 | cannot be read as YAML
          """)
  void slipsAreNamedWithTheirPlace(String text, String message) throws IOException {
    Path file = file(text);
    Outcome outcome = session.run("experiment", "run", file.toString());
    assertThat(outcome.exitCode()).as(outcome.errors()).isEqualTo(2);
    assertThat(outcome.errors().lines()).as(outcome.errors()).hasSize(1);
    assertThat(outcome.errors()).startsWith("error: " + file).contains(message);
    assertThat(session.runs()).doesNotExist();
  }

  @Test
  void whatIsNestedTooDeeplyIsRefusedAtOnce() {
    String sequence = "trainings: " + "[".repeat(100_000);
    String mapping = "a: {".repeat(100_000);
    String lines = "- ".repeat(100_000);
    for (String text : List.of(sequence, mapping, lines)) {
      assertThatThrownBy(() -> read(text))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("plan.yaml is nested more than 50 levels deep");
    }
  }

  @Test
  void aTrainingOfBeforeASettingCameIsTheSame() throws IOException {
    Experiment experiment =
        read(
            "{name: old, episodes: 2, trainings: [{environments: FrozenLake-v1, agents: sarsa, steps: 500}]}");
    TrainingPlan plan = experiment.plans().get(0);
    Map<String, String> fewer = new HashMap<>(plan.settings());
    assertThat(fewer.remove("initialValue")).isEqualTo("0.0");
    RunFolder old =
        RunFolder.create(
            session.runs().resolve("old"),
            new TrainingPlan(
                plan.environment(),
                plan.agent(),
                fewer,
                plan.seed(),
                plan.steps(),
                1,
                plan.kernels()),
            Instant.EPOCH,
            Provenance.toJson());
    run(experiment, session.runs(), 1, Long.MAX_VALUE);
    assertThat(old.result()).isPresent();
    assertThat(new Runs(session.runs().resolve("old")).names()).containsExactly(old.name());
    assertThat(
            new ExperimentRuns(session.runs(), experiment, session.platform().agents())
                .result(plan))
        .isPresent();
  }

  @Test
  void aLongTextThatIsNamedOftenIsNotShown() {
    String list = "- &s " + "x".repeat(300_000) + "\n" + "- *s\n".repeat(100_000);
    assertThatThrownBy(() -> read(list))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("expected keys with values, got a list of 100001");
    String number = "{name: x, episodes: " + "9".repeat(300_000) + ", trainings: [{}]}";
    assertThatThrownBy(() -> read(number))
        .isInstanceOf(InvalidInputException.class)
        .satisfies(
            e -> assertThat(e.getMessage()).contains("episodes must be").hasSizeLessThan(300));
  }

  @Test
  void aBombOfAliasesIsRefusedAtOnce() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]%n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    assertThatThrownBy(() -> read(bomb.toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("cannot be read as YAML")
        .hasMessageContaining("aliases");
  }
}
