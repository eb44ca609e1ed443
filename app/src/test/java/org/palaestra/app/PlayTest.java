package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.app.Session.Outcome;
import org.palaestra.app.board.Attempt;
import org.palaestra.app.board.Board;
import org.palaestra.app.board.Entry;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.playback.KeyMap;
import org.palaestra.playback.PlaySession;
import org.palaestra.playback.PlaySession.Phase;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Discrete;
import org.palaestra.store.Json;
import org.palaestra.training.ActionLog;

/** A person's episodes, from the keys to the board and its proof, without a window. */
final class PlayTest {

  private static final int EPISODES = 3;
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456Z");

  private Session session;
  private Path folder;

  @BeforeEach
  void begin(@TempDir Path temporary) {
    session = new Session(temporary);
    folder = temporary.resolve("board");
  }

  private static final String ALL_KEYS = "←→↑↓ 1234567890\n";

  /** Hits keys at random until every episode is over. */
  private static void playAtRandom(PlaySession playing, long seed) {
    RandomStream chance = new RandomStream(seed);
    while (playing.status().phase() != Phase.DONE) {
      char key = ALL_KEYS.charAt(chance.nextInt(ALL_KEYS.length()));
      playing.press(key);
      playing.advance(0.1);
      if (chance.nextBoolean()) {
        playing.release(key);
      }
    }
  }

  private Entry play(String name, EnvironmentSpec spec) throws Exception {
    Platform platform = session.platform();
    try (Board board = Board.open(folder)) {
      Attempt attempt = new Attempt(board, platform.environments(), name, spec, NOON, EPISODES);
      try (PlaySession playing =
          new PlaySession(
              platform.environments().vector(attempt.scored(), 1), attempt.seeds(), 2)) {
        playAtRandom(playing, 5);
        var provenance = Json.object();
        playing.slowest().ifPresent(slowest -> provenance.put("speed", slowest));
        return attempt.submit(playing.log(), playing.returns(), provenance);
      }
    }
  }

  private Entry play(String name, String environment) throws Exception {
    return play(name, session.platform().environments().find(environment).spec());
  }

  private Outcome leaderboard(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--board", folder.toString()));
    return session.run("leaderboard", all.toArray(new String[0]));
  }

