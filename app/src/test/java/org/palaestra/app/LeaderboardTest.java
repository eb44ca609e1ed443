package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.app.Session.Outcome;
import org.palaestra.space.Discrete;
import org.palaestra.training.ActionLog;

final class LeaderboardTest {

  private static final int EPISODES = 4;

  private Session session;
  private Path board;

  @BeforeEach
  void begin(@TempDir Path folder) {
    session = new Session(folder);
    board = folder.resolve("board");
  }

  private void train(String environment, String agent, int steps, int seed) {
    Outcome outcome =
        session.run(
            "train",
            environment,
            "--agent=" + agent,
            "--steps=" + steps,
            "--seed=" + seed,
            "--episodes=3");
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
  }

  private Outcome leaderboard(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--board", board.toString()));
    return session.run("leaderboard", all.toArray(new String[0]));
  }

  private Outcome submit(String... runs) {
    List<String> all = new ArrayList<>(List.of(runs));
    all.add("--episodes=" + EPISODES);
    Outcome outcome = leaderboard("submit", all.toArray(new String[0]));
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    return outcome;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + board.resolve("board.sqlite"));
  }

  private void edit(String column, Object value) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement update =
            connection.prepareStatement("UPDATE entry SET " + column + " = ? WHERE id = 1")) {
      update.setObject(1, value);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private byte[] bytes(String column) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT " + column + " FROM entry WHERE id = 1")) {
      return found.getBytes(1);
    }
  }

  private String text(String column) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT " + column + " FROM entry WHERE id = 1")) {
      return found.getString(1);
    }
  }

  private void assertFound(String... findings) {
    Outcome outcome = leaderboard("verify");
    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output()).contains("NOT PROVED");
    for (String finding : findings) {
      assertThat(outcome.output()).contains(finding);
    }
  }

  @Test
  void whatWasSubmittedIsListedAndProved() {
    train("FrozenLake-v1", "q-learning", 3000, 1);
    train("FrozenLake-v1", "q-learning", 3000, 2);
    train("Pendulum-v1", "ppo", 1000, 1);
    train("GamblersProblem-v1", "value-iteration", 50, 1);
    Outcome outcome = submit("FrozenLake-v1-q-learning-s1", "FrozenLake-v1-q-learning-s2");
    assertThat(outcome.output().lines())
        .hasSize(2)
        .allMatch(line -> line.endsWith(" over 4 episodes"))
        .first()
        .asString()
        .startsWith("entry 1  FrozenLake-v1  q-learning  ");
    submit("Pendulum-v1", "GamblersProblem-v1");
    Outcome proof = leaderboard("verify");
    assertThat(proof.exitCode()).as(proof.output()).isZero();
    assertThat(proof.output())
        .contains("entry 3  Pendulum-v1 ppo  proved: 4 episodes, 800 actions")
        .endsWith("all 4 entries are proved\n");
    Outcome one = session.run("leaderboard", "Pendulum-v1", "--board", board.toString());
    assertThat(one.output()).startsWith("Pendulum-v1").doesNotContain("FrozenLake", "All");
    Outcome none = session.run("leaderboard", "Pendulum-v2", "--board", board.toString());
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.errors())
        .contains("unknown environment of the board \"Pendulum-v2\"; did you mean Pendulum-v1?");
    Outcome table = session.run("leaderboard", "--board", board.toString());
    assertThat(table.output().lines())
        .containsSubsequence("FrozenLake-v1", "GamblersProblem-v1", "Pendulum-v1")
        .anyMatch(line -> line.matches("1 +q-learning +defaults +3,000 +2 .*fewer than 10 seeds"));
  }

  @Test
  void theSameRunIsOnTheBoardOnce() {
    train("FrozenLake-v1", "q-learning", 3000, 1);
    String first = submit("latest").output();
    String second = submit("latest").output();
    assertThat(second).isEqualTo(first.replace("episodes\n", "episodes, already on the board\n"));
    assertThat(leaderboard("verify").output()).endsWith("the entry is proved\n");
  }

  /** Nobody can train for them: they come from a secret of the board and what was trained. */
  @Test
  void seedsAreTheBoards() throws Exception {
    train("FrozenLake-v1", "q-learning", 3000, 1);
    submit("latest");
    byte[] seeds = bytes("seeds");
    assertThat(seeds).hasSize(8 * EPISODES);
    board = session.folder().resolve("another");
    submit("latest");
    assertThat(bytes("seeds")).hasSize(8 * EPISODES).isNotEqualTo(seeds);
  }

  @Test
  void anEditedScoreIsFound() throws Exception {
    train("FrozenLake-v1", "q-learning", 100, 1);
    submit("latest");
    byte[] returns = bytes("returns");
    returns[8] = 0x40; // the second episode's
    edit("returns", returns);
    assertFound("edited: the score", "episode 2: the board says ");
  }

  @Test
  void anEditedActionLogIsFound() throws Exception {
    train("FrozenLake-v1", "q-learning", 100, 1);
    submit("latest");
    ActionLog log = ActionLog.of(new Discrete(4), EPISODES, 1000, bytes("actions"));
    ActionLog other = new ActionLog(new Discrete(4), EPISODES);
    var action = new org.palaestra.environment.ActionBatch(new Discrete(4), 1);
    for (int episode = 0; episode < EPISODES; episode++) {
      for (int step = 0; step < log.length(episode); step++) {
        log.get(episode, step, action, 0);
        action.indices[0] ^= episode == 2 && step == 1 ? 1 : 0;
        other.add(episode, action, 0);
      }
    }
    edit("actions", other.toBytes());
    assertFound("edited: the action log", "episode 3, step 2: the log has ");
    edit("actions", new byte[] {1, 2, 3});
    assertFound("edited: the action log", "the action log: it cannot be unpacked");
  }

  @Test
  void anotherCheckpointIsFound() throws Exception {
    train("FrozenLake-v1", "q-learning", 100, 1);
    train("FrozenLake-v1", "q-learning", 5000, 2);
    submit("FrozenLake-v1-q-learning-s1", "FrozenLake-v1-q-learning-s2");
    Path own = board.resolve("checkpoints").resolve(text("checkpoint") + ".safetensors");
    Path better;
    try (var files = Files.list(board.resolve("checkpoints"))) {
      better = files.filter(file -> !file.equals(own)).findFirst().orElseThrow();
    }
    Path kept = session.folder().resolve("kept");
    Files.copy(own, kept);

    Files.copy(better, own, StandardCopyOption.REPLACE_EXISTING);
    assertFound("the checkpoint's content is not what its name says");

    byte[] damaged = Files.readAllBytes(kept);
    damaged[damaged.length - 1] ^= 1;
    Files.write(own, damaged);
    assertFound("is damaged: its content does not have the hash it names");

    Files.delete(own);
    assertFound("the checkpoint is gone: ");

    Files.createDirectory(own);
    assertFound("the checkpoint " + own + " cannot be read: ");
    Files.delete(own);

    Files.copy(kept, own);
    edit("checkpoint", String.valueOf(better.getFileName()).replace(".safetensors", ""));
    assertFound("edited: the checkpoint", "its identity is not that of");
    edit("checkpoint", "../../../etc/passwd");
    assertFound("\"../../../etc/passwd\" is no hash of a checkpoint");
  }

  @Test
  void otherSeedsAreFound() throws Exception {
    train("FrozenLake-v1", "q-learning", 100, 1);
    submit("latest");
    byte[] seeds = bytes("seeds");
    seeds[3] ^= 1;
    edit("seeds", seeds);
    assertFound("edited: the seeds", "the seeds are not those that the board gives this entry");
    edit("seeds", new byte[7]);
    assertFound("its seeds take 7 bytes, which is no multiple of 8");
    edit("seeds", new byte[0]);
    assertFound("it has 0 seeds and 4 returns");
  }

  @Test
  void anotherEnvironmentIsFound() throws Exception {
    train("FrozenLake-v1", "q-learning", 100, 1);
    submit("latest");
    String spec = text("environment");
    edit("environment", spec.replace("\"timeLimit\":100", "\"timeLimit\":50"));
    assertFound(
        "edited: the environment",
        "the agent was trained on {\"id\":\"FrozenLake-v1\"",
        "\"timeLimit\":100,\"wrappers\":[]}, and the entry is of {",
        "\"timeLimit\":50,\"wrappers\":[]}");
    edit("environment", spec.replace("FrozenLake-v1", "FrozenLake-v9"));
    assertFound("unknown environment \"FrozenLake-v9\"");
    edit("environment", "{");
    assertFound("edited: the environment");
  }

  @Test
  void anotherAgentIsFound() throws Exception {
    train("FrozenLake-v1", "q-learning", 100, 1);
    submit("latest");
    edit("name", "me");
    assertFound("edited: the agent");
    edit("plan", text("plan").replace("\"agent\":\"q-learning\"", "\"agent\":\"dqn\""));
    assertFound("edited: the agent", "its identity is not that of");
    edit("kind", "ghost");
    assertFound("its kind is \"ghost\"");
  }

  /** A planner's values are the truth to its tolerance; a learner's are not. */
  @Test
  void valueErrorsAreShownAndProved() throws Exception {
    train("GamblersProblem-v1", "value-iteration", 1000, 1);
    train("GamblersProblem-v1", "q-learning", 1000, 1);
    train("CartPole-v1", "random", 100, 1);
    submit("GamblersProblem-v1-value-iteration", "GamblersProblem-v1-q-learning", "CartPole");
    ByteBuffer stored = ByteBuffer.wrap(bytes("value_error"));
    assertThat(stored.getDouble()).isBetween(0.0, 1e-9);
    assertThat(stored.getDouble()).isBetween(0.0, 1e-9);
    assertThat(show(2).output()).containsPattern("value error +0\\.\\d\\d, at most [01]\\.\\d\\d");
    assertThat(show(3).output()).containsPattern("value error +–");
    Outcome table = session.run("leaderboard", "--board", board.toString());
    assertThat(table.output()).containsPattern("REGRET +VALUE ERROR");
    assertThat(leaderboard("verify").exitCode()).isZero();

    edit("value_error", ByteBuffer.allocate(16).putDouble(0.5).putDouble(0.75).array());
    assertFound(
        "edited: the value error",
        "the board says a value error of 0.5, at most 0.75, the checkpoint has a value error of");
    edit("value_error", new byte[0]);
    assertFound("edited: the value error", "the board says no value error, the checkpoint has a");
    edit("value_error", new byte[3]);
    assertFound("its value error takes 3 bytes");
  }

  /** Version 1 had no value errors. */
  @Test
  void aBoardOfVersionOneIsBroughtUpToDateAndProved() throws Exception {
    train("FrozenLake-v1", "q-learning", 100, 1);
    submit("latest");
    makeVersionOne();
    Outcome proof = leaderboard("verify");
    assertThat(proof.exitCode()).as(proof.output()).isZero();
    assertThat(show(1).output()).containsPattern("value error +–");
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet version = statement.executeQuery("PRAGMA user_version")) {
      assertThat(version.getInt(1)).isEqualTo(2);
    }
    train("FrozenLake-v1", "q-learning", 100, 2);
    submit("latest");
    assertThat(show(2).output()).containsPattern("value error +\\d");
  }

  private Outcome show(int entry) {
    return Session.plain(
        "leaderboard", "show", Integer.toString(entry), "--board", board.toString());
  }

  private void makeVersionOne() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE entry SET seals = json_remove(seals, '$.VALUE_ERROR')");
      statement.executeUpdate("ALTER TABLE entry DROP COLUMN value_error");
      statement.executeUpdate("PRAGMA user_version = 1");
    }
  }

  @Test
  void profilesAreDrawn() throws Exception {
    train("CartPole-v1", "random", 100, 1);
    train("FrozenLake-v1", "q-learning", 100, 1);
    submit("CartPole-v1", "FrozenLake-v1");
    Path picture = session.folder().resolve("profile.png");
    Outcome drawn = leaderboard("profile", "FrozenLake-v1", "-o", picture.toString());
    assertThat(drawn.exitCode()).as(drawn.errors()).isZero();
    assertThat(drawn.output())
        .startsWith("FrozenLake-v1, mean return\n")
        .endsWith("written to " + picture + "\n");
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(960);
    Path points = session.folder().resolve("profile.csv");
    assertThat(leaderboard("profile", "-o", points.toString()).output())
        .startsWith("all environments with reference scores, score: 0 at random, 1 the best");
    assertThat(Files.readAllLines(points))
        .hasSize(102)
        .startsWith("agent,seeds,threshold,part,low,high")
        .element(1)
        .asString()
        .startsWith("random,1,0.0,");
    assertThat(leaderboard("profile", "FrozenLake-v2").errors())
        .contains(
            "unknown environment of the board \"FrozenLake-v2\"; did you mean FrozenLake-v1?");
    assertThat(leaderboard("profile", "-o", "a.pdf").errors())
        .contains("the file must end with .png or .csv, got \"a.pdf\"");
  }

  @Test
  void aRunThatIsNotFinishedIsRefused() throws IOException {
    session.stopped("FrozenLake-v1", "q-learning", java.util.Map.of(), 500);
    Outcome outcome = leaderboard("submit", "latest");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors())
        .matches("(?s)error: (.*) is not finished; `palaestra train --resume \\1` goes on.*");
    train("FrozenLake-v1", "random", 100, 1);
    for (String other : List.of("FrozenLake-v1-q-learning", "nobody")) {
      Outcome two = leaderboard("submit", "FrozenLake-v1-random", other);
      assertThat(two.exitCode()).isEqualTo(2);
      assertThat(two.output()).isEmpty(); // nothing is judged before all are known to be runs
    }
    assertThat(board).doesNotExist();
  }

  @Test
  void aBoardOfANewerVersionIsRefusedUntouched() throws Exception {
    train("FrozenLake-v1", "q-learning", 100, 1);
    submit("latest");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA user_version = 7");
    }
    Map<String, String> before = Session.tree(board);
    for (String command : List.of("verify", "submit")) {
      Outcome outcome = leaderboard(command, command.equals("submit") ? "latest" : "1");
      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.errors())
          .contains("board.sqlite is of version 7, and this program reads up to version 2");
    }
    assertThat(Session.tree(board)).isEqualTo(before);
  }

  @Test
  void anEntryThatCannotBeReadIsMissedByNobody() throws Exception {
    train("FrozenLake-v1", "q-learning", 100, 1);
    submit("latest");
    train("FrozenLake-v1", "q-learning", 100, 2);
    submit("latest");
    assertThat(session.run("leaderboard", "--board", board.toString()).errors()).isEmpty();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE entry SET environment = 'nothing' WHERE id = 2");
    }
    String warning = "warning: 1 entry cannot be read and is left out; `palaestra leaderboard";
    assertThat(session.run("leaderboard", "--board", board.toString()).errors())
        .startsWith(warning);
    Outcome exported = leaderboard("export", session.folder().resolve("board.csv").toString());
    assertThat(exported.errors()).startsWith(warning);
    Path picture = session.folder().resolve("profile.png");
    assertThat(leaderboard("profile", "FrozenLake-v1", "--out", picture.toString()).errors())
        .startsWith(warning);
    Outcome verified = leaderboard("verify");
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.output().lines())
        .contains("  edited: the environment")
        .anyMatch(line -> line.startsWith("  it holds no JSON where it should: Unrecognized token"))
        .contains("1 of 2 entries are not proved");
    assertThat(verified.output()).doesNotContain("Source");
  }

  @Test
  void aReturnThatIsNoNumberRanksNobody() throws Exception {
    train("FrozenLake-v1", "q-learning", 100, 1);
    submit("latest");
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      ByteBuffer returns = ByteBuffer.allocate(4 * Double.BYTES);
      edit("returns", returns.putDouble(0).putDouble(wrong).array());
      assertFound("edited: the score", "episode 2 has a return of " + wrong);
      Outcome listed = session.run("leaderboard", "--board", board.toString());
      assertThat(listed.output()).startsWith("there is no entry");
      assertThat(listed.errors()).startsWith("warning: 1 entry cannot be read");
    }
  }

  @Test
  void whatIsNoBoardIsSaid() throws IOException {
    Outcome missing = leaderboard("verify");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.errors())
        .isEqualTo(
            "error: there is no board in %s; `palaestra leaderboard submit RUN` begins one%n"
                .formatted(board));
    Files.createDirectories(board);
    Files.writeString(board.resolve("board.sqlite"), "not a database, but long enough".repeat(50));
    Outcome noise = leaderboard("verify");
    assertThat(noise.exitCode()).isEqualTo(2);
    assertThat(noise.errors()).contains("board.sqlite: it is damaged, or no board");
  }

  @Test
  void anUnknownEntryIsSaid() {
    train("FrozenLake-v1", "q-learning", 100, 1);
    submit("latest");
    Outcome outcome = leaderboard("verify", "5");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors())
        .contains("there is no entry 5; `palaestra leaderboard export board.csv` lists them");
  }
}
