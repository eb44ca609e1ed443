package org.palaestra.app.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.AtomicFile;
import org.palaestra.store.Json;
import org.palaestra.training.Evaluator;
import org.sqlite.SQLiteConfig;

/**
 * The folder of a leaderboard: {@code board.sqlite} with the entries and the board's secret, and
 * {@code checkpoints/} with what the agents had learned, by hash.
 *
 * <p>Any number of processes may add and read at once. An entry is one row, added in one
 * transaction after its checkpoint lies there whole: it is on the board or it is not.
 */
public final class Board implements AutoCloseable {

  /** Form of the database; rises when an older program could not read it. */
  static final int VERSION = 2;

  private static final int BUSY_MILLIS = 60_000;
  private static final String COLUMNS =
      "identity, created, kind, name, environment, plan, checkpoint, steps, provenance, seeds,"
          + " returns, actions, seals, value_error";

  /** What brings a database from version i to i + 1. */
  private static final List<List<String>> MIGRATIONS =
      List.of(
          List.of(
              "CREATE TABLE secret (one INTEGER PRIMARY KEY CHECK (one = 1), value BLOB NOT NULL)"
                  + " STRICT",
              "CREATE TABLE entry (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE,"
                  + " created TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,"
                  + " environment TEXT NOT NULL, plan TEXT NOT NULL, checkpoint TEXT NOT NULL,"
                  + " steps INTEGER NOT NULL, provenance TEXT NOT NULL, seeds BLOB NOT NULL,"
                  + " returns BLOB NOT NULL, actions BLOB NOT NULL, seals TEXT NOT NULL) STRICT",
              "CREATE INDEX entry_environment ON entry (environment)"),
          List.of("ALTER TABLE entry ADD COLUMN value_error BLOB NOT NULL DEFAULT x''"));

  private final Path folder;
  private final Path file;
  private final Connection connection;
  private final Seals seals;

  /** What is read of a row: a board of version 1 that cannot be written has no value errors. */
  private final String columns;

  private Board(Path folder, Path file, Connection connection, Seals seals) throws SQLException {
    this.folder = folder;
    this.file = file;
    this.connection = connection;
    this.seals = seals;
    columns =
        version(connection) == 1 ? COLUMNS.replace("value_error", "x'' AS value_error") : COLUMNS;
  }

