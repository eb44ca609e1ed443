package org.palaestra.environment;

import java.util.List;

/**
 * What an {@link EnvironmentChecker} did and found.
 *
 * @param id which environment
 * @param checks names of the checks that were carried out, in order
 * @param findings what is wrong, at most one for each cause
 * @param notes what could not be checked, and why
 * @param steps steps that were taken in all
 */
public record CheckReport(
    EnvironmentId id, List<String> checks, List<Finding> findings, List<String> notes, long steps) {

  /** Copies the lists. */
  public CheckReport {
    checks = List.copyOf(checks);
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /** Whether the environment keeps its contract: no finding is an error. */
  public boolean passed() {
    return findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
  }

  /** The report as a person reads it, several lines. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    text.append("%s: %d checks over %,d steps: %s%n".formatted(id, checks.size(), steps, checks));
    for (Finding finding : findings) {
      text.append(
          "%-7s %s: %s%n        fix: %s%n"
              .formatted(finding.severity(), finding.check(), finding.seen(), finding.fix()));
    }
    for (String note : notes) {
      text.append("note    %s%n".formatted(note));
    }
    if (findings.isEmpty()) {
      text.append("nothing to mend%n".formatted());
    }
    return text.toString();
  }
}
