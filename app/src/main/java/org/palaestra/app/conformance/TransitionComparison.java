package org.palaestra.app.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Environment;
import org.palaestra.environment.Restorable;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;

/** Sets each recorded state, acts, and compares where that leads. */
final class TransitionComparison {

  /** Largest difference that passes, absolute below 1 and relative above. */
  private static final double TOLERANCE = 1e-6;

  private final Environment environment;
  private final Restorable restorable;
  private final RandomStream random = new RandomStream(1);
  private int lines;
  private int mismatches;
  private double largest;
  private String first = "";

  TransitionComparison(Environment environment, Restorable restorable) {
    this.environment = environment;
    this.restorable = restorable;
    environment.reset(random);
  }

  Recording.Result result() {
    return new Recording.Result(lines, mismatches, largest, first);
  }

  /** Compares what stands in line {@code number} of the file. */
  void compare(JsonNode line, int number) {
    lines++;
    double[] state = numbers(line, "state", number);
    double reward;
    try {
      restorable.restore(state, state.length);
      reward = act(line.path("action"), number);
    } catch (InvalidInputException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new InvalidInputException(
          "line %d: the environment threw %s in the state %s"
              .formatted(number, e, line.path("state")),
          e);
    }
    double[] next = new double[restorable.stateSize()];
    int length = restorable.save(next);
    float[] observation = new float[environment.observationSpace().size()];
    environment.observe(observation, 0);
    String problem = "";
    problem += compare("next_state", numbers(line, "next_state", number), next, length);
    double[] seen = new double[observation.length];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = observation[i];
    }
    problem += compare("observation", numbers(line, "observation", number), seen, seen.length);
    if (!line.path("reward").isNumber() || !line.path("terminated").isBoolean()) {
      throw new InvalidInputException(
          "line %d needs a number \"reward\" and true or false as \"terminated\""
              .formatted(number));
    }
    problem +=
        compare("reward", new double[] {line.path("reward").asDouble()}, new double[] {reward}, 1);
    if (line.path("terminated").asBoolean() != environment.terminated()) {
      problem += "terminated is " + environment.terminated() + "; ";
    }
    if (!problem.isEmpty()) {
      mismatches++;
      if (first.isEmpty()) {
        first = "line " + number + ": " + problem;
      }
    }
  }

  private double act(JsonNode action, int number) {
    if (environment instanceof DiscreteEnvironment discrete) {
      int index = action.canConvertToExactIntegral() ? action.asInt(-1) : -1;
      if (index < 0 || index >= discrete.actionSpace().n()) {
        throw new InvalidInputException(
            "line %d: action must be from 0 to %d, got %s"
                .formatted(number, discrete.actionSpace().n() - 1, action));
      }
      return discrete.step(index, random);
    }
    ContinuousEnvironment continuous = (ContinuousEnvironment) environment;
    float[] values = new float[continuous.actionSpace().size()];
    if (action.size() != values.length) {
      throw new InvalidInputException(
          "line %d: an action has %d values, got %s".formatted(number, values.length, action));
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) action.get(i).asDouble();
    }
    return continuous.step(values, 0, random);
  }

  private String compare(String what, double[] expected, double[] actual, int length) {
    if (expected.length != length) {
      return "%s has %d values instead of %d; ".formatted(what, length, expected.length);
    }
    String problem = "";
    for (int i = 0; i < length; i++) {
      double difference = Math.abs(expected[i] - actual[i]);
      largest = Math.max(largest, difference);
      if (!(difference <= TOLERANCE * Math.max(1, Math.abs(expected[i])))) {
        problem += "%s[%d] is %s instead of %s; ".formatted(what, i, actual[i], expected[i]);
      }
    }
    return problem;
  }

  private static double[] numbers(JsonNode line, String field, int number) {
    JsonNode array = line.path(field);
    if (!array.isArray()) {
      throw new InvalidInputException("line %d has no list \"%s\"".formatted(number, field));
    }
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble(Double.NaN);
    }
    return values;
  }
}
