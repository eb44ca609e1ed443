package org.palaestra.app.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.agent.Agents;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.plugin.Plugins;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import org.palaestra.store.Json;
import org.palaestra.training.TrainingPlan;

final class BoardTest {

  private static final Environments ENVIRONMENTS = Environments.load(Plugins.none());
  private static final Agents AGENTS = Agents.load(Plugins.none());
  private static final String NASTY = "<img src=x onerror=alert('1')>\"'); DROP TABLE entry; --&";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // JUnit fills what it marks
  BoardTest() {}

  private static TrainingPlan plan(
      String environment, String agent, Map<String, String> changes, long seed, long steps) {
    return new TrainingPlan(
        ENVIRONMENTS.find(environment).spec(),
        agent,
        Settings.flatten(AGENTS.find(agent).settings(changes)),
        seed,
        steps,
        AGENTS.find(agent).copies(),
        "scalar");
  }

  private static Entry entry(TrainingPlan plan, String checkpoint, double... returns) {
    return new Entry(
        0,
        "2026-01-02T03:04:05Z",
        plan.agent(),
        plan.environment(),
        Optional.of(plan),
        checkpoint,
        plan.steps(),
        Json.object(),
        new long[returns.length],
        returns,
        new byte[0]);
  }

  private static Entry person(String name, String environment, double... returns) {
    EnvironmentSpec spec = ENVIRONMENTS.find(environment).spec();
    return new Entry(
        0,
        "2026-01-02T03:04:05Z",
        name,
        spec,
        Optional.empty(),
        "",
        0,
        Json.object(),
        new long[returns.length],
        returns,
        new byte[0]);
  }

  /** One entry for each score, each of a seed of its own. */
  private static void add(
      Board board, String environment, String agent, Map<String, String> changes, double... scores)
      throws Exception {
    Path file = Files.writeString(board.folder().resolve("checkpoint"), "anything");
    for (double score : scores) {
      int seed = board.ids().size() + 1;
      board.add(
          entry(
              plan(environment, agent, changes, seed, 1000),
              "%064x".formatted(seed),
              score - 1,
              score + 1),
          Optional.of(file));
    }
  }

  private List<Ranking> rankings(Board board) {
    return Ranking.of(board, ENVIRONMENTS, AGENTS);
  }

