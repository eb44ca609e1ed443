package org.palaestra.app.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.palaestra.store.Json;
import org.palaestra.training.RunFolder;

/**
 * How often a training was begun at the same place and not brought to an end: {@code attempts.json}
 * in its folder. A training that takes the whole process with it is not begun for ever; one that
 * comes farther each time, since only the power fails now and then, is.
 */
final class Attempts {

  /** So often a training is begun again. */
  static final int MOST = 3;

  private final Path file;

  Attempts(RunFolder run) {
    file = run.path().resolve("attempts.json");
  }

  /** What went wrong at last, in words, if the training failed as often as it may. */
  Optional<String> failure() {
    JsonNode json = read();
    return json.path("attempts").asInt() < MOST
        ? Optional.empty()
        : Optional.of(json.path("problem").asText("the process ended in the middle"));
  }

  /** What went wrong the last time, in words, and whether it will be tried again. */
  Optional<String> problem() {
    Optional<String> failure = failure();
    if (failure.isPresent()) {
      return failure;
    }
    JsonNode json = read();
    return json.has("problem")
        ? Optional.of(
            "%s; attempt %d of %d"
                .formatted(json.path("problem").asText(), json.path("attempts").asInt(), MOST))
        : Optional.empty();
  }

  private JsonNode read() {
    if (!Files.isRegularFile(file)) {
      return Json.object();
    }
    try {
      return Json.read(file);
    } catch (IOException e) {
      return Json.object().put("attempts", MOST).put("problem", file + " is damaged: " + e);
    }
  }

  /**
   * Counts.
   *
   * @param steps environment steps that are done and saved
   */
  void begin(long steps) throws IOException {
    JsonNode before = read();
    int count = before.path("steps").asLong() == steps ? before.path("attempts").asInt() : 0;
    Json.write(file, Json.object().put("attempts", count + 1).put("steps", steps));
  }

  /** Counts a training that was not even begun. */
  void refused(String problem) throws IOException {
    begin(read().path("steps").asLong());
    failed(problem);
  }

  void failed(String problem) throws IOException {
    ObjectNode json = Json.object();
    json.put("attempts", read().path("attempts").asInt());
    json.put("steps", read().path("steps").asLong());
    json.put("problem", problem);
    Json.write(file, json);
  }

  /** An end, or a stop that somebody asked for, is no failure. */
  void forget() throws IOException {
    Files.deleteIfExists(file);
  }
}
