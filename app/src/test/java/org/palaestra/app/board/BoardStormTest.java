package org.palaestra.app.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.random.RandomStream;
import org.palaestra.store.Json;
import org.palaestra.training.TrainingPlan;

/**
 * Many processes submit at once and some are killed: {@code -Dstorm.processes=32
 * -Dstorm.entries=200} makes it a real storm.
 */
final class BoardStormTest {

  private static final int PROCESSES = Integer.getInteger("storm.processes", 6);
  private static final int ENTRIES = Integer.getInteger("storm.entries", 30);

  /** Adds entries to a board, and says so after each. */
  static final class Submitter {

    private Submitter() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      int process = Integer.parseInt(arguments[1]);
      int count = Integer.parseInt(arguments[2]);
      Path checkpoint = Path.of(arguments[3]);
      for (int i = 0; i < count; i++) {
        try (Board board = Board.open(folder)) { // as a command of its own would
          // A shared run is submitted by everybody, all others by one.
          int seed = i == 0 ? 0 : process * count + i;
          TrainingPlan plan =
              new TrainingPlan(
                  new EnvironmentSpec(EnvironmentId.parse("Storm-v0"), Map.of(), 10),
                  "agent",
                  Map.of(),
                  seed,
                  100,
                  1,
                  "scalar");
          Entry entry =
              new Entry(
                  0,
                  "2026-01-02T03:04:05Z",
                  "agent",
                  plan.environment(),
                  Optional.of(plan),
                  "%064x".formatted(seed),
                  100,
                  Json.object(),
                  new long[] {seed},
                  new double[] {seed},
                  new byte[1000]);
          board.add(entry, Optional.of(checkpoint));
        }
        System.out.println(i);
        System.out.flush();
      }
    }
  }

  @Test
  void nothingIsLostAndNothingIsDoubled(@TempDir Path folder) throws Exception {
    Path board = folder.resolve("board");
    Path checkpoint = Files.write(folder.resolve("checkpoint"), new byte[20_000]);
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx64m",
                  "--enable-native-access=ALL-UNNAMED", // SQLite's; else Java 25 warns
                  "-cp",
                  System.getProperty("java.class.path"),
                  Submitter.class.getName(),
                  board.toString(),
                  Integer.toString(i),
                  Integer.toString(ENTRIES),
                  checkpoint.toString())
              .redirectOutput(folder.resolve(i + ".out").toFile())
              .redirectError(folder.resolve(i + ".err").toFile())
              .start());
    }
    // Every third is killed at some moment of its work.
    long seed = System.nanoTime();
    System.out.println("BoardStormTest: seed " + seed);
    RandomStream random = new RandomStream(seed);
    for (int i = 0; i < PROCESSES; i += 3) {
      int before = 1 + random.nextInt(ENTRIES / 2);
      while (processes.get(i).isAlive() && said(folder, i) < before) {
        Thread.sleep(5);
      }
      processes.get(i).destroyForcibly();
    }
    for (int i = 0; i < PROCESSES; i++) {
      assertThat(processes.get(i).waitFor(10, TimeUnit.MINUTES)).isTrue();
      if (i % 3 != 0) {
        assertThat(folder.resolve(i + ".err")).hasContent("");
        assertThat(said(folder, i)).isEqualTo(ENTRIES);
      }
    }
    Map<Long, Integer> count = new HashMap<>();
    try (Board opened = Board.openExisting(board)) {
      for (Entry entry : opened.entries()) {
        count.merge(entry.plan().orElseThrow().seed(), 1, Integer::sum);
        assertThat(opened.checkpoint(entry.checkpoint())).hasSize(20_000);
        assertThat(opened.edited(opened.row(entry.id()))).isEmpty();
      }
    }
    assertThat(count.values()).containsOnly(1);
    int least = 1; // the one that everybody submits
    for (int i = 0; i < PROCESSES; i++) {
      int said = said(folder, i);
      least += Math.max(0, said - 1);
      for (int j = 1; j < said; j++) {
        assertThat(count).containsKey((long) i * ENTRIES + j);
      }
    }
    // Who was killed may have added one that it could not tell.
    assertThat(count.size()).isBetween(least, least + (PROCESSES + 2) / 3);
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + board.resolve("board.sqlite"));
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("PRAGMA integrity_check")) {
      assertThat(found.getString(1)).isEqualTo("ok");
    }
  }

  private static int said(Path folder, int process) throws IOException {
    return Files.readAllLines(folder.resolve(process + ".out")).size();
  }
}
