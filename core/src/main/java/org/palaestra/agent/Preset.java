package org.palaestra.agent;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.palaestra.settings.Settings;

/**
 * Settings of an agent for some environments: what differs from the agent's defaults there.
 *
 * @param name what people call it by, such as {@code LunarLander}
 * @param environments ids without version that it is for, such as {@code LunarLander}
 * @param tuning whether somebody searched for these numbers
 * @param source where they come from
 * @param steps environment steps that training takes, at least 1
 * @param copies copies of the environment that are stepped together, at least 1
 * @param settings the changed keys with their values
 */
public record Preset(
    String name,
    List<String> environments,
    Tuning tuning,
    String source,
    long steps,
    int copies,
    Map<String, String> settings) {

  /** What stands for the agent's own defaults where a preset is named. */
  public static final String DEFAULTS = "defaults";

  /** Whether somebody searched for the numbers. */
  public enum Tuning {
    /** They were chosen among others by what they scored there. */
    TUNED,
    /** They are somebody's first guess, or made for another environment. */
    UNTUNED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks and copies. */
  public Preset {
    environments = List.copyOf(environments);
    settings = Map.copyOf(settings);
    if (name.isBlank() || name.equals(DEFAULTS)) {
      throw new IllegalArgumentException("a preset cannot have the name \"" + name + "\"");
    }
    if (steps < 1 || copies < 1) {
      throw new IllegalArgumentException(
          "preset %s needs at least 1 step and 1 copy, got %d and %d"
              .formatted(name, steps, copies));
    }
  }

  /**
   * For the one environment that it is named after.
   *
   * @param changes pairs {@code key=value}
   */
  public static Preset of(
      String name, Tuning tuning, String source, long steps, int copies, String... changes) {
    return new Preset(
        name, List.of(name), tuning, source, steps, copies, Settings.parse(List.of(changes)));
  }

  /** The same for other environments. */
  public Preset forEnvironments(String... names) {
    return new Preset(name, List.of(names), tuning, source, steps, copies, settings);
  }
}
