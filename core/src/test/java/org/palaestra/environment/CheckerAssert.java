package org.palaestra.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Supplier;

/** Runs the checker as the tests of its parts do. */
final class CheckerAssert {

  private static final EnvironmentChecker.Effort EFFORT =
      new EnvironmentChecker.Effort(7, 4000, Duration.ofSeconds(60));

  private CheckerAssert() {}

  static CheckReport check(EnvironmentSpec spec, Supplier<? extends Environment> factory) {
    return EnvironmentChecker.check(spec, factory, EFFORT);
  }

  /** Exactly one finding, of this check, that says this. */
  static void finds(
      String check, String seen, EnvironmentSpec spec, Supplier<? extends Environment> factory) {
    finds(Finding.Severity.ERROR, check, seen, spec, factory);
  }

  static void finds(
      Finding.Severity severity,
      String check,
      String seen,
      EnvironmentSpec spec,
      Supplier<? extends Environment> factory) {
    CheckReport report = check(spec, factory);
    assertThat(report.findings())
        .as(report.describe())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(severity);
              assertThat(finding.check()).isEqualTo(check);
              assertThat(finding.seen()).contains(seen);
              assertThat(finding.fix()).isNotBlank();
            });
    assertThat(report.passed()).isEqualTo(severity != Finding.Severity.ERROR);
  }
}
