package org.palaestra.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.Json;
import org.palaestra.training.RunFolder;

/**
 * What happened in the folders of runs, and to the leaderboard, since it was last asked. A look at
 * either costs the attributes of two files; what is read of a run that changed is the end of its
 * metrics. For one thread at a time.
 */
final class Changes {

  /** A run whose metrics were written so lately is being trained, or has just been. */
  private static final Duration LATELY = Duration.ofSeconds(20);

  private static final String RETURN = "episode/return";
  private static final int TAIL = 1 << 16;

  private final RunsJson runs;
  private final BoardJson board;
  private final Map<String, Seen> seen = new LinkedHashMap<>();
  private final Map<String, Long> totals = new HashMap<>();
  private long list;
  private String boardRevision = "";
  private long boards;

  Changes(RunsJson runs, BoardJson board) {
    this.runs = runs;
    this.board = board;
  }

  /**
   * What was there of a run.
   *
   * @param revision changes with the metrics and the result
   * @param live whether it is being trained
   * @param progress for people who watch; empty unless it is live
   */
  private record Seen(String revision, boolean live, Optional<ObjectNode> progress) {}

  /** Metrics and result as they are now, in few letters. */
  static String revision(Path folder) throws IOException {
    return stamp(folder.resolve("metrics.csv")) + "-" + stamp(folder.resolve("result.json"));
  }

  static String stamp(Path file) throws IOException {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return Long.toString(is.size(), 36)
          + "."
          + Long.toString(is.lastModifiedTime().toMillis(), 36);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** Whether a run was written to lately and has no result. */
  static boolean live(Path folder) throws IOException {
    try {
      return !Files.exists(folder.resolve("result.json"))
          && Files.getLastModifiedTime(folder.resolve("metrics.csv"))
              .toInstant()
              .isAfter(Instant.now().minus(LATELY));
    } catch (NoSuchFileException e) {
      return false; // It has just begun.
    }
  }

  /**
   * Looks again.
   *
   * @return {@code runs} with those that changed, and {@code list}, a number that is another one
   *     when runs came, went, began or ended; and {@code board}, which is another one when the
   *     leaderboard was written to; empty if nothing happened
   */
  Optional<ObjectNode> next() {
    ObjectNode event = Json.object();
    ObjectNode changed = event.putObject("runs");
    boolean other = seen.keySet().retainAll(runs.names());
    for (String name : runs.names()) {
      @Nullable Seen before = seen.get(name);
      Seen now;
      try {
        now = look(name, before);
      } catch (InvalidInputException | IOException e) {
        continue; // The list says what is wrong with it.
      }
      if (now.equals(before)) {
        continue;
      }
      seen.put(name, now);
      other |= before == null || before.live != now.live;
      if (before != null) {
        changed.set(name, now.progress.orElseGet(Json::object));
      }
    }
    list += other ? 1 : 0;
    event.put("list", list);
    boolean written = boardWritten();
    boards += written ? 1 : 0;
    event.put("board", boards);
    return changed.isEmpty() && !other && !written ? Optional.empty() : Optional.of(event);
  }

  private boolean boardWritten() {
    String now;
    try {
      now = board.revision();
    } catch (IOException e) {
      return false; // The page says what is wrong with it when it asks for the board.
    }
    boolean written = !now.equals(boardRevision);
    boardRevision = now;
    return written;
  }

  /**
   * All that is live, and the numbers of the list and the board, for a page that has just been
   * opened.
   */
  ObjectNode all() {
    ObjectNode event = Json.object();
    ObjectNode live = event.putObject("runs");
    seen.forEach((name, one) -> one.progress.ifPresent(progress -> live.set(name, progress)));
    event.put("list", list);
    event.put("board", boards);
    return event;
  }

  private Seen look(String name, @Nullable Seen before) throws IOException {
    Path folder = runs.root().resolve(name);
    String revision = revision(folder);
    boolean live = live(folder);
    if (before != null && before.revision.equals(revision) && before.live == live) {
      return before;
    }
    return new Seen(revision, live, live ? progress(name, folder) : Optional.empty());
  }

  private Optional<ObjectNode> progress(String name, Path folder) throws IOException {
    List<String> lines = List.of(tail(folder.resolve("metrics.csv")).split("\n", -1));
    for (int i = lines.size() - 2; i > 0; i--) { // the first and the last may not be whole
      String[] parts = lines.get(i).strip().split(",", -1);
      if (parts.length == 3 && parts[1].equals(RETURN)) {
        try {
          ObjectNode progress = Json.object();
          progress.put("step", Long.parseLong(parts[0]));
          progress.put("return", Double.parseDouble(parts[2]));
          progress.put("total", total(name, folder));
          return Optional.of(progress);
        } catch (NumberFormatException e) {
          // It is no row; one before it may be.
        }
      }
    }
    return Optional.empty(); // It has no returns yet.
  }

  private long total(String name, Path folder) {
    return totals.computeIfAbsent(name, none -> RunFolder.open(folder).plan().steps());
  }

  private static String tail(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(Math.max(0, channel.size() - TAIL));
      ByteBuffer bytes = ByteBuffer.allocate(TAIL);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      return new String(bytes.array(), 0, bytes.position(), UTF_8);
    }
  }
}
