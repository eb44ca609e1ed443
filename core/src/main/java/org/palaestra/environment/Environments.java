package org.palaestra.environment;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.palaestra.plugin.Plugins;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Suggestion;

/** Every registered environment, by id. */
public final class Environments {

  /**
   * One environment and where it comes from.
   *
   * @param definition what it is
   * @param origin {@code built in}, or the path of a jar
   */
  public record Registered(EnvironmentDefinition<?> definition, String origin) {}

  private final Map<String, Registered> byId = new TreeMap<>();

  /**
   * Loads every {@link EnvironmentProvider}.
   *
   * @throws InvalidInputException if a plug-in is broken or an id comes twice
   */
  public static Environments load(Plugins plugins) {
    Environments environments = new Environments();
    for (Plugins.Provided<EnvironmentProvider> provided :
        plugins.providers(EnvironmentProvider.class)) {
      List<EnvironmentDefinition<?>> definitions;
      try {
        definitions = List.copyOf(provided.provider().environments());
      } catch (RuntimeException | LinkageError e) {
        throw Plugins.broken(Path.of(provided.origin()), "it threw " + e, e);
      }
      for (EnvironmentDefinition<?> definition : definitions) {
        environments.register(definition, provided.origin());
      }
    }
    return environments;
  }

  /** A registry of these definitions alone, for programs and tests. */
  public static Environments of(EnvironmentDefinition<?>... definitions) {
    Environments environments = new Environments();
    for (EnvironmentDefinition<?> definition : definitions) {
      environments.register(definition, "given");
    }
    return environments;
  }

  private void register(EnvironmentDefinition<?> definition, String origin) {
    String id = definition.id().toString();
    Registered earlier = byId.put(id, new Registered(definition, origin));
    if (earlier != null) {
      throw new InvalidInputException(
          "the environment %s is registered twice: %s and %s; rename or remove one"
              .formatted(id, earlier.origin, origin));
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
  public EnvironmentDefinition<?> find(String id) {
    Registered registered = byId.get(id);
    if (registered == null) {
      throw new InvalidInputException(Suggestion.unknown("environment", id, byId.keySet()));
    }
    return registered.definition;
  }

  /**
   * One environment as {@code spec} describes it.
   *
   * @throws InvalidInputException if there is no such environment or it refuses an option
   */
  public Environment create(EnvironmentSpec spec) {
    return find(spec.id().toString()).create(spec);
  }

  /** {@code copies} copies of the environment that {@code spec} describes. */
  public VectorEnvironment vector(EnvironmentSpec spec, int copies) {
    return new SerialVectorEnvironment(spec, copies, () -> create(spec));
  }
}
