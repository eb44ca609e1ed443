package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.app.Session.Outcome;
import org.palaestra.store.Json;
import org.palaestra.training.RunFolder;

final class TrainCommandTest {

  private Session session;

  @BeforeEach
  void begin(@TempDir Path folder) {
    session = new Session(folder);
  }

  private JsonNode train(String... arguments) throws Exception {
    Outcome outcome = session.train(arguments);
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    return outcome.json();
  }

  @Test
  void jsonIsTheLastLineAndSaysWhatTheRunCameTo() throws Exception {
    Outcome outcome =
        session.train("CartPole-v1", "--steps=2000", "--seed=7", "--episodes=12", "--json");

    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.output().lines()).hasSize(1);
    JsonNode json = outcome.json();
    Path run = session.runs().resolve(json.path("run").asText());
    assertThat(run).isDirectory();
    assertThat(json.path("environment").asText()).isEqualTo("CartPole-v1");
    assertThat(json.path("agent").asText()).isEqualTo("dqn");
    assertThat(json.path("seed").asLong()).isEqualTo(7);
    assertThat(json.path("steps").asLong()).isEqualTo(2000);
    assertThat(json.path("stepsPerSecond").asDouble()).isPositive();
    assertThat(json.path("checkpoint").asText()).matches("[0-9a-f]{64}");
    JsonNode evaluation = json.path("evaluation");
    assertThat(evaluation.path("episodes").asInt()).isEqualTo(12);
    // A pole that nobody holds stands for eight steps at least, and for 500 at most.
    assertThat(evaluation.path("minimum").asDouble()).isBetween(8.0, 500.0);
    assertThat(evaluation.path("mean").asDouble())
        .isBetween(evaluation.path("minimum").asDouble(), evaluation.path("maximum").asDouble());
    assertThat(evaluation.path("standardDeviation").asDouble()).isNotNegative();
    assertThat(Json.read(run.resolve("result.json"))).isEqualTo(json);
  }

  /** The commit that is checked out here, as git itself has it; empty where this is no checkout. */
  private static Optional<String> head() throws Exception {
    if (!Files.exists(Path.of("..", ".git"))) {
      return Optional.empty();
    }
    Process git =
        new ProcessBuilder("git", "rev-parse", "--short=12", "HEAD")
            .directory(Path.of("..").toFile())
            .start();
    String hash = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(git.waitFor()).isZero();
    return Optional.of(hash);
  }

  @Test
  void runFolderHoldsPlanProvenanceMetricsAndCheckpoint() throws Exception {
    JsonNode json =
        train("FrozenLake-v1", "--steps=2000", "--time-limit=50", "-o", "slippery=false", "--json");

    Path run = session.runs().resolve(json.path("run").asText());
    JsonNode description = Json.read(run.resolve("run.json"));
    JsonNode plan = description.path("plan");
    assertThat(plan.path("environment").path("timeLimit").asInt()).isEqualTo(50);
    assertThat(plan.path("environment").path("options").path("slippery").asText())
        .isEqualTo("false");
    assertThat(plan.path("settings").path("network.hidden").asText()).isEqualTo("16");
    assertThat(plan.path("settings").path("targetEvery").asText()).isEqualTo("500");
    assertThat(plan.path("seed").asLong()).isEqualTo(1);
    assertThat(description.path("provenance").path("java").asText())
        .isEqualTo(Runtime.version().toString());
    assertThat(description.path("provenance").path("version").asText())
        .isEqualTo(Provenance.version());
    assertThat(description.path("provenance").path("commit").asText())
        .isEqualTo(Provenance.commit())
        .matches(head().map(hash -> "(.*-g)?" + hash + "(-dirty)?").orElse("unknown"));
    assertThat(description.path("provenance").path("implementation").asText())
        .isEqualTo(session.platform().agents().find("dqn").summary());
    assertThat(session.run("runs", "show").output())
        .containsPattern("commit +" + Pattern.quote(Provenance.commit()));
    assertThat(run.resolve("checkpoints/000000002000.safetensors")).isRegularFile();
    List<String> rows = Files.readAllLines(run.resolve("metrics.csv"));
    assertThat(rows.get(0)).isEqualTo("step,metric,value");
    assertThat(rows.subList(1, rows.size()))
        .hasSizeGreaterThan(500)
        .allMatch(row -> row.matches("\\d+,[a-z/ -]+,-?[0-9.E-]+"));
  }

  @Test
  void sameSeedComesToTheSameBitsAndAnotherSeedDoesNot() throws Exception {
    JsonNode one = train("CartPole-v1", "--steps=2000", "--seed=3", "--episodes=3", "--json");
    JsonNode twin = train("CartPole-v1", "--steps=2000", "--seed=3", "--episodes=3", "--json");
    JsonNode other = train("CartPole-v1", "--steps=2000", "--seed=4", "--episodes=3", "--json");

    assertThat(twin.path("checkpoint")).isEqualTo(one.path("checkpoint"));
    assertThat(twin.path("evaluation")).isEqualTo(one.path("evaluation"));
    assertThat(twin.path("run")).isNotEqualTo(one.path("run"));
    assertThat(other.path("checkpoint")).isNotEqualTo(one.path("checkpoint"));
    assertThat(metrics(twin)).isEqualTo(metrics(one));
  }

  @ParameterizedTest
  @CsvSource({
    "GamblersProblem-v1, sticky-actions", "GamblersProblem-v1, action-repeat",
    "JacksCarRental-v1, sticky-actions", "JacksCarRental-v1, action-repeat:times=2"
  })
  void whatIsMadeOfAnActionIsAllowed(String environment, String wrapper) {
    Outcome outcome =
        session.run("train", environment, "-a", "q-learning", "--steps=5000", "--wrap=" + wrapper);
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
  }

  @Test
  void theBestCheckpointIsJudgedIfAskedFor() throws Exception {
    JsonNode trained = train("CartPole-v1", "--steps=4000", "--episodes=3", "--json");
    Outcome best = session.run("evaluate", "latest", "--best", "--episodes=3", "--json");
    assertThat(best.exitCode()).as(best.errors()).isZero();
    // One checkpoint was written, which is the newest and the best.
    assertThat(best.json().path("checkpoint")).isEqualTo(trained.path("checkpoint"));
    train("CartPole-v1", "--steps=300", "--episodes=3", "--json");
    Outcome none = session.run("evaluate", "latest", "--best");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.errors())
        .contains("has kept no best checkpoint: fewer than 100 episodes were finished");
  }

  private String metrics(JsonNode result) throws Exception {
    return Files.readString(
        session.runs().resolve(result.path("run").asText()).resolve("metrics.csv"));
  }

  @Test
  void evaluateRepeatsTheScoreAndTheHashOfTheTraining() throws Exception {
    JsonNode trained = train("CartPole-v1", "--steps=2000", "--episodes=20", "--json");

    for (String reference :
        List.of("latest", trained.path("run").asText(), "CartPole-v1-dqn", "CartPole")) {
      Outcome outcome = session.run("evaluate", reference, "--episodes=20", "--json");
      assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
      assertThat(outcome.output().lines()).hasSize(1);
      assertThat(outcome.json()).isEqualTo(trained);
    }
    JsonNode more = session.run("evaluate", "--episodes=40", "--json").json();
    assertThat(more.path("evaluation").path("episodes").asInt()).isEqualTo(40);
    JsonNode elsewhere = session.run("evaluate", "--seed=99", "--episodes=20", "--json").json();
    assertThat(elsewhere.path("evaluation")).isNotEqualTo(trained.path("evaluation"));
    assertThat(elsewhere.path("checkpoint")).isEqualTo(trained.path("checkpoint"));
  }

  @Test
  void trainingThatIsTooShortToLearnAnythingSaysSo() {
    Outcome dqn = session.run("train", "CartPole-v1", "-a", "dqn", "--steps=5000", "--episodes=1");
    assertThat(dqn.errors())
        .contains(
            "warning: dqn makes its first update after 10,001 steps, and this training has 5,000");
    Outcome longer = session.train("CartPole-v1", "--steps=600", "--episodes=1");
    assertThat(longer.exitCode()).as(longer.errors()).isZero();
    assertThat(longer.errors()).doesNotContain("first update");
  }

  @Test
  void learningCurveIsDrawnAtTheEnd() throws Exception {
    JsonNode trained = train("CartPole-v1", "--steps=2000", "--episodes=2", "--json");
    RunFolder run = session.platform().runs().find(trained.path("run").asText());
    BufferedImage image = ImageIO.read(run.pictures().resolve("learning-curve.png").toFile());
    int blue = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        blue += (image.getRGB(x, y) & 0xffffff) == 0x0072b2 ? 1 : 0;
      }
    }
    assertThat(blue).as("pixels of the curve").isGreaterThan(300);
  }

  @Test
  void trainingIsDoneWithoutItsPictureToo() throws Exception {
    RunFolder run = session.stopped("CartPole-v1", "random", Map.of(), 200);
    Files.writeString(run.pictures(), "in the way");
    Outcome outcome = session.run("train", "--resume", "latest", "--episodes=2");
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.errors())
        .contains("warning: there is no picture of the learning curve: " + run.pictures());
    assertThat(run.result()).isPresent();
  }

  @Test
  void peopleAreToldTheScoreAndTheFolder() {
    Outcome outcome = session.train("CartPole-v1", "--steps=2000", "--episodes=10");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.output())
        .matches(
            "(?s)score  [0-9.]+ ± [0-9.]+ over 10 episodes \\(from [0-9.]+ to [0-9.]+\\)\\R"
                + "run    .*CartPole-v1-dqn-s1-\\d{8}-\\d{6}\\R");
  }

  @Test
  void everyAgentTrainsWhereItCan() throws Exception {
    assertThat(session.run("train", "CartPole-v1", "-a", "random", "--steps=500").exitCode())
        .isZero();
    assertThat(session.run("train", "FrozenLake-v1", "-a", "q-learning", "--steps=500").exitCode())
        .isZero();
    Outcome planned =
        session.run(
            "train",
            "FrozenLake-v1",
            "-a",
            "value-iteration",
            "-o",
            "slippery=false",
            "--episodes=10",
            "--json");
    // Without slipping the goal is reached every time.
    assertThat(planned.json().path("evaluation").path("mean").asDouble()).isEqualTo(1, within(0.0));
    assertThat(planned.json().path("evaluation").path("minimum").asDouble()).isEqualTo(1);
  }

  @Test
  void copiesStepTogetherUntilTheStepsAreDone() throws Exception {
    JsonNode json = train("CartPole-v1", "--steps=1001", "--envs=4", "--episodes=2", "--json");
    assertThat(json.path("steps").asLong()).isEqualTo(1004);
  }

  @Test
  void episodesWithoutATimeLimitAreJudgedInBoundedTime() throws Exception {
    // A value that never changes is greedy for the first action, which walks against the wall.
    Outcome outcome =
        session.run(
            "train",
            "GridWorld-v1",
            "--agent=q-learning",
            "--set=discount=0",
            "--steps=1",
            "--time-limit=0",
            "--episodes=1",
            "--json");
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    // Each step costs 0.04, and 100,000 are the most.
    assertThat(outcome.json().path("evaluation").path("mean").asDouble())
        .isEqualTo(-4000, within(1e-6));
  }

  @Test
  void progressIsPlainLinesWhereNobodyDrawsOverThem() {
    Outcome outcome = session.train("CartPole-v1", "--steps=2000", "--episodes=1");
    assertThat(outcome.errors()).doesNotContain("\r").contains("100%  2,000/2,000 steps");
  }

  @Test
  void finishedRunThatIsResumedStaysAsItIs() throws Exception {
    JsonNode json = train("CartPole-v1", "--steps=1000", "--episodes=5", "--json");
    Path run = session.runs().resolve(json.path("run").asText());
    String metrics = Files.readString(run.resolve("metrics.csv"));

    Outcome again = session.run("train", "--resume", "latest", "--episodes=5", "--json");

    assertThat(again.exitCode()).as(again.errors()).isZero();
    assertThat(again.errors()).contains("is complete, at step 1,000, and is judged again");
    assertThat(again.json()).isEqualTo(json);
    assertThat(Files.readString(run.resolve("metrics.csv"))).isEqualTo(metrics);
    assertThat(Json.read(run.resolve("result.json"))).isEqualTo(json);
  }

  @Test
  void linkMayStandForTheFolderOfTheRuns(@TempDir Path elsewhere) throws Exception {
    Files.createSymbolicLink(session.runs(), elsewhere);
    JsonNode json = train("CartPole-v1", "--steps=300", "--episodes=1", "--json");
    assertThat(elsewhere.resolve(json.path("run").asText()).resolve("result.json")).exists();
  }
}
