package org.palaestra.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;

/**
 * An environment as it is registered.
 *
 * @param <O> its options, a settings record
 * @param id name and version
 * @param summary one line for people
 * @param timeLimit steps after which an episode is truncated, or 0 for none
 * @param defaults the options that apply when nothing is changed
 * @param factory makes a new, independent environment
 * @param wrappers what is put around it if nothing else is said, the innermost first, with all
 *     their options
 */
public record EnvironmentDefinition<O extends Record>(
    EnvironmentId id,
    String summary,
    int timeLimit,
    O defaults,
    Function<O, Environment> factory,
    List<WrapperSpec> wrappers) {

  /** The options of an environment that has none. */
  public record NoOptions() {}

  /** Copies, and checks the time limit. */
  public EnvironmentDefinition {
    wrappers = List.copyOf(wrappers);
    if (timeLimit < 0) {
      throw new IllegalArgumentException(
          "the time limit must be at least 1, or 0 for none, got " + timeLimit);
    }
  }

  /** An environment without options. */
  public static EnvironmentDefinition<NoOptions> of(
      String id, String summary, int timeLimit, Supplier<? extends Environment> factory) {
    return of(id, summary, timeLimit, new NoOptions(), options -> factory.get());
  }

  /** An environment with options. */
  public static <O extends Record> EnvironmentDefinition<O> of(
      String id, String summary, int timeLimit, O defaults, Function<O, Environment> factory) {
    return new EnvironmentDefinition<>(
        EnvironmentId.parse(id), summary, timeLimit, defaults, factory, List.of());
  }

  /**
   * The same environment under another id with more around it.
   *
   * @param outer wrappers with all their options, as {@link WrapperSpec#parse} reads them, the
   *     innermost first
   */
  public EnvironmentDefinition<O> wrapped(String id, String summary, String... outer) {
    List<WrapperSpec> all = new ArrayList<>(wrappers);
    for (String text : outer) {
      all.add(WrapperSpec.parse(text));
    }
    return new EnvironmentDefinition<>(
        EnvironmentId.parse(id), summary, timeLimit, defaults, factory, all);
  }

  /** The spec with every option at its default. */
  public EnvironmentSpec spec() {
    return spec(Map.of());
  }

  /**
   * The spec with some options changed.
   *
   * @throws org.palaestra.settings.InvalidInputException if an option is unknown or refused
   */
  public EnvironmentSpec spec(Map<String, String> changes) {
    Map<String, String> options = Settings.flatten(Settings.bind(defaults, changes));
    return new EnvironmentSpec(id, options, timeLimit, wrappers);
  }

  /**
   * A new environment with the options of {@code spec} and nothing around it; {@link
   * Environments#create} adds the wrappers.
   *
   * @throws InvalidInputException if an option is unknown or refused, or the environment throws
   *     while it is made
   */
  public Environment create(EnvironmentSpec spec) {
    O options = Settings.bind(defaults, spec.options());
    try {
      return factory.apply(options);
    } catch (InvalidInputException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw new InvalidInputException("%s cannot be made: it threw %s".formatted(id, e), e);
    }
  }
}
