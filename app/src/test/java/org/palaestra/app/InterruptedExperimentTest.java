package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.app.Session.Outcome;
import org.palaestra.app.board.Board;
import org.palaestra.app.board.Entry;
import org.palaestra.store.Json;
import org.palaestra.training.SpecJson;

/**
 * A plan of three agents, three environments and five seeds, whose process is killed and told to
 * end in turn, five times at random, comes to the same board as one that nobody interrupted.
 */
@Tag("learning")
final class InterruptedExperimentTest {

  private static final int TRAININGS = 3 * 3 * 5;

  private static final String PLAN =
      """
      name: interrupted
      episodes: 10
      trainings:
        - environments: [FrozenLake-v1, CliffWalking-v1, RandomWalk19-v1]
          agents: [q-learning, sarsa]
          seeds: 5
          steps: 30_000
          kernels: scalar
          time-limit: 200
        - environments: [FrozenLake-v1, CliffWalking-v1, RandomWalk19-v1]
          agents: dqn
          seeds: 5
          steps: 3_000
          kernels: scalar
          time-limit: 200
          set: {replay.capacity: 1000, replay.warmup: 200, replay.batch: 16, network.hidden: 16}
      """;

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // JUnit fills what it marks
  InterruptedExperimentTest() {}

  @Test
  void endsWithTheSameBoard() throws Exception {
    Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
    // Both boards have the same secret, and with it the same seeds.
    Path empty = folder.resolve("empty");
    Board.open(empty).close();

    Session straight = session("straight", empty);
    Outcome outcome = Session.plain(arguments(straight, plan).toArray(new String[0]));
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.errors())
        .contains(TRAININGS + " runs were put on the leaderboard in " + board(straight));

    Session session = session("interrupted", empty);
    long seed = System.nanoTime();
    System.out.println("InterruptedExperimentTest: seed " + seed);
    Random random = new Random(seed);
    long[] moments = random.longs(5, 1, TRAININGS - 5).sorted().toArray();
    for (int i = 0; i < moments.length; i++) {
      long moment = moments[i];
      boolean polite = i % 2 == 1;
      try (RealProcess process = start(session, plan)) {
        process.await(
            () ->
                results(session) >= moment
                    // Who is asked while Java starts has nothing to save and says nothing.
                    && (!polite || process.errors().contains("/" + TRAININGS + "] ")));
        if (!polite) {
          process.killAfter(Duration.ofMillis(random.nextInt(300)));
          assertThat(process.exitCode()).as(process.errors()).isEqualTo(137);
        } else {
          process.signal("TERM");
          assertThat(process.exitCode()).as(process.errors()).isEqualTo(143);
          assertThat(process.errors())
              .contains("stopped and saved; `palaestra experiment run " + plan)
              .contains(" --submit --board " + board(session) + "` goes on");
        }
      }
      assertThat(results(session)).isLessThan(TRAININGS);
    }
    try (RealProcess process = start(session, plan)) {
      assertThat(process.exitCode()).as(process.errors()).isZero();
      assertThat(process.output().lines()).hasSameSizeAs(outcome.output().lines().toList());
    }

    assertThat(entries(session)).hasSize(TRAININGS).isEqualTo(entries(straight));
    assertThat(shown(session)).isNotEmpty().isEqualTo(shown(straight));
    Outcome verified = Session.plain("leaderboard", "verify", "--board", board(session).toString());
    assertThat(verified.output()).contains("all 45 entries are proved");
  }

  private Session session(String name, Path empty) throws IOException {
    Session session = new Session(folder.resolve(name));
    Files.createDirectories(board(session));
    Files.copy(empty.resolve("board.sqlite"), board(session).resolve("board.sqlite"));
    return session;
  }

  private static Path board(Session session) {
    return session.folder().resolve("board");
  }

  private static List<String> arguments(Session session, Path plan) {
    List<String> arguments = new ArrayList<>(command(session, plan));
    arguments.addAll(List.of("--runs", session.runs().toString()));
    arguments.addAll(List.of("--plugins", session.plugins().toString()));
    return arguments;
  }

  private static List<String> command(Session session, Path plan) {
    return List.of(
        "experiment", "run", plan.toString(), "--submit", "--board", board(session).toString());
  }

  private static RealProcess start(Session session, Path plan) throws IOException {
    return RealProcess.start(session, command(session, plan).toArray(new String[0]));
  }

  /** How many trainings are done. */
  private static long results(Session session) throws IOException {
    Path runs = session.runs().resolve("interrupted");
    if (!Files.isDirectory(runs)) {
      return 0;
    }
    try (var folders = Files.list(runs)) {
      return folders.filter(run -> Files.isRegularFile(run.resolve("result.json"))).count();
    }
  }

  /** What each entry says, but for its number and its time. */
  private static SortedSet<String> entries(Session session) throws IOException {
    SortedSet<String> entries = new TreeSet<>();
    try (Board board = Board.openExisting(board(session))) {
      for (Entry entry : board.entries()) {
        entries.add(
            String.join(
                " ",
                entry.name(),
                Json.line(SpecJson.write(entry.environment())),
                Json.line(entry.plan().orElseThrow().toJson()),
                entry.checkpoint(),
                Long.toString(entry.steps()),
                Arrays.toString(entry.seeds()),
                Arrays.toString(entry.returns()),
                Arrays.toString(entry.actions())));
      }
    }
    return entries;
  }

  /** What a person sees, rankings and their intervals included. */
  private static String shown(Session session) {
    Outcome outcome = Session.plain("leaderboard", "--board", board(session).toString());
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    return outcome.output();
  }
}