  @Test
  void whatIsAddedComesBack() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "what was learned");
    Entry added =
        entry(plan("CartPole-v1", "dqn", Map.of(), 3, 500), "a".repeat(64), 1.5, -0.0, 500);
    try (Board board = Board.open(folder)) {
      assertThat(board.add(added, Optional.of(file))).isEqualTo(1);
      assertThat(board.add(added, Optional.of(file))).isEqualTo(1);
      assertThat(board.add(person("Ann", "CartPole-v1", 3), Optional.empty())).isEqualTo(2);
    }
    try (Board board = Board.openExisting(folder)) {
      assertThat(board.ids()).containsExactly(1L, 2L);
      Entry back = board.entry(1);
      assertThat(back.plan()).isEqualTo(added.plan());
      assertThat(back.returns()).containsExactly(1.5, -0.0, 500);
      assertThat(back.identity()).isEqualTo(added.identity());
      assertThat(board.entry(2).name()).isEqualTo("Ann");
      assertThat(board.edited(board.row(1))).isEmpty();
      assertThat(board.checkpoint("a".repeat(64))).hasContent("what was learned");
    }
  }

  /** Whoever closes a board last removes its log while others look for it. */
  @Test
  void manyOpenAndCloseABoardAtOnce() throws Exception {
    Board.open(folder).close();
    List<Callable<Boolean>> work =
        Collections.nCopies(
            4,
            () -> {
              for (int i = 0; i < 40; i++) {
                try (Board board = Board.open(folder)) {
                  board.add(
                      person(Thread.currentThread().getName() + i, "CartPole-v1", i),
                      Optional.empty());
                }
              }
              return true;
            });
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Boolean> done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    try (Board board = Board.openExisting(folder)) {
      assertThat(board.ids()).hasSize(160);
    }
  }

  @Test
  void whoeverRanksDoesNotLoadTheActions() throws Exception {
    TrainingPlan plan = plan("CartPole-v1", "dqn", Map.of(), 1, 1000);
    Entry bare = entry(plan, "a".repeat(64), 1, 2);
    Entry entry =
        new Entry(
            0,
            bare.created(),
            bare.name(),
            bare.environment(),
            bare.plan(),
            bare.checkpoint(),
            bare.steps(),
            bare.provenance(),
            bare.seeds(),
            bare.returns(),
            new byte[1 << 20]);
    try (Board board = Board.open(folder)) {
      board.add(entry, Optional.of(Files.writeString(folder.resolve("checkpoint"), "anything")));
      assertThat(board.entries().get(0).actions()).hasSize(1 << 20);
      Entry ranked = rankings(board).get(0).lines().get(0).standing().entries().get(0);
      assertThat(ranked.actions()).isEmpty();
      assertThat(ranked.returns()).containsExactly(1, 2);
    }
  }

  /** As by a program of version 1, and where nothing may be written. */
  @Test
  void aBoardOfVersionOneIsReadAsItIs() throws Exception {
    try (Board board = Board.open(folder)) {
      add(board, "FrozenLake-v1", "q-learning", Map.of(), 0.5);
    }
    Path file = folder.resolve("board.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE entry SET seals = json_remove(seals, '$.VALUE_ERROR')");
      statement.executeUpdate("ALTER TABLE entry DROP COLUMN value_error");
      statement.executeUpdate("PRAGMA user_version = 1");
    }
    byte[] before = Files.readAllBytes(file);
    try (Board board = Board.openReadOnly(folder)) {
      assertThat(board.entry(1).valueError()).isEmpty();
      assertThat(board.edited(board.row(1))).isEmpty();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  /** What another process has written and not yet moved into the file counts, too. */
  @Test
  void whoReadsOnlySeesTheLog() throws Exception {
    try (Board board = Board.open(folder)) {
      add(board, "FrozenLake-v1", "q-learning", Map.of(), 0.5, 0.6);
      try (Board reader = Board.openReadOnly(folder)) {
        assertThat(reader.ids()).hasSize(2);
      }
    }
  }

  @Test
  void valueErrorsAreStoredAndExported() throws Exception {
    TrainingPlan plan = plan("FrozenLake-v1", "q-learning", Map.of(), 1, 1000);
    Path file = Files.writeString(folder.resolve("file"), "what was learned");
    try (Board board = Board.open(folder)) {
      for (double error : new double[] {0.25, 0.5}) {
        Entry bare = entry(plan, "%064x".formatted((int) (100 * error)), 1);
        board.add(
            new Entry(
                0,
                bare.created(),
                bare.name(),
                bare.environment(),
                bare.plan(),
                bare.checkpoint(),
                bare.steps(),
                bare.provenance(),
                bare.seeds(),
                bare.returns(),
                bare.actions(),
                Optional.of(new ValueError(error, 2 * error))),
            Optional.of(file));
      }
      add(board, "FrozenLake-v1", "sarsa", Map.of(), 0.5);
      assertThat(board.entry(2).valueError()).contains(new ValueError(0.5, 1));
      assertThat(rankings(board).get(0).lines())
          .extracting(Ranking.Line::valueError)
          .containsExactly(Optional.of(0.375), Optional.empty());
      Export export = new Export(rankings(board), AGENTS);
      export.write(folder.resolve("board.html"));
      assertThat(Files.readString(folder.resolve("board.html")))
          .contains(">Value error</th>", "<td class=\"number\">0.38</td>", ">–</td>");
      export.write(folder.resolve("board.json"));
      JsonNode first = Json.read(folder.resolve("board.json")).at("/environments/0/standings/0");
      assertThat(first.path("valueError").asDouble()).isEqualTo(0.375);
      assertThat(first.path("entries"))
          .extracting(entry -> entry.at("/valueError/maximum").asDouble())
          .containsExactlyInAnyOrder(0.5, 1.0);
    }
  }

  @Test
  void configurationsAreRankedApartAndTheBestComesFirst() throws Exception {
    try (Board board = Board.open(folder)) {
      add(board, "CartPole-v1", "dqn", Map.of(), 100, 120, 110, 130);
      add(board, "CartPole-v1", "dqn", Map.of("discount", "0.9"), 480, 500, 490, 470);
      add(board, "CartPole-v1", "ppo", Map.of(), 105, 125, 115, 135);
      board.add(person("Ann", "CartPole-v1", 20, 30), Optional.empty());
      Ranking ranking = rankings(board).get(0);
      assertThat(ranking.lines())
          .extracting(line -> line.place() + " " + Configuration.describe(line.standing(), AGENTS))
          .containsExactly("1 defaults, discount=0.9", "2 defaults", "3 defaults", "4 a person");
      // The middle two of four: (480 + 490) / 2. Reference: 22.66 at random, 500 at best.
      Ranking.Line first = ranking.lines().get(0);
      assertThat(first.interquartileMean()).isEqualTo(485);
      assertThat(first.gap().orElseThrow())
          .isCloseTo(1 - (485 - 22.66) / (500 - 22.66), within(1e-12));
      assertThat(first.behind()).isEmpty();
      assertThat(first.standing().tooFew()).isTrue();
      // All sixteen pairs are lost.
      Ranking.Comparison second = ranking.lines().get(1).behind().orElseThrow();
      assertThat(second.probability()).isZero();
      assertThat(second.significant()).isTrue();
      // dqn wins 6 of 16 against ppo: 110 > 105, 120 > 105, 115; 130 > 105, 115, 125.
      assertThat(ranking.lines().get(1).standing().name()).isEqualTo("ppo");
      Ranking.Comparison third = ranking.lines().get(2).behind().orElseThrow();
      assertThat(third.probability()).isEqualTo(6 / 16.0);
      assertThat(third.significant()).isFalse();
      // Ann lost to all four, and once only.
      Ranking.Comparison fourth = ranking.lines().get(3).behind().orElseThrow();
      assertThat(fourth.probability()).isZero();
      assertThat(fourth.significant()).isFalse();
    }
  }

  @Test
  void copiesOfTheEnvironmentAreAConfigurationAndTheSameSeedAgainIsNoOther() throws Exception {
    Path file = Files.writeString(folder.resolve("checkpoint"), "anything");
    TrainingPlan usual = plan("CartPole-v1", "dqn", Map.of(), 1, 1000);
    TrainingPlan many =
        new TrainingPlan(usual.environment(), "dqn", usual.settings(), 1, 1000, 8, usual.kernels());
    try (Board board = Board.open(folder)) {
      for (int i = 0; i < 12; i++) {
        TrainingPlan plan = i < 10 ? usual : many;
        board.add(entry(plan, "%064x".formatted(i), 100 - i), Optional.of(file));
      }
      List<Ranking.Line> lines = rankings(board).get(0).lines();
      assertThat(lines)
          .extracting(line -> Configuration.describe(line.standing(), AGENTS))
          .containsExactly("defaults", "defaults, envs=8");
      assertThat(lines).extracting(line -> line.standing().entries().size()).containsExactly(10, 2);
      assertThat(lines).extracting(line -> line.standing().seeds()).containsExactly(1, 1);
      assertThat(lines.get(0).standing().tooFew()).isTrue();
      assertThat(Configuration.describe(board.entry(12), AGENTS)).isEqualTo("defaults, envs=8");
    }
  }

  @Test
  void oneSeedThatWasTrainedTwiceWeighsOnceInEveryNumber() throws Exception {
    Path file = Files.writeString(folder.resolve("checkpoint"), "anything");
    try (Board board = Board.open(folder)) {
      for (int i = 0; i < 3; i++) { // seed 1 by three builds, which scored alike
        TrainingPlan plan = plan("CartPole-v1", "dqn", Map.of(), 1, 1000);
        board.add(entry(plan, "%064x".formatted(i), 100), Optional.of(file));
      }
      List<Ranking> rankings = rankings(board);
      add(board, "CartPole-v1", "ppo", Map.of(), 90, 91, 92, 93);
      List<Ranking.Line> alone = rankings(board).get(0).lines();
      assertThat(alone.get(0).standing().scores()).isEqualTo(new double[][] {{100}});
      assertThat(alone.get(1).behind().orElseThrow().significant()).isFalse();
      assertThat(Overall.of(rankings).get(0).seeds()).isEqualTo(1);

      TrainingPlan second = plan("CartPole-v1", "dqn", Map.of(), 2, 1000);
      board.add(entry(second, "%064x".formatted(3), 200), Optional.of(file));
      Ranking.Line line = rankings(board).get(0).lines().get(0);
      assertThat(line.mean()).isEqualTo(150);
      assertThat(line.interquartileMean()).isEqualTo(150);
      assertThat(line.interval().low()).isEqualTo(100);
      assertThat(line.interval().high()).isEqualTo(200);
    }
  }

  @Test
  void overAllEnvironmentsScoresAreNormalised() throws Exception {
    try (Board board = Board.open(folder)) {
      add(board, "CartPole-v1", "dqn", Map.of(), 500, 500, 500);
      add(board, "CartPole-v1", "dqn", Map.of("discount", "0.5"), 30, 30);
      add(board, "MountainCar-v0", "dqn", Map.of(), -150.4, -150.4); // (200 − 150.4) / 99.2 = 1/2
      add(board, "MountainCar-v0", "ppo", Map.of(), -200);
      add(board, "FrozenLake-v1", "dqn", Map.of(), 1);
      List<Overall> overall = Overall.of(rankings(board));
      assertThat(overall).extracting(Overall::name).containsExactly("dqn", "ppo");
      Overall dqn = overall.get(0);
      assertThat(dqn.environments()).isEqualTo(2);
      assertThat(dqn.seeds()).isEqualTo(2);
      assertThat(dqn.mean()).isCloseTo(0.75, within(1e-12));
      assertThat(dqn.gap()).isCloseTo(0.25, within(1e-12));
      assertThat(overall.get(1).mean()).isZero();
      assertThat(new BoardPage(rankings(board), AGENTS).html())
          .containsSubsequence("<h2>Over all environments</h2>", "counts as 0 if", "<table");
    }
  }

  @Test
  void aPersonWhoIsCalledLikeAnAgentIsSomebodyElse() throws Exception {
    try (Board board = Board.open(folder)) {
      add(board, "CartPole-v1", "dqn", Map.of(), 500);
      board.add(person("dqn", "CartPole-v1", 20, 30), Optional.empty());
      assertThat(Overall.of(rankings(board)))
          .extracting(Overall::name)
          .containsExactly("dqn", "dqn (a person)");
      assertThat(rankings(board).get(0).lines()).hasSize(2);
    }
  }

  /** 0 and 1 are 22.66 and 500 steps; of four seeds two are above the middle. */
  @Test
  void profilesTellWhichPartIsAbove() throws Exception {
    try (Board board = Board.open(folder)) {
      add(board, "CartPole-v1", "dqn", Map.of(), 22.66, 22.66, 500, 500);
      add(board, "CliffWalking-v1", "sarsa", Map.of(), -17, -13);
      List<Ranking> rankings = rankings(board);
      Profiles pole = Profiles.of(rankings.get(0), AGENTS);
      Profiles.Line line = pole.lines().get(0);
      assertThat(pole.normalised()).isTrue();
      assertThat(line.title()).isEqualTo("dqn, defaults");
      assertThat(line.thresholds()).hasSize(101).startsWith(0);
      assertThat(line.thresholds()[100]).isCloseTo(1.05, within(1e-12));
      assertThat(line.parts()[50]).isEqualTo(0.5);
      assertThat(line.parts()[100]).isZero();
      assertThat(line.low()[50]).isLessThan(0.5);
      assertThat(line.high()[50]).isGreaterThan(0.5);
      // Without a reference, returns are: from a twentieth of the range below the least on.
      Profiles cliff = Profiles.of(rankings.get(1), AGENTS);
      assertThat(cliff.normalised()).isFalse();
      assertThat(cliff.lines().get(0).thresholds()[0]).isCloseTo(-17.2, within(1e-12));
      assertThat(cliff.lines().get(0).parts()[0]).isEqualTo(1);
      Profiles overall = Profiles.overall(rankings).orElseThrow();
      assertThat(overall.lines()).hasSize(1);
      assertThat(overall.lines().get(0).parts()).isEqualTo(line.parts());
      Export export = new Export(rankings, AGENTS);
      assertThat(export.json().at("/environments/0/profiles/lines/0/parts/50").asDouble())
          .isEqualTo(0.5);
      export.write(folder.resolve("board.html"));
      assertThat(Files.readString(folder.resolve("board.html")))
          .contains("aria-label=\"Performance profiles on CartPole-v1\"", "opacity=\"0.15\"");
      assertThat(export.json().at("/overallProfiles/lines/0/thresholds")).hasSize(101);
    }
  }

  /** The way along the cliff takes 13 steps, each of which costs 1. */
  @Test
  void regretIsToldWhereTheOptimumIsKnown() throws Exception {
    try (Board board = Board.open(folder)) {
      add(board, "CliffWalking-v1", "sarsa", Map.of(), -17, -17);
      add(board, "DeepSea-v1", "q-learning", Map.of(), 0);
      add(board, "CartPole-v1", "dqn", Map.of(), 10);
      assertThat(rankings(board))
          .extracting(ranking -> ranking.title() + " " + ranking.optimum().orElse(Double.NaN))
          .contains("CliffWalking-v1 -13.0", "CartPole-v1 NaN");
      assertThat(rankings(board).get(1).lines().get(0).regret()).contains(4.0);
    }
  }

  @Test
  void otherOptionsAreAnotherEnvironment() throws Exception {
    EnvironmentSpec dry = ENVIRONMENTS.find("FrozenLake-v1").spec(Map.of("slippery", "false"));
    try (Board board = Board.open(folder)) {
      add(board, "FrozenLake-v1", "q-learning", Map.of(), 0.5);
      TrainingPlan plan = plan("FrozenLake-v1", "q-learning", Map.of(), 1, 1000);
      board.add(
          entry(
              new TrainingPlan(
                  dry.withTimeLimit(50), plan.agent(), plan.settings(), 1, 1000, 1, "scalar"),
              "b".repeat(64),
              1),
          Optional.of(folder.resolve("checkpoint")));
      assertThat(rankings(board))
          .extracting(Ranking::title)
          .containsExactlyInAnyOrder(
              "FrozenLake-v1", "FrozenLake-v1, slippery=false, time limit 50");
    }
  }

  @Test
  void namesAreTextEverywhere() throws Exception {
    try (Board board = Board.open(folder)) {
      board.add(person(NASTY, "CartPole-v1", 20, 30), Optional.empty());
      board.add(person("=1+1", "CartPole-v1", 20, 30), Optional.empty());
      assertThat(board.entry(1).name()).isEqualTo(NASTY);
      Export export = new Export(rankings(board), AGENTS);
      export.write(folder.resolve("board.html"));
      assertThat(Files.readString(folder.resolve("board.html")))
          .contains("&lt;img src=x onerror=alert(&#39;1&#39;)&gt;&quot;&#39;); DROP TABLE")
          .doesNotContain("<img", "<script", "http");
      export.write(folder.resolve("board.csv"));
      assertThat(Files.readString(folder.resolve("board.csv")))
          .contains("\"" + NASTY.replace("\"", "\"\"") + "\"");
      export.write(folder.resolve("board.json"));
      assertThat(
              Json.read(folder.resolve("board.json"))
                  .at("/environments/0/standings/0/agent")
                  .asText())
          .isIn(NASTY, "=1+1");
    }
    assertThatThrownBy(() -> new Export(List.of(), AGENTS).write(folder.resolve("board.pdf")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("the file must end with .csv, .json or .html, got ");
  }

  /** Whatever stands in a row: reading it is a typed refusal or gives an entry. */
  @Test
  void everyMutatedRowIsReadOrRefused() throws Exception {
    RandomStream random = new RandomStream(9);
    String[] texts = {"created", "kind", "name", "environment", "plan", "checkpoint", "provenance"};
    String[] blobs = {"seeds", "returns", "actions"};
    try (Board board = Board.open(folder)) {
      add(board, "CartPole-v1", "dqn", Map.of(), 100);
      Row whole = board.row(1);
      int damaged = 0;
      try (Connection connection =
          DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("board.sqlite"))) {
        connection.setAutoCommit(false);
        for (int i = 0; i < 3000; i++) {
          String column =
              i % 3 == 0
                  ? blobs[random.nextInt(blobs.length)]
                  : texts[random.nextInt(texts.length)];
          try (PreparedStatement update =
              connection.prepareStatement("UPDATE entry SET " + column + " = ?")) {
            if (i % 3 == 0) {
              byte[] noise = new byte[random.nextInt(40)];
              random.nextBytes(noise);
              update.setBytes(1, noise);
            } else {
              update.setString(1, mutant(text(whole, column), random));
            }
            update.executeUpdate();
          }
          connection.commit();
          Row row = board.row(1);
          assertThat(row.identity()).isEqualTo(whole.identity());
          if (!same(row, whole)) {
            assertThat(board.edited(row)).isNotEmpty();
          }
          try {
            Entry.of(row);
          } catch (DamagedEntryException e) {
            damaged++;
          }
          assertThat(rankings(board)).hasSizeLessThanOrEqualTo(1);
          try (PreparedStatement update =
              connection.prepareStatement("UPDATE entry SET " + column + " = ?")) {
            if (i % 3 == 0) {
              update.setBytes(
                  1,
                  column.equals("seeds")
                      ? whole.seeds()
                      : column.equals("returns") ? whole.returns() : whole.actions());
            } else {
              update.setString(1, text(whole, column));
            }
            update.executeUpdate();
          }
          connection.commit();
        }
      }
      assertThat(damaged).isGreaterThan(500);
      assertThat(board.edited(board.row(1))).isEmpty();
    }
  }

  private static boolean same(Row row, Row other) {
    return Arrays.stream(Part.values())
        .allMatch(part -> Arrays.equals(part.of(row), part.of(other)));
  }

  private static String text(Row row, String column) {
    return switch (column) {
      case "created" -> row.created();
      case "kind" -> row.kind();
      case "name" -> row.name();
      case "environment" -> row.environment();
      case "plan" -> row.plan();
      case "checkpoint" -> row.checkpoint();
      default -> row.provenance();
    };
  }

  private static String mutant(String text, RandomStream random) {
    StringBuilder result = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(result.length() + 1);
      switch (random.nextInt(3)) {
        case 0 -> result.insert(at, (char) (1 + random.nextInt(0xd000)));
        case 1 -> result.delete(at, Math.min(result.length(), at + random.nextInt(9)));
        default -> result.insert(at, "{}[]\":,-0e.'".charAt(random.nextInt(12)));
      }
    }
    return result.toString();
  }
}
