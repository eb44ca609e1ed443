package org.palaestra.agent;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;

/**
 * An agent as it is registered.
 *
 * @param <S> its settings record
 * @param id lower-case letters, digits and hyphens, such as {@code q-learning}
 * @param summary one line for people
 * @param citation where it was published
 * @param defaults the settings that apply when nothing is changed
 * @param needs why the agent cannot act or learn there, such as {@code "needs discrete actions"},
 *     or empty if it can
 * @param steps environment steps that training takes when nobody says how many
 * @param copies copies of the environment that are stepped together when nobody says how many
 * @param factory makes a new agent
 */
public record AgentDefinition<S extends Record>(
    String id,
    String summary,
    String citation,
    S defaults,
    Function<AgentContext, Optional<String>> needs,
    long steps,
    int copies,
    BiFunction<AgentContext, S, Agent> factory) {

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,60}");

  /** The settings of an agent that has none. */
  public record NoSettings() {}

  /** Checks the id. */
  public AgentDefinition {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "agent id \"%s\" must be lower-case letters, digits and hyphens".formatted(id));
    }
  }

  /**
   * The settings with some changed.
   *
   * @throws InvalidInputException if a key is unknown or a value refused
   */
  public S settings(Map<String, String> changes) {
    return Settings.bind(defaults, changes);
  }

  /**
   * A new agent.
   *
   * @throws InvalidInputException if the agent cannot act in that space or a setting is refused
   */
  public Agent create(AgentContext context) {
    Optional<String> problem = needs.apply(context);
    if (problem.isPresent()) {
      throw new InvalidInputException("%s %s".formatted(id, problem.get()));
    }
    S chosen = settings(context.settings());
    try {
      return factory.apply(context, chosen);
    } catch (InvalidInputException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("%s: %s".formatted(id, e.getMessage()), e);
    }
  }
}
