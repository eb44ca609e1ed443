package org.palaestra.app.diagnosis;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of one probe.
 *
 * @param probe which
 * @param outcome whether the agent passed
 * @param reason why it was not given, or empty
 * @param trials its trainings, the last one decides; none if it was not given
 */
public record Examination(Probe probe, Outcome outcome, String reason, List<Trial> trials) {

  /** How a probe can end. */
  public enum Outcome {
    /** What came out is true. */
    PASSED,
    /** Several trainings came out wrong. */
    FAILED,
    /** The agent need not pass, or nothing would follow from it. */
    SKIPPED
  }

  /** Copies the trials. */
  public Examination {
    trials = List.copyOf(trials);
  }

  static Examination skipped(Probe probe, String reason) {
    return new Examination(probe, Outcome.SKIPPED, reason, List.of());
  }

  static Examination of(Probe probe, List<Trial> trials) {
    boolean passed = trials.get(trials.size() - 1).passed();
    return new Examination(probe, passed ? Outcome.PASSED : Outcome.FAILED, "", trials);
  }

  Trial last() {
    return trials.get(trials.size() - 1);
  }

  /** One line for people. */
  public String describe() {
    return switch (outcome) {
      case PASSED -> "✓ %-18s  %s".formatted(probe.title(), figures());
      case FAILED ->
          "✗ %-18s  %s; wrong with %d seeds and up to %,d steps"
              .formatted(probe.title(), figures(), trials.size(), last().steps());
      case SKIPPED -> "– %-18s  skipped: %s".formatted(probe.title(), reason);
    };
  }

  private String figures() {
    return last().problem().isEmpty()
        ? last().measures().stream().map(Measure::describe).collect(Collectors.joining(", "))
        : last().problem();
  }
}
