package org.palaestra.app.board;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.app.Judge;
import org.palaestra.app.Platform;
import org.palaestra.app.Provenance;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import org.palaestra.store.Json;
import org.palaestra.training.RunFolder;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;
import org.palaestra.training.TrainingRun;
import picocli.CommandLine;

/**
 * Rows of a board that somebody changed who knows the board's secret, so that every seal is right:
 * they are read or left out, ranked and exported, and proved or not; whatever is wrong is a finding
 * or an {@link InvalidInputException}, in bounded time and memory.
 *
 * <p>{@code -Dmutations.rows=20000} makes it the whole proof.
 */
final class MutatedRowsTest {

  private static final int ROWS = Integer.getInteger("mutations.rows", 600);
  private static final long SEED = Long.getLong("mutations.seed", 20);
  private static final long MOST_BYTES = 256 << 20;
  private static final long MOST_NANOS = 20_000_000_000L;

  private static final String[] VALUES = {
    "null",
    "true",
    "{}",
    "[]",
    "\"\"",
    "\"x\"",
    "-1",
    "0",
    "1",
    "2",
    "65536",
    "1000000",
    "2147483647",
    "2147483648",
    "-9223372036854775808",
    "9223372036854775807",
    "1e12",
    "1e999",
    "0.5",
    "\"NaN\"",
    "\"-1\"",
    "\"2147483647\"",
    "\"1000000000\"",
    "\"1e300\"",
    "\"../../etc/passwd\"",
    "\"CartPole-v1\"",
    "\"<script>\"",
    "\"\\u0000\"",
    "\"dqn\"",
    "\"false\""
  };

  private static final String[] TEXTS = {
    "",
    "agent",
    "person",
    "x",
    "f".repeat(64),
    "../x",
    "\u0000",
    "[[[[",
    "{}",
    "null",
    "9".repeat(2000)
  };

  private final Path folder;
  private final Platform platform;

  MutatedRowsTest(@TempDir Path folder) {
    this.folder = folder;
    platform =
        CommandLine.populateCommand(
            new Platform(),
            "--runs=" + folder.resolve("runs"),
            "--plugins=" + folder.resolve("plugins"));
  }

  /** A board with one entry of an agent that was really trained. */
  private Path board(String agent, String environment) throws IOException {
    TrainingPlan plan =
        new TrainingPlan(
            platform.environments().find(environment).spec(),
            agent,
            Settings.flatten(platform.agents().find(agent).settings(Map.of())),
            3,
            300,
            1,
            "scalar");
    RunFolder run =
        RunFolder.create(folder.resolve("runs"), plan, Instant.EPOCH, Provenance.toJson());
    try (Trainer trainer = new Trainer(plan, platform.environments(), platform.agents());
        TrainingRun training = new TrainingRun(run, trainer, new ArrayList<>(), () -> 0)) {
      training.train(() -> false, progress -> {});
      new Judge(platform).conclude(run, trainer, 1, 1);
    }
    Path path = folder.resolve("board-" + agent);
    try (Board board = Board.open(path)) {
      new Submission(platform, board, 3).submit(run, played -> {});
      assertThat(new Verifier(platform, board).verify(1, played -> {}).findings()).isEmpty();
    }
    return path;
  }

  @Test
  void aForgedRowIsReadRankedAndJudgedOrRefused() throws Exception {
    System.out.println("MutatedRowsTest: seed " + SEED);
    Map<String, Integer> outcomes = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    for (String agent : List.of("q-learning", "dqn")) {
      RandomStream random = new RandomStream(SEED + agent.hashCode());
      Path path = board(agent, agent.equals("dqn") ? "CartPole-v1" : "FrozenLake-v1");
      try (Board board = Board.openExisting(path);
          Connection connection = connection(path)) {
        Seals seals = new Seals(secret(connection));
        Row whole = board.row(1);
        Map<String, Object> columns = columns(connection);
        for (int i = 0; i < ROWS / 2; i++) {
          Map<String, Object> mutant = mutant(columns, random);
          update(connection, mutant);
          if (random.nextInt(4) > 0) {
            update(connection, identity(board));
          }
          update(connection, Map.of("seals", seals(board.row(1), seals)));
          Row forged = board.row(1);
          assertThat(board.edited(forged)).isEmpty();
          long bytes = allocated();
          long nanos = System.nanoTime();
          try {
            outcomes.merge(use(board, whole, i % 20 == 0), 1, Integer::sum);
            assertThat(allocated() - bytes).as("bytes").isLessThan(MOST_BYTES);
            assertThat(System.nanoTime() - nanos).as("time").isLessThan(MOST_NANOS);
          } catch (Throwable e) { // whatever it is, it is told with what led to it
            failures.add(difference(whole, forged) + ": " + e + at(e));
          }
        }
      }
    }
    System.out.println("MutatedRowsTest: " + outcomes);
    assertThat(failures).isEmpty();
    assertThat(outcomes.keySet()).contains("damaged", "not proved", "proved");
  }

