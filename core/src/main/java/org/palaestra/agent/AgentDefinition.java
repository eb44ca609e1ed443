package org.palaestra.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import org.palaestra.settings.Suggestion;

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
 * @param presets other settings for some environments, at most one for each
 * @param origin where the defaults come from; empty if nobody says so
 */
public record AgentDefinition<S extends Record>(
    String id,
    String summary,
    String citation,
    S defaults,
    Function<AgentContext, Optional<String>> needs,
    long steps,
    int copies,
    BiFunction<AgentContext, S, Agent> factory,
    List<Preset> presets,
    Optional<Origin> origin) {

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,60}");

  /**
   * Where default settings come from.
   *
   * @param tuning whether somebody searched for these numbers
   * @param source the publication or program, and what they were made for
   */
  public record Origin(Preset.Tuning tuning, String source) {

    /** Checks that it says something. */
    public Origin {
      if (source.isBlank()) {
        throw new IllegalArgumentException("the source of the defaults must not be blank");
      }
    }
  }

  /** The settings of an agent that has none. */
  public record NoSettings() {}

  /** Checks the id. */
  public AgentDefinition {
    presets = List.copyOf(presets);
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "agent id \"%s\" must be lower-case letters, digits and hyphens".formatted(id));
    }
  }

  /** Without presets, and of an unknown origin. */
  public AgentDefinition(
      String id,
      String summary,
      String citation,
      S defaults,
      Function<AgentContext, Optional<String>> needs,
      long steps,
      int copies,
      BiFunction<AgentContext, S, Agent> factory) {
    this(
        id,
        summary,
        citation,
        defaults,
        needs,
        steps,
        copies,
        factory,
        List.of(),
        Optional.empty());
  }

  /** The same agent with these presets. */
  public AgentDefinition<S> with(Preset... others) {
    return new AgentDefinition<>(
        id, summary, citation, defaults, needs, steps, copies, factory, List.of(others), origin);
  }

  /** The same agent, telling where its defaults come from. */
  public AgentDefinition<S> defaultsFrom(Preset.Tuning tuning, String source) {
    return new AgentDefinition<>(
        id,
        summary,
        citation,
        defaults,
        needs,
        steps,
        copies,
        factory,
        presets,
        Optional.of(new Origin(tuning, source)));
  }

  /** The preset for an environment, if there is one. */
  public Optional<Preset> presetFor(EnvironmentId environment) {
    return presets.stream()
        .filter(preset -> preset.environments().contains(environment.name()))
        .findFirst();
  }

  /**
   * A preset by its name.
   *
   * @return empty for {@value Preset#DEFAULTS}
   * @throws InvalidInputException if there is none of that name
   */
  public Optional<Preset> preset(String name) {
    if (name.equals(Preset.DEFAULTS)) {
      return Optional.empty();
    }
    for (Preset preset : presets) {
      if (preset.name().equals(name)) {
        return Optional.of(preset);
      }
    }
    List<String> names = new ArrayList<>(presets.stream().map(Preset::name).toList());
    names.add(Preset.DEFAULTS);
    throw new InvalidInputException(Suggestion.unknown("preset of " + id, name, names));
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
   * The settings of a preset, or the defaults, with some changed.
   *
   * @throws InvalidInputException if a key is unknown or a value refused
   */
  public S settings(Optional<Preset> preset, Map<String, String> changes) {
    Map<String, String> all = new LinkedHashMap<>();
    preset.ifPresent(chosen -> all.putAll(chosen.settings()));
    all.putAll(changes);
    return settings(all);
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
