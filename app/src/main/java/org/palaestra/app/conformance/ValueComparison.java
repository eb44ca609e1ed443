package org.palaestra.app.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import org.palaestra.agent.Planner;
import org.palaestra.agent.Planning;
import org.palaestra.agents.planning.PolicyEvaluation;
import org.palaestra.agents.planning.ValueIteration;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.settings.InvalidInputException;

/**
 * Compares the values of states with recorded ones: V* as value iteration finds it on the
 * registered environment's own model, and V of the policy that takes every action with the same
 * probability as policy evaluation does.
 */
final class ValueComparison {

  /** Of values beyond 1, a part of them: sums of thousands have no more exact digits. */
  private static final double TOLERANCE = 1e-9;

  private static final double LAST_CHANGE = 1e-13;
  private static final int MOST_SWEEPS = 200_000;

  private int lines;
  private int mismatches;
  private double largest;
  private String first = "";

  /**
   * Compares what is recorded of one environment with one discount.
   *
   * @param id the environment, for messages
   */
  void compare(String id, FiniteMdp mdp, JsonNode recorded) {
    JsonNode discount = recorded.path("discount");
    if (!discount.isNumber() || !(discount.asDouble() >= 0 && discount.asDouble() < 1)) {
      throw new InvalidInputException(
          "%s needs a \"discount\" of at least 0 and below 1, got %s".formatted(id, discount));
    }
    compare(
        id, mdp, recorded, "optimal_values", new ValueIteration(LAST_CHANGE), discount.asDouble());
    compare(
        id,
        mdp,
        recorded,
        "uniform_policy_values",
        new PolicyEvaluation(LAST_CHANGE),
        discount.asDouble());
  }

  private void compare(
      String id, FiniteMdp mdp, JsonNode recorded, String kind, Planner planner, double discount) {
    JsonNode expected = recorded.path(kind);
    if (expected.size() != mdp.states()) {
      throw new InvalidInputException(
          "%s has %d states, and a list \"%s\" of %d"
              .formatted(id, mdp.states(), kind, expected.size()));
    }
    double[] values = settled(planner.plan(mdp, discount));
    for (int state = 0; state < values.length; state++) {
      if (!expected.path(state).isNumber()) {
        throw new InvalidInputException(
            "%s: %s of state %d must be a number, got %s"
                .formatted(id, kind, state, expected.path(state)));
      }
      double wanted = expected.path(state).asDouble();
      double difference = Math.abs(values[state] - wanted);
      lines++;
      largest = Math.max(largest, difference);
      if (!(difference <= TOLERANCE * Math.max(1, Math.abs(wanted)))) {
        mismatches++;
        if (first.isEmpty()) {
          first =
              "%s, discount %s: %s of state %d is %s instead of %s;"
                  .formatted(id, discount, kind, state, values[state], wanted);
        }
      }
    }
  }

  /** Values that no longer move, or hardly: large ones keep trembling in their last digit. */
  private static double[] settled(Planning planning) {
    for (int sweep = 0; sweep < MOST_SWEEPS && planning.sweep(); sweep++) {
      if (planning.residual() <= Math.ulp(4 * magnitude(planning.values()))) {
        break;
      }
    }
    return planning.values();
  }

  private static double magnitude(double[] values) {
    double magnitude = 0;
    for (double value : values) {
      magnitude = Math.max(magnitude, Math.abs(value));
    }
    return magnitude;
  }

  Recording.Result result() {
    return new Recording.Result(lines, mismatches, largest, first);
  }
}
