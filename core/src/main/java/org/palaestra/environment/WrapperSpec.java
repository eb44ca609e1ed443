package org.palaestra.environment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;

/**
 * Which wrapper is put around an environment, written {@code frame-stack:frames=4}.
 *
 * @param name of the wrapper
 * @param options its options by key, sorted
 */
public record WrapperSpec(String name, Map<String, String> options) {

  /** Copies the options. */
  public WrapperSpec {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /**
   * Reads a name, or a name and options: {@code action-repeat:times=4}. A value may hold commas:
   * what has no {@code =} belongs to the option before it.
   *
   * @throws InvalidInputException if it is not of that form
   */
  public static WrapperSpec parse(String text) {
    return new WrapperSpec(name(text), Settings.parse(pairs(text)));
  }

  /** What {@code text} names, before its options. */
  static String name(String text) {
    int colon = text.indexOf(':');
    return (colon < 0 ? text : text.substring(0, colon)).strip();
  }

  /** The options that {@code text} gives, each as {@code key=value}. */
  static List<String> pairs(String text) {
    int colon = text.indexOf(':');
    String options = colon < 0 ? "" : text.substring(colon + 1).strip();
    return options.isEmpty() ? List.of() : List.of(options.split(",(?=[^,]*=)"));
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    options.forEach(
        (key, value) ->
            text.append(text.length() == name.length() ? ":" : ",")
                .append(key)
                .append('=')
                .append(value));
    return text.toString();
  }
}
