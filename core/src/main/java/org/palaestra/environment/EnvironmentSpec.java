package org.palaestra.environment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that tells one environment from another: a value that is stored with a run, and from
 * which the environment can be built again.
 *
 * @param id name and version
 * @param options every option by key, sorted
 * @param timeLimit steps after which an episode is truncated, or 0 for none
 * @param wrappers what is put around it, the innermost first
 */
public record EnvironmentSpec(
    EnvironmentId id, Map<String, String> options, int timeLimit, List<WrapperSpec> wrappers) {

  /** Copies, and checks the time limit. */
  public EnvironmentSpec {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
    wrappers = List.copyOf(wrappers);
    if (timeLimit < 0) {
      throw new IllegalArgumentException(
          "the time limit must be at least 1, or 0 for none, got " + timeLimit);
    }
  }

  /** Without wrappers. */
  public EnvironmentSpec(EnvironmentId id, Map<String, String> options, int timeLimit) {
    this(id, options, timeLimit, List.of());
  }

  /** The same environment with another time limit, 0 for none. */
  public EnvironmentSpec withTimeLimit(int steps) {
    return new EnvironmentSpec(id, options, steps, wrappers);
  }

  /** The same environment with these wrappers in place of its own. */
  public EnvironmentSpec withWrappers(List<WrapperSpec> others) {
    return new EnvironmentSpec(id, options, timeLimit, others);
  }

  /** The same environment with one more wrapper around it. */
  public EnvironmentSpec wrapped(WrapperSpec outermost) {
    List<WrapperSpec> all = new ArrayList<>(wrappers);
    all.add(outermost);
    return withWrappers(all);
  }

  /** Its name for people: the id, and those of the wrappers if there are any. */
  public String title() {
    StringBuilder title = new StringBuilder(id.toString());
    wrappers.forEach(wrapper -> title.append(" + ").append(wrapper.name()));
    return title.toString();
  }
}
