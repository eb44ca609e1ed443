package org.palaestra.app.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.BitSet;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Environment;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.random.RecordedDraws;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;

/**
 * Plays recorded episodes again, with the actions and the draws of the original, and compares what
 * every step leads to. Where a draw or an end differs, the rest of the episode cannot be compared
 * and differs, too.
 */
final class EpisodeComparison {

  private final DiscreteEnvironment environment;
  private final RecordedDraws draws = new RecordedDraws();
  private final float[] observation;
  private boolean begun;
  private boolean astray;
  private int lines;
  private int mismatches;
  private double largest;
  private String first = "";

  /**
   * Compares with {@code environment}.
   *
   * @throws InvalidInputException if its spaces are not those of the file's head
   */
  EpisodeComparison(EnvironmentId id, Environment environment, JsonNode head) {
    if (!(environment instanceof DiscreteEnvironment discrete)
        || !(environment.observationSpace() instanceof Box box)
        || box.cell() != Box.Cell.BIT) {
      throw new InvalidInputException(
          "%s does not have numbered actions and observations of bits".formatted(id));
    }
    if (!Arrays.equals(integers(head, "shape", 1), box.shape())
        || head.path("actions").size() != discrete.actionSpace().n()) {
      throw new InvalidInputException(
          "the recording has %d actions and the shape %s, %s has %s and %s"
              .formatted(
                  head.path("actions").size(),
                  head.path("shape"),
                  id,
                  discrete.actionSpace().describe(),
                  box.describe()));
    }
    this.environment = discrete;
    observation = new float[box.size()];
  }

  Recording.Result result() {
    return new Recording.Result(lines, mismatches, largest, first);
  }

  /** Compares what stands in line {@code number} of the file. */
  void compare(JsonNode line, int number) {
    lines++;
    setDraws(line, number);
    String problem =
        line.path("reset").asBoolean() ? compareStart(line, number) : compareStep(line, number);
    if (!problem.isEmpty()) {
      mismatches++;
      if (first.isEmpty()) {
        first = "line " + number + ": " + problem;
      }
    }
  }

  private String compareStart(JsonNode line, int number) {
    begun = true;
    astray = false;
    try {
      environment.reset(draws);
    } catch (IllegalStateException e) {
      astray = true;
      return String.valueOf(e.getMessage());
    }
    return compareDrawsAndCells(line, number);
  }

  private String compareStep(JsonNode line, int number) {
    if (!begun) {
      throw new InvalidInputException(
          "line %d is a step, but no \"reset\" begins the episode".formatted(number));
    }
    JsonNode action = line.path("action");
    int actions = environment.actionSpace().n();
    int index = action.canConvertToExactIntegral() ? action.asInt(-1) : -1;
    if (index < 0 || index >= actions) {
      throw new InvalidInputException(
          "line %d: action must be from 0 to %d, got %s".formatted(number, actions - 1, action));
    }
    if (!line.path("reward").isNumber() || !line.path("terminated").isBoolean()) {
      throw new InvalidInputException(
          "line %d needs a number \"reward\" and true or false as \"terminated\""
              .formatted(number));
    }
    if (astray || environment.terminated()) {
      return "the episode has ended or gone astray before";
    }
    double reward;
    try {
      reward = environment.step(index, draws);
    } catch (IllegalStateException e) {
      astray = true;
      return String.valueOf(e.getMessage());
    }
    String problem = "";
    double expected = line.path("reward").asDouble();
    largest = Math.max(largest, Math.abs(reward - expected));
    if (reward != expected) {
      problem += "reward is %s instead of %s; ".formatted(reward, expected);
    }
    if (environment.terminated() != line.path("terminated").asBoolean()) {
      problem += "terminated is " + environment.terminated() + "; ";
    }
    return problem + compareDrawsAndCells(line, number);
  }

  private String compareDrawsAndCells(JsonNode line, int number) {
    String problem = "";
    if (draws.left() > 0) {
      astray = true;
      problem += "%d recorded draws were not taken; ".formatted(draws.left());
    }
    BitSet expected = new BitSet();
    for (int cell : integers(line, "cells", number)) {
      if (cell < 0 || cell >= observation.length) {
        throw new InvalidInputException(
            "line %d: a cell must be from 0 to %d, got %d"
                .formatted(number, observation.length - 1, cell));
      }
      expected.set(cell);
    }
    Arrays.fill(observation, 0);
    environment.observe(observation, 0);
    BitSet actual = new BitSet();
    for (int i = 0; i < observation.length; i++) {
      actual.set(i, observation[i] != 0);
    }
    if (!actual.equals(expected)) {
      largest = Math.max(largest, 1);
      BitSet missing = (BitSet) expected.clone();
      missing.andNot(actual);
      actual.andNot(expected);
      problem += "cells %s are missing and %s too many; ".formatted(missing, actual);
    }
    return problem;
  }

  private void setDraws(JsonNode line, int number) {
    JsonNode list = line.path("draws");
    int[] bounds = new int[list.size()];
    int[] values = new int[list.size()];
    for (int i = 0; i < bounds.length; i++) {
      JsonNode draw = list.get(i);
      bounds[i] = draw.path(0).asInt(-1);
      values[i] = draw.path(1).asInt(-1);
    }
    try {
      if (!list.isArray()) {
        throw new IllegalArgumentException("there is no list \"draws\"");
      }
      draws.set(bounds, values);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("line %d: %s".formatted(number, e.getMessage()), e);
    }
  }

  private static int[] integers(JsonNode line, String field, int number) {
    JsonNode array = line.path(field);
    if (!array.isArray()) {
      throw new InvalidInputException("line %d has no list \"%s\"".formatted(number, field));
    }
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt(-1);
    }
    return values;
  }
}