  /**
   * Opens the board in a folder, or makes one.
   *
   * @throws InvalidInputException if it is damaged, of a newer version, or cannot be written
   */
  public static Board open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    Path file = folder.resolve("board.sqlite");
    @Nullable Connection connection = null;
    try {
      if (Files.exists(file)) {
        refuseNewer(file);
      }
      SQLiteConfig config = config();
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
      config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
      connection = config.createConnection(url(file));
      migrate(connection);
      Board board = new Board(folder, file, connection, new Seals(secret(connection)));
      connection = null;
      return board;
    } catch (SQLException e) {
      throw BoardException.of(file, e);
    } finally {
      close(connection);
    }
  }

  /**
   * Opens a board that is there, one that cannot be written to be read only.
   *
   * @throws InvalidInputException if there is none, too
   */
  public static Board openExisting(Path folder) throws IOException {
    Path file = folder.resolve("board.sqlite");
    if (!Files.exists(file)) {
      throw new InvalidInputException(
          "there is no board in %s; `palaestra leaderboard submit RUN` begins one"
              .formatted(folder));
    }
    return Files.isWritable(file) && Files.isWritable(folder) ? open(folder) : openReadOnly(folder);
  }

  /** Opens a board that is there and may not be written, of any version up to today's. */
  static Board openReadOnly(Path folder) throws IOException {
    Path file = folder.resolve("board.sqlite");
    @Nullable Connection connection = null;
    try {
      SQLiteConfig config = config();
      config.setReadOnly(true);
      connection = config.createConnection(readOnlyUrl(file));
      refuseNewer(file, connection);
      if (version(connection) == 0) {
        throw new InvalidInputException(file + " is empty, and cannot be written to begin a board");
      }
      Board board = new Board(folder, file, connection, new Seals(secret(connection)));
      connection = null;
      return board;
    } catch (SQLException e) {
      throw BoardException.of(file, e);
    } finally {
      close(connection);
    }
  }

  /**
   * Readers of a write-ahead log share an index beside it, which cannot be made in a folder that is
   * read only. Where there is no log, nobody has the board open to write, and SQLite is told that
   * it needs none.
   */
  private static String readOnlyUrl(Path file) throws IOException {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    return "jdbc:sqlite:" + file.toUri() + (isStill(log) ? "?immutable=1" : "");
  }

  private static boolean isStill(Path log) throws IOException {
    try {
      return Files.size(log) == 0;
    } catch (NoSuchFileException e) {
      return true; // or the last who had it open has just closed it
    }
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    return config;
  }

  private static String url(Path file) {
    return "jdbc:sqlite:" + file.toAbsolutePath();
  }

  /** Looks without writing a byte, or leaving a file of SQLite's beside it. */
  private static void refuseNewer(Path file) throws SQLException, IOException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    try (Connection connection = config.createConnection(readOnlyUrl(file))) {
      refuseNewer(file, connection);
    }
  }

  private static void refuseNewer(Path file, Connection connection) throws SQLException {
    int version = version(connection);
    if (version > VERSION) {
      throw new InvalidInputException(
          ("%s is of version %d, and this program reads up to version %d; use a newer program, or"
                  + " choose another board with --board")
              .formatted(file, version, VERSION));
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("PRAGMA user_version")) {
      int version = found.getInt(1);
      if (version < 0) {
        throw new InvalidInputException(
            "the board claims to be of version %d, so it is damaged; put back a copy"
                .formatted(version));
      }
      return version;
    }
  }

  private static void migrate(Connection connection) throws SQLException {
    if (version(connection) == VERSION) {
      return;
    }
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA user_version = " + version(connection)); // takes the lock
      for (int from = version(connection); from < VERSION; from++) {
        for (String step : MIGRATIONS.get(from)) {
          statement.executeUpdate(step);
        }
      }
      statement.executeUpdate("PRAGMA user_version = " + VERSION);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT OR IGNORE INTO secret VALUES (1, ?)")) {
        byte[] secret = new byte[Seals.SECRET];
        new SecureRandom().nextBytes(secret);
        insert.setBytes(1, secret);
        insert.executeUpdate();
      }
      connection.commit();
    } finally {
      if (!connection.getAutoCommit()) {
        connection.rollback(); // Nothing is left of it, once it is committed.
        connection.setAutoCommit(true);
      }
    }
  }

  private static byte[] secret(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT value FROM secret")) {
      byte[] secret = found.next() ? found.getBytes(1) : null;
      if (secret == null || secret.length != Seals.SECRET) {
        throw new InvalidInputException("the board has lost its secret; put back a copy");
      }
      return secret;
    }
  }

  private static void close(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // What could be done is done; another failure is on its way.
    }
  }

  /** Where it lies. */
  public Path folder() {
    return folder;
  }

  /** Where a checkpoint lies, if its entry is on the board. */
  public Path checkpoint(String hash) {
    if (!hash.matches("[0-9a-f]{64}")) {
      throw new InvalidInputException("\"" + hash + "\" is no hash of a checkpoint");
    }
    return folder.resolve("checkpoints").resolve(hash + ".safetensors");
  }

  /** The seeds under which an entry is judged, which nobody knows before. */
  public long[] seeds(String identity, int episodes) {
    return Evaluator.seeds(seals.seedRoot(identity), episodes);
  }

  /** The number of an entry that is on the board. */
  public OptionalLong find(String identity) {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT id FROM entry WHERE identity = ?")) {
      select.setString(1, identity);
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
      }
    } catch (SQLException e) {
      throw BoardException.of(file, e);
    }
  }

  /**
   * Adds an entry, once: the same one again changes nothing.
   *
   * @param trained the file of the checkpoint, empty for a person
   * @return its number
   */
  public long add(Entry entry, Optional<Path> trained) throws IOException {
    if (trained.isPresent()) {
      Path kept = checkpoint(entry.checkpoint());
      if (!Files.exists(kept)) {
        AtomicFile.write(kept, out -> Files.copy(trained.get(), out));
      }
    }
    Row row = entry.toRow();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO entry ("
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (identity) DO NOTHING")) {
      int i = 0;
      for (String text :
          List.of(
              row.identity(),
              row.created(),
              row.kind(),
              row.name(),
              row.environment(),
              row.plan(),
              row.checkpoint())) {
        insert.setString(++i, text);
      }
      insert.setLong(++i, row.steps());
      insert.setString(++i, row.provenance());
      insert.setBytes(++i, row.seeds());
      insert.setBytes(++i, row.returns());
      insert.setBytes(++i, row.actions());
      insert.setString(++i, sealed(row));
      insert.setBytes(++i, row.valueError());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw BoardException.of(file, e);
    }
    return find(row.identity()).orElseThrow();
  }

  private String sealed(Row row) {
    ObjectNode json = Json.object();
    for (Part part : Part.values()) {
      json.put(part.name(), seals.seal(row.identity(), part, part.of(row)));
    }
    return Json.line(json);
  }

  /** The parts of a row that are not as they were sealed. */
  List<Part> edited(Row row) {
    List<Part> edited = new ArrayList<>();
    for (Part part : Part.values()) {
      if (part.sealed(row)
          && !seals.seal(row.identity(), part, part.of(row)).equals(row.seals().get(part.name()))) {
        edited.add(part);
      }
    }
    return edited;
  }

  /** The numbers of all entries, in the order in which they were added. */
  public List<Long> ids() {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT id FROM entry ORDER BY id")) {
      List<Long> ids = new ArrayList<>();
      while (found.next()) {
        ids.add(found.getLong(1));
      }
      return ids;
    } catch (SQLException e) {
      throw BoardException.of(file, e);
    }
  }

  /** All entries that can be read, in the order in which they were added. */
  public List<Entry> entries() {
    return entries(rows());
  }

  /** The same without their actions, which take most of the room, and which nobody is ranked by. */
  List<Entry> scores() {
    return entries(rows(columns.replace("actions", "x'' AS actions")));
  }

  private static List<Entry> entries(List<Row> rows) {
    List<Entry> entries = new ArrayList<>();
    for (Row row : rows) {
      try {
        entries.add(Entry.of(row));
      } catch (DamagedEntryException e) {
        // `verify` says what is wrong with it.
      }
    }
    return entries;
  }

  /**
   * One entry.
   *
   * @throws InvalidInputException if there is none of that number, or it cannot be read
   */
  public Entry entry(long id) {
    try {
      return Entry.of(row(id));
    } catch (DamagedEntryException e) {
      throw new InvalidInputException(
          "entry %d is damaged: %s; `palaestra leaderboard verify %d` says more"
              .formatted(id, e.getMessage(), id),
          e);
    }
  }

  /** All rows in the order in which they were added. */
  List<Row> rows() {
    return rows(columns);
  }

  private List<Row> rows(String wanted) {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT id, " + wanted + " FROM entry ORDER BY id")) {
      List<Row> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(row(found));
      }
      return rows;
    } catch (SQLException e) {
      throw BoardException.of(file, e);
    }
  }

  /**
   * One row.
   *
   * @throws InvalidInputException if there is none of that number
   */
  Row row(long id) {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT id, " + columns + " FROM entry WHERE id = ?")) {
      select.setLong(1, id);
      try (ResultSet found = select.executeQuery()) {
        if (!found.next()) {
          throw new InvalidInputException(
              "there is no entry %d; `palaestra leaderboard export board.csv` lists them"
                  .formatted(id));
        }
        return row(found);
      }
    } catch (SQLException e) {
      throw BoardException.of(file, e);
    }
  }

  private static Row row(ResultSet found) throws SQLException {
    return new Row(
        found.getLong("id"),
        text(found, "identity"),
        text(found, "created"),
        text(found, "kind"),
        text(found, "name"),
        text(found, "environment"),
        text(found, "plan"),
        text(found, "checkpoint"),
        found.getLong("steps"),
        text(found, "provenance"),
        bytes(found, "seeds"),
        bytes(found, "returns"),
        bytes(found, "actions"),
        bytes(found, "value_error"),
        seals(text(found, "seals")));
  }

  /** No column can be empty, but a damaged file may say so. */
  private static String text(ResultSet found, String column) throws SQLException {
    String text = found.getString(column);
    return text == null ? "" : text;
  }

  private static byte[] bytes(ResultSet found, String column) throws SQLException {
    byte[] bytes = found.getBytes(column);
    return bytes == null ? new byte[0] : bytes;
  }

  /** A text that is no table of seals has none, so that every part counts as edited. */
  private static Map<String, String> seals(String json) {
    Map<String, String> seals = new LinkedHashMap<>();
    try {
      Json.parse(json)
          .properties()
          .forEach(seal -> seals.put(seal.getKey(), seal.getValue().asText()));
    } catch (IOException e) {
      return Map.of();
    }
    return seals;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw BoardException.of(file, e);
    }
  }
}