  /**
   * Waiting for keys, in real time, typed, masked, pushed, sticky, native and seen as pixels: what
   * was played is what the board plays again.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "FrozenLake-v1",
        "Taxi-v4",
        "Blackjack-v1",
        "GamblersProblem-v1",
        "JacksCarRental-v1",
        "CartPole-v1",
        "Breakout-v1",
        "Snake-v1",
        "LunarLander-v3",
        "LunarLanderContinuous-v3",
        "Pendulum-v1",
        "SpaceInvaders-Pixels-v1"
      })
  void whatAPersonPlaysIsProved(String environment) throws Exception {
    EnvironmentSpec spec = session.platform().environments().find(environment).spec();
    Entry entry = play("Ann", spec.withTimeLimit(60));
    assertThat(entry.returns()).hasSize(EPISODES);
    Outcome proof = leaderboard("verify");
    assertThat(proof.exitCode()).as(proof.output()).isZero();
    assertThat(proof.output())
        .containsPattern("entry 1  " + environment + ".* Ann  proved: 3 episodes, ")
        .endsWith("the entry is proved\n");
  }

  @Test
  void rewardsAreRawAsForAgents() throws Exception {
    var environments = session.platform().environments();
    EnvironmentSpec spec = environments.find("CliffWalking-v1").spec().withTimeLimit(50);
    Entry entry = play("Ann", spec.wrapped(environments.readWrapper("clip-reward")));
    assertThat(entry.summary().minimum()).isLessThanOrEqualTo(-50);
    assertThat(leaderboard("verify").exitCode()).isZero();
  }

  @Test
  void aPersonStandsOnTheBoardLikeAnAgent() throws Exception {
    play("Ann <b>&", "CartPole-v1");
    Outcome table = leaderboard();
    assertThat(table.output()).contains("CartPole-v1").containsPattern("1 +Ann <b>& +a person");
    Outcome shown = Session.plain("leaderboard", "show", "1", "--board", folder.toString());
    assertThat(shown.output())
        .containsPattern("person +Ann <b>&\n")
        .containsPattern("submitted +2026-01-02T12:00:00.123456Z\n")
        .containsPattern("speed +2.0\n")
        .containsPattern("over 3 episodes");
    for (String ending : List.of("csv", "json", "html")) {
      Path file = session.folder().resolve("board." + ending);
      assertThat(leaderboard("export", file.toString()).exitCode()).isZero();
      assertThat(Files.readString(file))
          .contains(ending.equals("html") ? "Ann &lt;b&gt;&amp;" : "Ann <b>&");
    }
    assertThat(Files.readString(session.folder().resolve("board.html"))).doesNotContain("Ann <b>");
  }

  @Test
  void seedsAreSettledByWhoPlaysWhereAndWhen() throws Exception {
    Platform platform = session.platform();
    EnvironmentSpec lake = platform.environments().find("FrozenLake-v1").spec();
    EnvironmentSpec large = platform.environments().find("FrozenLake8x8-v1").spec();
    try (Board board = Board.open(folder);
        Board other = Board.open(session.folder().resolve("other"))) {
      List<Attempt> attempts =
          List.of(
              new Attempt(board, platform.environments(), "Ann", lake, NOON, 5),
              new Attempt(board, platform.environments(), "Bob", lake, NOON, 5),
              new Attempt(board, platform.environments(), "Ann", large, NOON, 5),
              new Attempt(board, platform.environments(), "Ann", lake, NOON.plusNanos(1), 5),
              new Attempt(other, platform.environments(), "Ann", lake, NOON, 5));
      assertThat(attempts.stream().map(attempt -> List.of(boxed(attempt.seeds()))).distinct())
          .hasSize(5);
      assertThat(new Attempt(board, platform.environments(), " Ann ", lake, NOON, 5).seeds())
          .isEqualTo(attempts.get(0).seeds());
      assertThat(board.ids()).as("an attempt alone leaves nothing behind").isEmpty();
    }
  }

  private static Long[] boxed(long[] values) {
    return java.util.Arrays.stream(values).boxed().toArray(Long[]::new);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("board.sqlite"));
  }

  private byte[] bytes(String column) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT " + column + " FROM entry WHERE id = 1")) {
      return found.getBytes(1);
    }
  }

  /** What verification says of an entry of which one column is edited; it is mended after. */
  private String edited(String column, Object value) throws SQLException {
    try (Connection connection = connect()) {
      Object before;
      try (Statement statement = connection.createStatement();
          ResultSet found =
              statement.executeQuery("SELECT " + column + " FROM entry WHERE id = 1")) {
        before = found.getObject(1);
      }
      try (PreparedStatement update =
          connection.prepareStatement("UPDATE entry SET " + column + " = ? WHERE id = 1")) {
        update.setObject(1, value);
        assertThat(update.executeUpdate()).isEqualTo(1);
        Outcome outcome = leaderboard("verify");
        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.output()).contains("NOT PROVED");
        update.setObject(1, before);
        update.executeUpdate();
        return outcome.output();
      }
    }
  }

  /** Whoever edits a board may write what a terminal obeys. */
  @Test
  void whatCannotBeSeenIsShownByItsNumber() throws Exception {
    play("Ann", "FrozenLake-v1");
    try (Connection connection = connect();
        PreparedStatement update = connection.prepareStatement("UPDATE entry SET name = ?")) {
      update.setString(1, "\u001b[31mA\u202enn");
      update.executeUpdate();
    }
    String seen = "U+001B[31mAU+202Enn";
    assertThat(session.run("leaderboard", "--board", folder.toString()).output()).contains(seen);
    assertThat(Session.plain("leaderboard", "show", "1", "--board", folder.toString()).output())
        .contains(seen);
    assertThat(leaderboard("verify").output()).contains(seen);
  }

  @Test
  void whateverIsEditedIsFoundAndNamed() throws Exception {
    Entry entry = play("Ann", "FrozenLake-v1");
    byte[] returns = bytes("returns");
    returns[8] = 0x40;
    assertThat(edited("returns", returns))
        .contains("edited: the score", "episode 2: the board says");
    byte[] seeds = bytes("seeds");
    seeds[3] ^= 1;
    assertThat(edited("seeds", seeds))
        .contains("edited: the seeds", "the seeds are not those that the board gives this entry");
    assertThat(edited("name", "Bob"))
        .contains(
            "edited: the agent", "its identity is not that of its environment, person and time");
    assertThat(edited("created", "2026-01-02T12:00:01Z"))
        .contains("edited: the origin", "its identity is not that of");
    String spec = new String(bytes("environment"), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(edited("environment", spec.replace("\"timeLimit\":100", "\"timeLimit\":99")))
        .contains("edited: the environment", "its identity is not that of");
    assertThat(edited("provenance", "{\"speed\":1}")).contains("edited: the origin");
    assertThat(edited("kind", "agent")).contains("edited: the agent");
    assertThat(edited("actions", log(entry, 0, 0, -1).toBytes()))
        .contains("edited: the action log", "goes on behind the log");
    assertThat(edited("actions", log(entry, 0, 0, 1).toBytes()))
        .contains("edited: the action log")
        .containsPattern("episode 1, step \\d+: the log has 0, the episode takes nothing more");
    assertThat(edited("actions", log(entry, 0, 9, 0).toBytes()))
        .contains("the actions cannot be played: ", "action must be from 0 to 3, got ");
    assertThat(leaderboard("verify").exitCode()).isZero();
  }

  /** The log of an entry, its first action raised and its first episode longer or shorter. */
  private static ActionLog log(Entry entry, int episode, int raise, int longer) throws Exception {
    Discrete four = new Discrete(4);
    ActionLog log = ActionLog.of(four, EPISODES, 1000, entry.actions());
    ActionLog other = new ActionLog(four, EPISODES);
    ActionBatch action = new ActionBatch(four, 1);
    for (int i = 0; i < EPISODES; i++) {
      int length = log.length(i) + (i == episode ? longer : 0);
      for (int step = 0; step < length; step++) {
        if (step < log.length(i)) {
          log.get(i, step, action, 0);
        } else {
          action.indices[0] = 0;
        }
        action.indices[0] += i == episode && step == 0 ? raise : 0;
        other.add(i, action, 0);
      }
    }
    return other;
  }

  @Test
  void namesAreTextOfAFewCharactersThatCanBeSeen() {
    assertThat(Entry.checkName("  Ånn <b>O'Neill</b> 李 👩 ")).isEqualTo("Ånn <b>O'Neill</b> 李 👩");
    assertThat(Entry.checkName("👩".repeat(40))).hasSize(80);
    Map<String, String> refused =
        Map.of(
            "",
            "a name must not be empty",
            " \t ",
            "a name must not be empty",
            "x".repeat(41),
            "a name may have 40 characters, and this one has 41",
            "a\u001b[31mb",
            "a name must not have the character U+001B",
            "a\nb",
            "a name must not have the character U+000A",
            "a\u202eb",
            "a name must not have the character U+202E",
            "a\ud800b",
            "a name must not have the character U+D800");
    refused.forEach(
        (name, message) ->
            assertThatThrownBy(() -> Entry.checkName(name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(message)
                .hasMessageEndingWith("--as NAME"));
  }

  @Test
  void whatCannotBeIsSaidBeforeAnythingIsMade() {
    for (String[] slip :
        new String[][] {
          {"--episodes=0", "--episodes must be from 1 to 1000, got 0"},
          {"--size=3", "--size must be WxH, such as 960x640, got 3"},
          {"--size=9x9", "a window must measure from 360 × 240"},
          {"--wrap=frame-stak", "did you mean frame-stack?"}
        }) {
      Outcome outcome = session.run("play", "Breakout-v1", "--board", folder.toString(), slip[0]);
      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.errors()).contains(slip[1]);
      assertThat(folder).doesNotExist();
    }
  }

  @Test
  void keysAreShownWithTheEnvironment() {
    assertThat(session.run("environments", "show", "GamblersProblem-v1").output())
        .contains("actions      0 stake 1, …, 49 stake 50\n")
        .contains("keys         a number, then Enter: stake 1 … stake 50\n")
        .contains("played       a step for each key\n");
    assertThat(session.run("environments", "show", "CartPole-v1").output())
        .contains("actions      0 left, 1 right\n")
        .contains("keys         ← or A: left, → or D: right\n")
        .contains("played       at 15 steps a second\n")
        .contains("Playable");
    assertThat(KeyMap.label(' ')).isEqualTo("space");
  }
}
