package org.palaestra.app.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.environments.probe.ProbeAction;
import org.palaestra.environments.probe.ProbeActionObservation;
import org.palaestra.environments.probe.ProbeConstant;
import org.palaestra.environments.probe.ProbeContinuousAction;
import org.palaestra.environments.probe.ProbeContinuousActionObservation;
import org.palaestra.environments.probe.ProbeDelay;
import org.palaestra.environments.probe.ProbeMemory;
import org.palaestra.environments.probe.ProbeObservation;
import org.palaestra.environments.probe.ProbeTruncation;

/**
 * The probes in the order in which they are asked: each adds one thing to those that it stands on,
 * so that the first that fails names the cause.
 */
public enum Probe {
  /** V = 1. */
  CONSTANT(ProbeConstant.ID, Asks.VALUES, 1),
  /** V(−1) = −1, V(1) = 1. */
  OBSERVATION(ProbeObservation.ID, Asks.VALUES, 1),
  /** V(0) = γ, V(1) = 1. */
  DELAY(ProbeDelay.ID, Asks.VALUES, 1),
  /** V = 1/(1 − γ). */
  TRUNCATION(ProbeTruncation.ID, Asks.VALUES, 2),
  /** Action 1 is right; with continuous actions, 0.5. */
  ACTION(ProbeAction.ID, Asks.ACTIONS, 1),
  /** Action 0 is right at −1, action 1 at 1; with continuous actions, half of what is observed. */
  ACTION_OBSERVATION(ProbeActionObservation.ID, Asks.ACTIONS, 2),
  /** The right action was shown four steps before. */
  MEMORY(ProbeMemory.ID, Asks.MEMORY, 4);

  /** What is compared with the truth. */
  enum Asks {
    VALUES,
    ACTIONS,
    MEMORY
  }

  /** How an agent has to be given a probe. */
  enum Form {
    /** A number is observed, actions are numbered. */
    NUMBER,
    /** The state's index is observed, actions are numbered. */
    INDEX,
    /** A number is observed, actions are continuous. */
    REAL
  }

  private final String id;
  final Asks asks;

  /** How much longer than the shortest it takes to learn. */
  final int weight;

  Probe(String id, Asks asks, int weight) {
    this.id = id;
    this.asks = asks;
    this.weight = weight;
  }

  /** In words, such as {@code action-observation}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The probes without which this one says nothing. */
  List<Probe> foundations() {
    return switch (this) {
      case CONSTANT -> List.of();
      case OBSERVATION, TRUNCATION, ACTION -> List.of(CONSTANT);
      case DELAY -> List.of(OBSERVATION);
      case ACTION_OBSERVATION -> List.of(OBSERVATION, ACTION);
      case MEMORY -> List.of(ACTION_OBSERVATION);
    };
  }

  /** The environment in {@code form}, or empty if there is none. */
  Optional<EnvironmentSpec> spec(Form form, Environments environments) {
    return switch (this) {
      case MEMORY ->
          form == Form.NUMBER ? Optional.of(environments.find(id).spec()) : Optional.empty();
      case ACTION, ACTION_OBSERVATION ->
          form == Form.REAL
              ? Optional.of(
                  environments
                      .find(
                          this == ACTION
                              ? ProbeContinuousAction.ID
                              : ProbeContinuousActionObservation.ID)
                      .spec())
              : Optional.of(environments.find(id).spec(options(form)));
      case CONSTANT, OBSERVATION, DELAY, TRUNCATION ->
          Optional.of(environments.find(id).spec(options(form)));
    };
  }

  private static Map<String, String> options(Form form) {
    return switch (form) {
      case NUMBER -> Map.of();
      case INDEX -> Map.of("observed", "index");
      case REAL -> Map.of("actions", "real");
    };
  }

  /** The observed numbers, or cues, that are asked about. */
  List<Integer> numbers() {
    return switch (this) {
      case CONSTANT, TRUNCATION, ACTION -> List.of(0);
      case DELAY -> List.of(0, 1);
      case OBSERVATION, ACTION_OBSERVATION, MEMORY -> List.of(-1, 1);
    };
  }

  /** What is observed in state {@code i} of those that are asked about. */
  float observed(int i, Form form) {
    return form == Form.INDEX ? i : numbers().get(i);
  }

  /** The value of state {@code i} under every policy, for a probe with one action. */
  double value(int i, double discount) {
    return switch (this) {
      case CONSTANT -> 1;
      case OBSERVATION -> numbers().get(i);
      case DELAY -> i == 0 ? discount : 1;
      case TRUNCATION -> 1 / (1 - discount);
      case ACTION, ACTION_OBSERVATION, MEMORY -> throw new AssertionError(this);
    };
  }

  /** The best action in state {@code i}: an index, or a number. */
  double action(int i, Form form) {
    if (form == Form.REAL) {
      return this == ACTION ? 0.5 : numbers().get(i) / 2.0;
    }
    return this == ACTION ? 1 : i;
  }

  /**
   * How far a value may lie from the truth: less than half of what the nearest fault would make of
   * it, and more than learning leaves open.
   */
  double tolerance(double truth, double discount) {
    return switch (this) {
      case DELAY ->
          Double.isNaN(discount) ? 0.1 : Math.max(0.02, Math.min(0.1, 0.45 * (1 - discount)));
      case TRUNCATION -> 0.1 * truth;
      case CONSTANT, OBSERVATION -> 0.15;
      case ACTION, ACTION_OBSERVATION, MEMORY -> 0.3;
    };
  }

  /** How far a continuous action may lie from the best. */
  static final double ACTION_TOLERANCE = 0.15;
}
