package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.app.Session.Outcome;
import org.palaestra.store.Json;
import org.palaestra.training.RunFolder;

/** Real processes that are stopped and killed lose nothing, and come to the same bits. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the signals of POSIX")
final class StoppingTest {

  private static final int STEPS = 300_000;
  private static final int KILLS = 10;

  private static JsonNode straight;
  private static String straightMetrics;

  private Session session;

  /** What the training comes to when nobody stops it. */
  @BeforeAll
  static void trainStraight(@TempDir Path folder) throws Exception {
    Session session = new Session(folder);
    Outcome outcome = session.run("train", arguments());
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    straight = outcome.json();
    straightMetrics =
        Files.readString(session.runs().resolve(straight.path("run").asText() + "/metrics.csv"));
  }

  @BeforeEach
  void begin(@TempDir Path folder) {
    session = new Session(folder);
  }

  private static String[] arguments() {
    List<String> arguments = new ArrayList<>(Session.SMALL_DQN);
    arguments.addAll(List.of("CartPole-v1", "--seed=5", "--steps=" + STEPS, "--envs=2"));
    // Short episodes leave more of them to be cut by a stop; few to judge keep the test quick.
    arguments.addAll(List.of("--time-limit=60", "--episodes=3", "--kernels=scalar", "--json"));
    return arguments.toArray(new String[0]);
  }

  private RealProcess start(String saveEvery) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("train", "--save-every", saveEvery));
    arguments.addAll(List.of(arguments()));
    return RealProcess.start(session, arguments.toArray(new String[0]));
  }

  private RunFolder onlyRun() {
    List<String> names = session.platform().runs().names();
    assertThat(names).hasSize(1);
    return RunFolder.open(session.runs().resolve(names.get(0)));
  }

  /** Steps of the newest checkpoint; 0 before the first. */
  private long savedSteps() throws IOException {
    if (session.platform().runs().names().isEmpty()) {
      return 0;
    }
    List<Path> files = onlyRun().checkpoints();
    return files.isEmpty()
        ? 0
        : Long.parseLong(String.valueOf(files.get(0).getFileName()).substring(0, 12));
  }

  private void isAsIfNeverStopped(JsonNode result) throws Exception {
    assertThat(result.path("checkpoint")).isEqualTo(straight.path("checkpoint"));
    assertThat(result.path("evaluation")).isEqualTo(straight.path("evaluation"));
    assertThat(result.path("steps")).isEqualTo(straight.path("steps"));
    RunFolder run = onlyRun();
    // No row twice and none lost, and no wall-clock in them.
    assertThat(Files.readString(run.metrics())).isEqualTo(straightMetrics);
    try (Stream<Path> files = Files.walk(run.path())) {
      assertThat(files.map(file -> run.path().relativize(file).toString()))
          .noneMatch(name -> name.endsWith(".part"))
          .contains("run.json", "result.json", "metrics.csv", "checkpoints");
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void signalStopsAtTheNextStepAndResumeFinishes(String signal, int code) throws Exception {
    RunFolder run;
    try (RealProcess process = start("0.05")) {
      process.await(() -> savedSteps() > 0);
      process.signal(signal);

      assertThat(process.exitCode()).as(process.errors()).isEqualTo(code);
      run = onlyRun();
      long steps = savedSteps();
      assertThat(steps).isBetween(1L, STEPS - 1L);
      assertThat(process.errors())
          .contains(
              "stopped at step %,d and saved; `palaestra train --resume %s%s` goes on"
                  .formatted(steps, run.name(), session.platform().again()));
      assertThat(process.output()).isEmpty();
      assertThat(run.result()).isEmpty();
    }

    Outcome resumed = session.run("train", "--resume", run.name(), "--episodes=3", "--json");

    assertThat(resumed.exitCode()).as(resumed.errors()).isZero();
    assertThat(resumed.errors()).contains(run.name() + " goes on from step ");
    isAsIfNeverStopped(resumed.json());
  }

  @Test
  void killedAtAnyMomentItLosesNothing() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    System.out.println("killedAtAnyMomentItLosesNothing: seed " + seed);
    long[] moments = random.longs(KILLS, 0, STEPS / 2).sorted().toArray();
    for (int kill = 0; kill < KILLS; kill++) {
      long moment = moments[kill];
      // The first may be killed before there is a run; the next one then begins it.
      boolean begun = !session.platform().runs().names().isEmpty();
      try (RealProcess process = begun ? resume("0.02") : start("0.02")) {
        process.await(() -> savedSteps() >= moment);
        process.killAfter(Duration.ofMillis(random.nextInt(150)));
        // 128 + 9: it was the kill that ended it, each time.
        assertThat(process.exitCode()).as("kill %d: %s", kill, process.errors()).isEqualTo(137);
      }
    }
    assertThat(savedSteps()).isBetween(moments[KILLS - 1], STEPS - 1L);
    killAfterRowsThatNoCheckpointCovers();

    try (RealProcess process = resume("0.02")) {
      assertThat(process.exitCode()).as(process.errors()).isZero();
      List<String> lines = process.output().lines().toList();
      isAsIfNeverStopped(Json.parse(lines.get(lines.size() - 1)));
    }
  }

  /** Rows reach the disk before the checkpoint does; those must not come twice. */
  private void killAfterRowsThatNoCheckpointCovers() throws Exception {
    long saved = savedSteps();
    try (RealProcess process = resume("600")) {
      process.await(() -> lastRow() > saved);
      process.killAfter(Duration.ZERO);
      assertThat(process.exitCode()).as(process.errors()).isEqualTo(137);
    }
    assertThat(savedSteps()).isEqualTo(saved);
    assertThat(lastRow()).isGreaterThan(saved);
  }

  /** Step of the last whole row of the metrics. */
  private long lastRow() throws IOException {
    long last = 0;
    for (String row : Files.readAllLines(onlyRun().metrics())) {
      if (row.matches("\\d+,[^,]+,[^,]+")) {
        last = Long.parseLong(row.substring(0, row.indexOf(',')));
      }
    }
    return last;
  }

  private RealProcess resume(String saveEvery) throws IOException {
    return RealProcess.start(
        session, "train", "--resume=latest", "--save-every", saveEvery, "--episodes=3", "--json");
  }

  @Test
  void secondTrainingOfARunIsRefused() throws Exception {
    try (RealProcess process = start("0.05")) {
      process.await(() -> savedSteps() > 0);
      RunFolder run = onlyRun();

      Outcome second = session.run("train", "--resume", run.name());

      assertThat(process.isAlive()).as("the first still trains").isTrue();
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.errors())
          .isEqualToNormalizingNewlines(
              "error: %s is being trained by another process\n".formatted(run.name()));
      // Whoever only looks is let in meanwhile.
      Outcome judged = session.run("evaluate", run.name(), "--episodes=2", "--json");
      assertThat(judged.exitCode()).as(judged.errors()).isZero();

      assertThat(process.exitCode()).as(process.errors()).isZero();
      List<String> lines = process.output().lines().toList();
      isAsIfNeverStopped(Json.parse(lines.get(lines.size() - 1)));
    }
  }

  @Test
  void checkpointsHaveTheSameNamesInEveryLanguage() throws Exception {
    try (RealProcess process =
        RealProcess.start(
            session,
            List.of("-Duser.language=ar", "-Duser.country=EG"),
            "train",
            "CartPole-v1",
            "--agent=random",
            "--steps=400",
            "--episodes=2")) {
      assertThat(process.exitCode()).as(process.errors()).isZero();
      assertThat(process.errors()).contains("100%  400/400 steps");
      assertThat(process.output()).contains("over 2 episodes");
    }
    assertThat(onlyRun().name()).matches("CartPole-v1-random-s1-[0-9]{8}-[0-9]{6}");
    assertThat(savedSteps()).isEqualTo(400);
  }

  @Test
  void terminalSeesABar() throws Exception {
    try (RealProcess process =
        RealProcess.start(
            session,
            List.of("-Dpalaestra.terminal=true"),
            "train",
            "CartPole-v1",
            "--agent=random",
            "--steps=400",
            "--episodes=2",
            "--json")) {
      assertThat(process.exitCode()).as(process.errors()).isZero();
      assertThat(process.errors()).contains("\r▕" + "█".repeat(24) + "▏100%  400/400 steps");
      assertThat(process.output().lines()).hasSize(1);
    }
  }
}
