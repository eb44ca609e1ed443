package org.palaestra.environment;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that tells one environment from another: a value that is stored with a run, and from
 * which the environment can be built again.
 *
 * @param id name and version
 * @param options every option by key, sorted
 * @param timeLimit steps after which an episode is truncated, or 0 for none
 */
public record EnvironmentSpec(EnvironmentId id, Map<String, String> options, int timeLimit) {

  /** Copies the options and checks the time limit. */
  public EnvironmentSpec {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
    if (timeLimit < 0) {
      throw new IllegalArgumentException(
          "the time limit must be at least 1, or 0 for none, got " + timeLimit);
    }
  }

  /** The same environment with another time limit, 0 for none. */
  public EnvironmentSpec withTimeLimit(int steps) {
    return new EnvironmentSpec(id, options, steps);
  }
}
