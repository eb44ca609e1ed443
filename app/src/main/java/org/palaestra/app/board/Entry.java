package org.palaestra.app.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.palaestra.app.Judge;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.statistics.Summary;
import org.palaestra.store.Json;
import org.palaestra.training.SpecJson;
import org.palaestra.training.TrainingPlan;

/**
 * A score and what it takes to prove it.
 *
 * @param id its number on the board, 0 before it has one
 * @param created when, ISO 8601 in UTC
 * @param name id of the agent, or what the person is called
 * @param environment where it was judged
 * @param plan how the agent was trained; empty for a person
 * @param checkpoint hash of what it had learned; empty for a person
 * @param steps environment steps of the training
 * @param provenance program and machine of the training
 * @param seeds of the episodes
 * @param returns of the episodes, in that order
 * @param actions the packed log of what was done in them
 * @param valueError how far its own values lie from the truth; empty for a person, or where that
 *     cannot be told
 */
public record Entry(
    long id,
    String created,
    String name,
    EnvironmentSpec environment,
    Optional<TrainingPlan> plan,
    String checkpoint,
    long steps,
    JsonNode provenance,
    long[] seeds,
    double[] returns,
    byte[] actions,
    Optional<ValueError> valueError) {

  /** Longest name of a person. */
  public static final int LONGEST_NAME = 40;

  private static final String AGENT = "agent";
  private static final String PERSON = "person";

  /**
   * Checks what a person wants to be called. Whatever can be seen may be part of it: on a page it
   * is shown as text.
   *
   * @return the name without blanks around it
   * @throws InvalidInputException if it is empty, too long, or has characters that cannot be seen
   */
  public static String checkName(String name) {
    String stripped = name.strip();
    int length = stripped.codePointCount(0, stripped.length());
    if (length == 0) {
      throw new InvalidInputException("a name must not be empty; choose one with --as NAME");
    }
    if (length > LONGEST_NAME) {
      throw new InvalidInputException(
          "a name may have %d characters, and this one has %d; choose another with --as NAME"
              .formatted(LONGEST_NAME, length));
    }
    stripped
        .codePoints()
        .filter(Entry::unseen)
        .findFirst()
        .ifPresent(
            character -> {
              throw new InvalidInputException(
                  "a name must not have the character U+%04X, which cannot be seen; choose another with --as NAME"
                      .formatted(character));
            });
    return stripped;
  }

  /** Control characters, such as a terminal obeys, and those that turn text around or hide. */
  private static boolean unseen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /**
   * What makes an agent's entry this one and no other, and so decides under which seeds it is
   * judged.
   */
  static String identity(TrainingPlan plan, String checkpoint) {
    return Seals.hash(
        AGENT, plan.agent(), Json.line(SpecJson.write(plan.environment())), checkpoint);
  }

  /** What makes a person's entry this one and no other. */
  static String identity(String person, EnvironmentSpec environment, String created) {
    return Seals.hash(PERSON, person, Json.line(SpecJson.write(environment)), created);
  }

  /** What makes it this entry and no other. */
  public String identity() {
    return plan.map(trained -> identity(trained, checkpoint))
        .orElseGet(() -> identity(name, environment, created));
  }

  /** Without values of its own. */
  public Entry(
      long id,
      String created,
      String name,
      EnvironmentSpec environment,
      Optional<TrainingPlan> plan,
      String checkpoint,
      long steps,
      JsonNode provenance,
      long[] seeds,
      double[] returns,
      byte[] actions) {
    this(
        id,
        created,
        name,
        environment,
        plan,
        checkpoint,
        steps,
        provenance,
        seeds,
        returns,
        actions,
        Optional.empty());
  }

  /** The returns in five numbers. */
  public Summary summary() {
    return Summary.of(returns);
  }

  /** As it is stored, without seals. */
  Row toRow() {
    return new Row(
        id,
        identity(),
        created,
        plan.isPresent() ? AGENT : PERSON,
        name,
        Json.line(SpecJson.write(environment)),
        plan.map(trained -> Json.line(trained.toJson())).orElse(""),
        checkpoint,
        steps,
        Json.line(provenance),
        bytes(seeds),
        bytes(Arrays.stream(returns).mapToLong(Double::doubleToRawLongBits).toArray()),
        actions,
        valueError.map(ValueError::toBytes).orElse(new byte[0]),
        Map.of());
  }

  /**
   * Reads what is stored.
   *
   * @throws DamagedEntryException if that is no entry
   */
  static Entry of(Row row) throws DamagedEntryException {
    try {
      Optional<TrainingPlan> plan =
          switch (row.kind()) {
            case AGENT -> Optional.of(TrainingPlan.fromJson(Json.parse(row.plan())));
            case PERSON -> Optional.empty();
            default -> throw new DamagedEntryException("its kind is \"" + row.kind() + "\"");
          };
      long[] seeds = longs("seeds", row.seeds());
      double[] returns =
          Arrays.stream(longs("returns", row.returns()))
              .mapToDouble(Double::longBitsToDouble)
              .toArray();
      if (seeds.length > Judge.MOST_EPISODES) {
        throw new DamagedEntryException(
            "it claims %,d episodes, and %,d are the most"
                .formatted(seeds.length, Judge.MOST_EPISODES));
      }
      if (seeds.length == 0 || seeds.length != returns.length) {
        throw new DamagedEntryException(
            "it has %d seeds and %d returns".formatted(seeds.length, returns.length));
      }
      for (int i = 0; i < returns.length; i++) {
        if (!Double.isFinite(returns[i])) { // it would be first in every table
          throw new DamagedEntryException(
              "episode %d has a return of %s".formatted(i + 1, returns[i]));
        }
      }
      return new Entry(
          row.id(),
          row.created(),
          row.name(),
          SpecJson.read(Json.parse(row.environment())),
          plan,
          row.checkpoint(),
          row.steps(),
          Json.parse(row.provenance()),
          seeds,
          returns,
          row.actions(),
          ValueError.of(row.valueError()));
    } catch (JsonProcessingException e) {
      throw new DamagedEntryException(
          "it holds no JSON where it should: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | IOException e) { // InvalidInputException is one
      throw new DamagedEntryException(String.valueOf(e.getMessage()), e);
    }
  }

  private static byte[] bytes(long[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Long.BYTES));
    for (long value : values) {
      buffer.putLong(value);
    }
    return buffer.array();
  }

  private static long[] longs(String name, byte[] bytes) throws DamagedEntryException {
    if (bytes.length % Long.BYTES != 0) {
      throw new DamagedEntryException(
          "its %s take %d bytes, which is no multiple of 8".formatted(name, bytes.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long[] values = new long[bytes.length / Long.BYTES];
    Arrays.setAll(values, i -> buffer.getLong());
    return values;
  }
}
