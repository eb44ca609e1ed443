package org.palaestra.app.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.ObjIntConsumer;
import java.util.zip.GZIPInputStream;
import org.palaestra.environment.Environment;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.Environments;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.Restorable;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.Json;

/**
 * A file of recorded numbers, held against the registered environment of the id it names.
 *
 * <p>Four forms: JSON lines, a head and then one transition a line from a set state; JSON lines, a
 * head that names the actions and then whole episodes with what chance drew; one JSON object with
 * the whole transition table of a finite environment; and one with a list of finite environments
 * and the values of their states. Any may be gzipped.
 */
public final class Recording {

  /** Longest line or file that is read, so that a hostile one cannot fill the memory. */
  private static final int LONGEST = 64 << 20;

  /**
   * How a file compares.
   *
   * @param lines transitions, pairs of state and action, or values that were checked
   * @param mismatches how many of them differ
   * @param largest largest difference of a number
   * @param first what the first mismatch is, or empty
   */
  public record Result(int lines, int mismatches, double largest, String first) {}

  private Recording() {}

  /**
   * Compares one file.
   *
   * @throws InvalidInputException if it cannot be read, names an environment that does not fit it,
   *     or holds nothing to compare, which would prove nothing
   */
  public static Result compare(Path file, Environments environments) {
    try (BufferedReader reader = open(file)) {
      Result result = compare(reader, environments);
      if (result.lines == 0 && result.mismatches == 0) {
        throw new InvalidInputException(
            "it has no lines to compare, which proves nothing; record some after its head");
      }
      return result;
    } catch (InvalidInputException e) {
      throw new InvalidInputException(file + ": " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException("there is no file " + file, e);
    } catch (IOException e) {
      throw new InvalidInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Result compare(BufferedReader reader, Environments environments)
      throws IOException {
    String text = readLine(reader, 1);
    if (text == null) {
      throw new InvalidInputException("it is empty");
    }
    JsonNode head = parse(text, 1);
    if (head.path("values").isArray()) {
      ValueComparison comparison = new ValueComparison();
      for (JsonNode recorded : head.path("values")) {
        EnvironmentDefinition<?> definition = definition(recorded, environments);
        comparison.compare(definition.id().toString(), model(definition), recorded);
      }
      return comparison.result();
    }
    EnvironmentDefinition<?> definition = definition(head, environments);
    if (head.has("transitions")) {
      return ModelComparison.compare(model(definition), head);
    }
    Environment environment = definition.create(definition.spec());
    if (head.path("actions").isArray()) {
      EpisodeComparison comparison = new EpisodeComparison(definition.id(), environment, head);
      forEachLine(reader, comparison::compare);
      return comparison.result();
    }
    Restorable restorable =
        environment
            .ability(Restorable.class)
            .orElseThrow(() -> unfit(definition, "cannot be set to a recorded state"));
    TransitionComparison comparison = new TransitionComparison(environment, restorable);
    forEachLine(reader, comparison::compare);
    return comparison.result();
  }

  private static EnvironmentDefinition<?> definition(JsonNode head, Environments environments) {
    if (!head.path("environment").isTextual()) {
      throw new InvalidInputException("line 1 names no \"environment\"");
    }
    return environments.find(head.path("environment").asText());
  }

  private static FiniteMdp model(EnvironmentDefinition<?> definition) {
    return definition
        .create(definition.spec())
        .ability(FiniteMdp.class)
        .orElseThrow(() -> unfit(definition, "has no model to compare with"));
  }

  private static void forEachLine(BufferedReader reader, ObjIntConsumer<JsonNode> comparison)
      throws IOException {
    String text;
    for (int number = 2; (text = readLine(reader, number)) != null; number++) {
      if (!text.isBlank()) {
        comparison.accept(parse(text, number), number);
      }
    }
  }

  private static InvalidInputException unfit(EnvironmentDefinition<?> definition, String problem) {
    return new InvalidInputException("%s %s".formatted(definition.id(), problem));
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      InputStream content = file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
      return new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static @org.jspecify.annotations.Nullable String readLine(
      BufferedReader reader, int number) throws IOException {
    StringBuilder line = new StringBuilder();
    int c;
    while ((c = reader.read()) >= 0 && c != '\n') {
      if (line.length() >= LONGEST) {
        throw new InvalidInputException("line %d is too long".formatted(number));
      }
      line.append((char) c);
    }
    return c < 0 && line.isEmpty() ? null : line.toString();
  }

  private static JsonNode parse(String text, int number) throws IOException {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "line %d is not JSON: %s".formatted(number, e.getOriginalMessage()), e);
    }
  }
}
