package org.palaestra.environment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

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

  /** What no shell changes. */
  private static final Pattern PLAIN = Pattern.compile("[\\w.,:=/+-]+");

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

  /**
   * What the command line needs to choose it, for a POSIX shell: {@code GridWorld-v1 -o slip=0.2
   * --bare --wrap=one-hot}. With {@code --bare}, since the wrappers that the id comes with are
   * among those that are told.
   */
  public String arguments() {
    StringBuilder text = new StringBuilder(id.toString());
    options.forEach((key, value) -> text.append(" -o ").append(quoted(key + "=" + value)));
    if (!options.isEmpty() || !wrappers.isEmpty()) {
      text.append(" --bare");
    }
    wrappers.forEach(wrapper -> text.append(" --wrap=").append(quoted(wrapper.toString())));
    return text.toString();
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Its name for people: the id, and those of the wrappers if there are any. */
  public String title() {
    StringBuilder title = new StringBuilder(id.toString());
    wrappers.forEach(wrapper -> title.append(" + ").append(wrapper.name()));
    return title.toString();
  }
}
