package org.palaestra.environment;

/**
 * Something about an environment that the {@link EnvironmentChecker} did not like.
 *
 * @param severity how bad it is
 * @param check which check found it, as named in {@link CheckReport#checks}
 * @param seen what was seen: the values, and the seed, episode and step at which they came up
 * @param fix what to do about it, in one sentence
 */
public record Finding(Severity severity, String check, String seen, String fix) {

  /** How bad a finding is. */
  public enum Severity {
    /** The contract is broken: runs fail, or cannot be repeated or trusted. */
    ERROR,
    /** It works, but costs speed or never comes to an end. */
    WARNING,
    /** It may well be meant so. */
    HINT
  }

  /** {@code error: seen (fix: …)} on one line. */
  @Override
  public String toString() {
    return "%s in %s: %s; fix: %s"
        .formatted(severity.name().toLowerCase(java.util.Locale.ROOT), check, seen, fix);
  }
}
