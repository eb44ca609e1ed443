package org.palaestra.environment;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.palaestra.plugin.Plugins;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Suggestion;

/** Every registered environment, by id, and every wrapper, by name. */
public final class Environments {

  /**
   * One environment and where it comes from.
   *
   * @param definition what it is
   * @param origin {@code built in}, or the path of a jar
   */
  public record Registered(EnvironmentDefinition<?> definition, String origin) {}

  private final Map<String, Registered> byId = new TreeMap<>();
  private final Map<String, WrapperDefinition<?>> wrappers = new TreeMap<>();

  /**
   * Loads every {@link EnvironmentProvider} and {@link WrapperProvider}.
   *
   * @throws InvalidInputException if a plug-in is broken or an id comes twice
   */
  public static Environments load(Plugins plugins) {
    Environments environments = new Environments(plugins);
    for (Plugins.Provided<EnvironmentProvider> provided :
        plugins.providers(EnvironmentProvider.class)) {
      for (EnvironmentDefinition<?> definition :
          named(provided, EnvironmentProvider::environments)) {
        environments.register(definition, provided.origin());
      }
    }
    return environments;
  }

  private Environments(Plugins plugins) {
    for (Plugins.Provided<WrapperProvider> provided : plugins.providers(WrapperProvider.class)) {
      for (WrapperDefinition<?> definition : named(provided, WrapperProvider::wrappers)) {
        if (wrappers.put(definition.name(), definition) != null) {
          throw new InvalidInputException(
              "the wrapper %s is registered twice, the second time by %s; rename or remove one"
                  .formatted(definition.name(), provided.origin()));
        }
      }
    }
  }

  private static <P, T> List<T> named(Plugins.Provided<P> provided, Function<P, List<T>> question) {
    try {
      return List.copyOf(question.apply(provided.provider()));
    } catch (RuntimeException | LinkageError e) {
      throw Plugins.broken(Path.of(provided.origin()), "it threw " + e, e);
    }
  }

  /** A registry of these definitions and the built-in wrappers alone, for programs and tests. */
  public static Environments of(EnvironmentDefinition<?>... definitions) {
    Environments environments = new Environments(Plugins.none());
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

  /** Every wrapper, in the order of their names. */
  public Collection<WrapperDefinition<?>> wrappers() {
    return wrappers.values();
  }

  /**
   * A wrapper by its name.
   *
   * @throws InvalidInputException if there is none, with the nearest name
   */
  public WrapperDefinition<?> wrapper(String name) {
    WrapperDefinition<?> definition = wrappers.get(name);
    if (definition == null) {
      throw new InvalidInputException(Suggestion.unknown("wrapper", name, wrappers.keySet()));
    }
    return definition;
  }

  /**
   * A wrapper with all its options, as a person writes it: {@code frame-stack}, or {@code
   * hide:indices=1,3}.
   *
   * @throws InvalidInputException if there is no such wrapper or option, or a value is refused
   */
  public WrapperSpec readWrapper(String text) {
    return wrapper(WrapperSpec.name(text)).read(text);
  }

  /**
   * One environment as {@code spec} describes it.
   *
   * @throws InvalidInputException if there is no such environment or wrapper, or one refuses an
   *     option or what it is put around
   */
  public Environment create(EnvironmentSpec spec) {
    Environment environment = find(spec.id().toString()).create(spec);
    for (WrapperSpec wrapper : spec.wrappers()) {
      environment = wrapper(wrapper.name()).wrap(wrapper.options(), environment);
    }
    return environment;
  }

  /** What scores are counted in: {@code spec} without the wrappers that change rewards alone. */
  public EnvironmentSpec scored(EnvironmentSpec spec) {
    return spec.withWrappers(
        spec.wrappers().stream().filter(one -> !wrapper(one.name()).learningOnly()).toList());
  }

  /** {@code copies} copies of the environment that {@code spec} describes, for one thread. */
  public VectorEnvironment vector(EnvironmentSpec spec, int copies) {
    return vector(spec, copies, 1);
  }

  /**
   * {@code copies} copies of the environment that {@code spec} describes.
   *
   * @param threads how many may step them at once, which changes the speed and nothing else
   */
  public VectorEnvironment vector(EnvironmentSpec spec, int copies, int threads) {
    return new LocalVectorEnvironment(spec, copies, () -> create(spec), threads);
  }
}
