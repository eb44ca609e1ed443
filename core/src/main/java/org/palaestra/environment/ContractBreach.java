package org.palaestra.environment;

/** Ends a check whose environment threw; carries what to report. */
final class ContractBreach extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Finding finding;

  ContractBreach(Finding finding, Throwable cause) {
    super(finding.seen(), cause);
    this.finding = finding;
  }

  Finding finding() {
    return finding;
  }
}
