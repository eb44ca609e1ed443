package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.app.Session.Outcome;
import org.palaestra.random.RandomStreams;
import org.palaestra.training.RunFolder;

/** An environment that breaks its contract is named with the place where it did. */
final class FaultyEnvironmentTest {

  private static final RandomStreams STREAMS = new RandomStreams(1);

  private Session session;

  @BeforeEach
  void begin(@TempDir Path folder) throws Exception {
    session = new Session(folder);
    FaultyPlugin.addTo(session);
  }

  private static void refused(Outcome outcome, String message) {
    assertThat(outcome.exitCode()).as(outcome.errors()).isEqualTo(2);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors().lines().filter(line -> line.startsWith("error: ")))
        .singleElement()
        .asString()
        .startsWith("error: Faulty-v1 " + message)
        .containsPattern("`palaestra check Faulty-v1 -o at=\\d+ -o fault=[\\w-]+ .*--bare`");
    assertThat(outcome.errors()).doesNotContain("\tat ", "Exception in");
  }

  /** Episodes have ten steps, so that the 25th step of its life is in the third. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throws          | threw java.lang.IllegalStateException: out of ice   | 2 | 4",
        "missing-class   | threw java.lang.NoClassDefFoundError: some/Library  | 2 | 4",
        "nan-reward      | returned the reward NaN                             | 2 | 5",
        "nan-observation | observed NaN at index 1                             | 2 | 5",
        "reset           | threw java.lang.IllegalStateException: stuck at reset | 3 | 0"
      })
  void faultIsNamedWithSeedEpisodeAndStep(String fault, String problem, int episode, int step)
      throws Exception {
    Outcome outcome =
        session.run("train", "Faulty-v1", "-a", "random", "-o", "fault=" + fault, "-o", "at=25");
    refused(
        outcome,
        "%s (episode %d with seed %d, step %d);"
            .formatted(problem, episode, STREAMS.seed(RandomStreams.EPISODE, 0, episode), step));
    // It never came to a checkpoint, so that there is nothing to keep.
    assertThat(session.tree()).containsOnlyKeys("");
  }

  @Test
  void observationThatIsTooWideIsNamedBeforeTheRunBegins() {
    for (String copies : List.of("1", "3")) {
      refused(
          session.run("train", "Faulty-v1", "-a", "random", "-o", "fault=wide", "--envs", copies),
          "observed more than the 2 values of its space (episode 0 with seed %d, step 0);"
              .formatted(STREAMS.seed(RandomStreams.EPISODE, 0, 0)));
      assertThat(session.runs()).doesNotExist();
    }
  }

  @Test
  void environmentThatCannotBeMadeIsNamed() {
    Outcome outcome = session.run("train", "Faulty-v1", "-a", "random", "-o", "fault=constructor");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors())
        .isEqualToNormalizingNewlines(
            "error: Faulty-v1 cannot be made: it threw java.lang.IllegalStateException:"
                + " no such device\n");
  }

  @ParameterizedTest
  @CsvSource({"throws", "nan-reward", "nan-observation"})
  void lastCheckpointIsKeptAndCanStillBeJudged(String fault) throws Exception {
    RunFolder run =
        session.stopped("Faulty-v1", "random", Map.of("fault", fault, "at", "250"), 200);
    Path checkpoint = run.checkpoints().get(0);
    byte[] before = Files.readAllBytes(checkpoint);
    Map<String, String> tree = withoutMetrics(run);

    Outcome outcome = session.run("train", "--resume", run.name());

    refused(outcome, fault.equals("throws") ? "threw" : fault.endsWith("reward") ? "ret" : "obs");
    assertThat(outcome.errors())
        .contains(
            "%s is kept; `palaestra train --resume %s --runs %s --plugins %s` goes on from it"
                .formatted(checkpoint, run.name(), session.runs(), session.plugins()));
    assertThat(run.checkpoints()).containsExactly(checkpoint);
    assertThat(Files.readAllBytes(checkpoint)).isEqualTo(before);
    assertThat(withoutMetrics(run)).isEqualTo(tree);
    Outcome judged = session.run("evaluate", run.name(), "--episodes=4", "--json");
    assertThat(judged.exitCode()).as(judged.errors()).isZero();
    assertThat(judged.json().path("steps").asLong()).isEqualTo(200);
    // The mean of ten rewards of 1, 2 or 3.
    assertThat(judged.json().path("evaluation").path("mean").asDouble()).isBetween(10.0, 30.0);
  }

  private static Map<String, String> withoutMetrics(RunFolder run) throws Exception {
    Map<String, String> tree = new HashMap<>(Session.tree(run.path()));
    tree.remove("metrics.csv");
    tree.remove(String.valueOf(run.events().getFileName()));
    return tree;
  }

  @Test
  void faultWhileJudgingIsNamedAndTheTrainingIsKept() throws Exception {
    Outcome outcome =
        session.run(
            "train",
            "Faulty-v1",
            "--agent=random",
            "--steps=20",
            "--episodes=50",
            "-o",
            "fault=throws",
            "-o",
            "at=25");
    refused(outcome, "threw java.lang.IllegalStateException: out of ice (episode ");
    List<String> names = session.platform().runs().names();
    assertThat(names).hasSize(1);
    Outcome judged = session.run("evaluate", "latest", "--episodes=1", "--json");
    assertThat(judged.exitCode()).as(judged.errors()).isZero();
    assertThat(judged.json().path("steps").asLong()).isEqualTo(20);
  }

  private static void diverged(Outcome outcome, String update) {
    assertThat(outcome.exitCode()).as(outcome.errors()).isEqualTo(1);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors().lines().filter(line -> line.startsWith("error: ")))
        .singleElement()
        .asString()
        .matches(
            "error: update %s diverged: the loss is Infinity, first Infinity at \\[\\d+] of tensor"
                    .formatted(update)
                + " \\[\\d+], the result of square in the online network;"
                + " lower learning.rate, or clip the gradients of the errors with"
                + " learning.loss=huber; its batch is from the episodes of seeds -?\\d+(, -?\\d+)*( and \\d+ more)?");
    assertThat(outcome.errors()).doesNotContain("\tat ", "Exception in", "unexpected");
  }

  @Test
  void lossThatOverflowsStopsTheTrainingWithTheFirstPlaceWhereItDid() throws Exception {
    diverged(session.train("Faulty-v1", "-o", "fault=huge-reward", "--steps=2000"), "1");
    assertThat(session.tree()).containsOnlyKeys("");
  }

  @Test
  void checkpointFromBeforeADivergenceIsKept() throws Exception {
    RunFolder run =
        session.stopped("Faulty-v1", "dqn", Map.of("fault", "huge-reward", "at", "6000"), 5000);
    Path checkpoint = run.checkpoints().get(0);
    Map<String, String> tree = withoutMetrics(run);

    Outcome outcome = session.run("train", "--resume", run.name());

    diverged(outcome, "\\d+");
    assertThat(outcome.errors()).contains(checkpoint + " is kept; `palaestra train --resume ");
    assertThat(withoutMetrics(run)).isEqualTo(tree);
    Outcome judged = session.run("evaluate", run.name(), "--episodes=1", "--json");
    assertThat(judged.exitCode()).as(judged.errors()).isZero();
  }

  @Test
  void checkFindsTheFault() {
    Outcome outcome =
        session.run("check", "Faulty-v1", "-o", "fault=nan-reward", "-o", "at=25", "--steps=500");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output()).contains("NaN");
  }
}
