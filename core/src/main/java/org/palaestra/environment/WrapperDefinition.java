package org.palaestra.environment;

import java.util.Map;
import java.util.function.BiFunction;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;

/**
 * A wrapper as it is registered.
 *
 * @param <O> its options, a settings record
 * @param name lower case, words joined by hyphens
 * @param summary one line for people
 * @param learningOnly whether it changes rewards alone, so that scores are counted without it
 * @param defaults the options that apply when nothing is changed
 * @param factory puts a new one around an environment
 */
public record WrapperDefinition<O extends Record>(
    String name,
    String summary,
    boolean learningOnly,
    O defaults,
    BiFunction<O, Environment, Wrapper> factory) {

  /**
   * The spec with every option, some of them changed.
   *
   * @throws InvalidInputException if an option is unknown or refused
   */
  public WrapperSpec spec(Map<String, String> changes) {
    try {
      return new WrapperSpec(name, Settings.flatten(Settings.bind(defaults, changes)));
    } catch (InvalidInputException e) {
      throw new InvalidInputException("wrapper " + name + ": " + e.getMessage(), e);
    }
  }

  /** The spec with the options of {@code text}, as {@link WrapperSpec#parse} reads it. */
  WrapperSpec read(String text) {
    Map<String, String> changes;
    try {
      changes = Settings.parse(WrapperSpec.pairs(text), defaults);
    } catch (InvalidInputException e) {
      throw new InvalidInputException("wrapper " + name + ": " + e.getMessage(), e);
    }
    return spec(changes);
  }

  /**
   * Puts it around {@code inner}.
   *
   * @throws InvalidInputException if it does not fit that environment
   */
  Environment wrap(Map<String, String> options, Environment inner) {
    try {
      return factory.apply(Settings.bind(defaults, options), inner).environment();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("wrapper " + name + ": " + e.getMessage(), e);
    }
  }
}
