package org.palaestra.environment;

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
 */
public record EnvironmentDefinition<O extends Record>(
    EnvironmentId id, String summary, int timeLimit, O defaults, Function<O, Environment> factory) {

  /** The options of an environment that has none. */
  public record NoOptions() {}

  /** Checks the time limit. */
  public EnvironmentDefinition {
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
        EnvironmentId.parse(id), summary, timeLimit, defaults, factory);
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
    return new EnvironmentSpec(id, options, timeLimit);
  }

  /**
   * A new environment with the options of {@code spec}.
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