  private String use(Board board, Row whole, boolean export) throws IOException {
    List<Ranking> rankings = Ranking.of(board, platform.environments(), platform.agents());
    if (export) {
      for (String kind : List.of("csv", "json", "html")) {
        new Export(rankings, platform.agents()).write(folder.resolve("board." + kind));
      }
    }
    boolean damaged = board.entries().isEmpty();
    try {
      board.entry(1);
      assertThat(damaged).isFalse();
    } catch (InvalidInputException e) {
      assertThat(e).hasMessageStartingWith("entry 1 is damaged: ");
      assertThat(damaged).isTrue();
    }
    Verifier.Proof proof = new Verifier(platform, board).verify(1, played -> {});
    if (damaged) {
      assertThat(proof.findings()).isNotEmpty();
      return "damaged";
    }
    Row row = board.row(1);
    if (proof.findings().isEmpty() && row.environment().equals(whole.environment())) {
      // What was proved is what was done.
      assertThat(row.seeds()).isEqualTo(whole.seeds());
      assertThat(row.returns()).isEqualTo(whole.returns());
    }
    return proof.findings().isEmpty() ? "proved" : "not proved";
  }

  private static Connection connection(Path board) throws SQLException {
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + board.resolve("board.sqlite"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
    }
    return connection;
  }

