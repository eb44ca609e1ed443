package org.palaestra.agent;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.palaestra.plugin.Plugins;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Suggestion;

/** Every registered agent, by id. */
public final class Agents {

  /**
   * One agent and where it comes from.
   *
   * @param definition what it is
   * @param origin {@code built in}, or the path of a jar
   */
  public record Registered(AgentDefinition<?> definition, String origin) {}

  private final Map<String, Registered> byId = new TreeMap<>();

  /**
   * Loads every {@link AgentProvider}.
   *
   * @throws InvalidInputException if a plug-in is broken or an id comes twice
   */
  public static Agents load(Plugins plugins) {
    Agents agents = new Agents();
    for (Plugins.Provided<AgentProvider> provided : plugins.providers(AgentProvider.class)) {
      List<AgentDefinition<?>> definitions;
      try {
        definitions = List.copyOf(provided.provider().agents());
      } catch (RuntimeException | LinkageError e) {
        throw Plugins.broken(Path.of(provided.origin()), "it threw " + e, e);
      }
      for (AgentDefinition<?> definition : definitions) {
        agents.register(definition, provided.origin());
      }
    }
    return agents;
  }

  /** A registry of these definitions alone, for programs and tests. */
  public static Agents of(AgentDefinition<?>... definitions) {
    Agents agents = new Agents();
    for (AgentDefinition<?> definition : definitions) {
      agents.register(definition, "given");
    }
    return agents;
  }

  private void register(AgentDefinition<?> definition, String origin) {
    Registered earlier = byId.put(definition.id(), new Registered(definition, origin));
    if (earlier != null) {
      throw new InvalidInputException(
          "the agent %s is registered twice: %s and %s; rename or remove one"
              .formatted(definition.id(), earlier.origin, origin));
    }
  }

  /** All, in the order of their ids. */
  public Collection<Registered> all() {
    return byId.values();
  }

  /**
   * One by its id.
   *
   * @throws InvalidInputException if there is none, with the nearest id
   */
  public AgentDefinition<?> find(String id) {
    Registered registered = byId.get(id);
    if (registered == null) {
      throw new InvalidInputException(Suggestion.unknown("agent", id, byId.keySet()));
    }
    return registered.definition;
  }
}
