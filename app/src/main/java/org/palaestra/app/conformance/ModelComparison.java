package org.palaestra.app.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.settings.InvalidInputException;

/**
 * Compares a model with a recorded table, row by row. Outcomes that come in parts are added up
 * first. Rows of states in which the process has ended say nothing and are left out.
 */
final class ModelComparison {

  /** Probabilities are the same up to the order in which their parts were added. */
  private static final double TOLERANCE = 1e-12;

  private record Outcome(int next, double reward, boolean terminated)
      implements Comparable<Outcome> {
    @Override
    public int compareTo(Outcome other) {
      int order = Integer.compare(next, other.next);
      order = order != 0 ? order : Double.compare(reward, other.reward);
      return order != 0 ? order : Boolean.compare(terminated, other.terminated);
    }
  }

  private int lines;
  private int mismatches;
  private double largest;
  private String first = "";

  private ModelComparison() {}

  static Recording.Result compare(FiniteMdp mdp, JsonNode recorded) {
    int states = recorded.path("states").asInt();
    int actions = recorded.path("actions").asInt();
    if (mdp.states() != states || mdp.actionSpace().n() != actions) {
      throw new InvalidInputException(
          "the table has %d states and %d actions, the environment %d and %d"
              .formatted(states, actions, mdp.states(), mdp.actionSpace().n()));
    }
    ModelComparison comparison = new ModelComparison();
    comparison.compareInitial(mdp, recorded.path("initial"));
    JsonNode table = recorded.path("transitions");
    Set<Integer> ended = ended(table);
    for (int s = 0; s < states; s++) {
      for (int a = 0; a < actions && !ended.contains(s); a++) {
        Map<Outcome, Double> expected = new TreeMap<>();
        for (JsonNode part : table.path(s).path(a)) {
          expected.merge(
              new Outcome(part.path(1).asInt(), part.path(2).asDouble(), part.path(3).asBoolean()),
              part.path(0).asDouble(),
              Double::sum);
        }
        Map<Outcome, Double> actual = new TreeMap<>();
        mdp.successors(
            s,
            a,
            (probability, next, reward, terminated) ->
                actual.merge(new Outcome(next, reward, terminated), probability, Double::sum));
        comparison.compare("state %d, action %d".formatted(s, a), expected, actual);
      }
    }
    return new Recording.Result(
        comparison.lines, comparison.mismatches, comparison.largest, comparison.first);
  }

  private static Set<Integer> ended(JsonNode table) {
    Set<Integer> ended = new TreeSet<>();
    for (JsonNode state : table) {
      for (JsonNode action : state) {
        for (JsonNode part : action) {
          if (part.path(3).asBoolean()) {
            ended.add(part.path(1).asInt());
          }
        }
      }
    }
    return ended;
  }

  private void compareInitial(FiniteMdp mdp, JsonNode initial) {
    Map<Outcome, Double> expected = new TreeMap<>();
    for (int s = 0; s < initial.size(); s++) {
      if (initial.get(s).asDouble() > 0) {
        expected.put(new Outcome(s, 0, false), initial.get(s).asDouble());
      }
    }
    Map<Outcome, Double> actual = new TreeMap<>();
    mdp.initial((p, s) -> actual.merge(new Outcome(s, 0, false), p, Double::sum));
    compare("the initial distribution", expected, actual);
  }

  private void compare(String where, Map<Outcome, Double> expected, Map<Outcome, Double> actual) {
    lines++;
    Set<Outcome> all = new TreeSet<>(expected.keySet());
    all.addAll(actual.keySet());
    boolean same = true;
    for (Outcome outcome : all) {
      double difference =
          Math.abs(expected.getOrDefault(outcome, 0.0) - actual.getOrDefault(outcome, 0.0));
      largest = Math.max(largest, difference);
      same &= difference <= TOLERANCE;
    }
    if (!same) {
      mismatches++;
      if (first.isEmpty()) {
        first = "%s: %s instead of %s".formatted(where, actual, expected);
      }
    }
  }
}