  private static byte[] secret(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT value FROM secret")) {
      assertThat(found.next()).isTrue();
      return found.getBytes(1);
    }
  }

  private static Map<String, Object> columns(Connection connection) throws SQLException {
    Map<String, Object> columns = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT * FROM entry")) {
      for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
        columns.put(found.getMetaData().getColumnName(i), found.getObject(i));
      }
    }
    return columns;
  }

  private static void update(Connection connection, Map<String, Object> columns)
      throws SQLException {
    String set = String.join(" = ?, ", columns.keySet()) + " = ?";
    try (PreparedStatement update = connection.prepareStatement("UPDATE entry SET " + set)) {
      int i = 0;
      for (Object value : columns.values()) {
        update.setObject(++i, value);
      }
      update.executeUpdate();
    }
  }

  /** The right seals of whatever stands there. */
  private static String seals(Row row, Seals seals) {
    ObjectNode json = Json.object();
    for (Part part : Part.values()) {
      json.put(part.name(), seals.seal(row.identity(), part, part.of(row)));
    }
    return Json.line(json);
  }

  /** The right identity of whatever stands there, as far as that can be. */
  private static Map<String, Object> identity(Board board) {
    Row row = board.row(1);
    try {
      return Map.of("identity", Entry.of(row).identity());
    } catch (DamagedEntryException e) {
      return Map.of("identity", row.identity());
    }
  }

  /** One or two things changed. */
  private static Map<String, Object> mutant(Map<String, Object> whole, RandomStream random)
      throws IOException {
    Map<String, Object> mutant = new TreeMap<>(whole);
    for (int changes = random.nextInt(4) / 3; changes >= 0; changes--) {
      change(mutant, random);
    }
    return mutant;
  }

  private static void change(Map<String, Object> row, RandomStream random) throws IOException {
    String plan = (String) Objects.requireNonNull(row.get("plan"));
    String environment = (String) Objects.requireNonNull(row.get("environment"));
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> row.put("plan", changed(plan, random));
      case 3, 4 -> row.put("environment", changed(environment, random));
      case 5 -> {
        // The same change to both, as by somebody who knows that they are compared.
        String spec = changed(environment, random);
        row.put("environment", spec);
        try {
          ObjectNode both = (ObjectNode) Json.parse(plan);
          both.set("environment", Json.parse(spec));
          row.put("plan", Json.line(both));
        } catch (IOException | ClassCastException e) {
          // It is no JSON any more, and cannot be made to fit.
        }
      }
      case 6 -> {
        String[] names = {"created", "kind", "name", "checkpoint", "provenance", "identity"};
        row.put(names[random.nextInt(names.length)], TEXTS[random.nextInt(TEXTS.length)]);
      }
      case 7 -> {
        String name = random.nextBoolean() ? "seeds" : "returns";
        row.put(name, bytes((byte[]) Objects.requireNonNull(row.get(name)), random));
      }
      case 8 ->
          row.put("actions", bytes((byte[]) Objects.requireNonNull(row.get("actions")), random));
      default -> row.put("actions", log(random));
    }
  }

  /** A text of JSON with another value somewhere, one less, one more, or a slip of the keyboard. */
  private static String changed(String json, RandomStream random) throws IOException {
    if (json.isEmpty() || random.nextInt(6) == 0) {
      int at = random.nextInt(json.length() + 1);
      String middle = random.nextBoolean() ? "" : "[".repeat(1 + random.nextInt(3000));
      return json.substring(0, at)
          + middle
          + json.substring(Math.min(json.length(), at + random.nextInt(5)));
    }
    JsonNode root;
    try {
      root = Json.parse(json);
    } catch (IOException e) {
      return json;
    }
    List<ObjectNode> objects = new ArrayList<>();
    collect(root, objects);
    if (objects.isEmpty()) {
      return json;
    }
    ObjectNode object = objects.get(random.nextInt(objects.size()));
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.add("another");
    String name = names.get(random.nextInt(names.size()));
    if (random.nextInt(6) == 0) {
      object.remove(name);
    } else {
      object.set(name, Json.parse(VALUES[random.nextInt(VALUES.length)]));
    }
    return Json.line(root);
  }

  private static void collect(JsonNode node, List<ObjectNode> into) {
    if (node instanceof ObjectNode object) {
      into.add(object);
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(child -> collect(child, into));
    }
  }

  private static byte[] bytes(byte[] bytes, RandomStream random) {
    byte[] changed =
        random.nextInt(3) == 0
            ? Arrays.copyOf(bytes, random.nextInt(2 * bytes.length + 1))
            : bytes.clone();
    if (changed.length > 0) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
    }
    return random.nextInt(20) == 0 ? new byte[800_000] : changed;
  }

  /** A log of numbers that are not as they should be, packed well: little that becomes much. */
  private static byte[] log(RandomStream random) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      int[] numbers = {3, 0, 1, -1, 100, 50_000, Integer.MAX_VALUE, random.nextInt(), 5};
      for (int i = random.nextInt(40); i >= 0; i--) {
        int number = i % 3 == 0 ? 3 : numbers[random.nextInt(numbers.length)];
        out.write(new byte[] {(byte) (number >>> 24), (byte) (number >>> 16)});
        out.write(new byte[] {(byte) (number >>> 8), (byte) number});
      }
      out.write(new byte[random.nextInt(20) == 0 ? 40_000_000 : random.nextInt(4000)]);
    }
    return bytes.toByteArray();
  }

  private static String difference(Row whole, Row forged) {
    StringBuilder text = new StringBuilder();
    for (Part part : Part.values()) {
      byte[] bytes = part.of(forged);
      if (!Arrays.equals(part.of(whole), bytes)) {
        text.append(part)
            .append(' ')
            .append(
                part == Part.AGENT || part == Part.ENVIRONMENT || bytes.length < 300
                    ? new String(bytes, 0, Math.min(bytes.length, 3000), UTF_8)
                    : bytes.length + " bytes");
      }
    }
    return text.toString();
  }

  private static String at(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .limit(5)
        .map(place -> " < " + place.getFileName() + ":" + place.getLineNumber())
        .reduce("", String::concat);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  /** Damage to the file itself: SQLite or what reads its columns must notice or not mind. */
  @Test
  void aDamagedDatabaseIsUsedOrRefused() throws Exception {
    RandomStream random = new RandomStream(SEED);
    Path path = board("q-learning", "FrozenLake-v1");
    byte[] whole = Files.readAllBytes(path.resolve("board.sqlite"));
    int refused = 0;
    for (int i = 0; i < Math.max(100, ROWS / 4); i++) {
      Path other = Files.createDirectories(folder.resolve("damaged").resolve("" + i));
      byte[] damaged =
          random.nextInt(4) == 0
              ? Arrays.copyOf(whole, random.nextInt(whole.length))
              : whole.clone();
      for (int j = random.nextInt(30); j >= 0 && damaged.length > 0; j--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Files.write(other.resolve("board.sqlite"), damaged);
      try (Board board = Board.openExisting(other)) {
        Ranking.of(board, platform.environments(), platform.agents());
        for (long id : board.ids()) {
          new Verifier(platform, board).verify(id, played -> {});
        }
      } catch (InvalidInputException e) {
        assertThat(e.getMessage()).isNotBlank();
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }
}
