package org.palaestra.environments;

import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentProvider;

/** Every environment that this module registers. */
public final class Registered {

  private Registered() {}

  /** Their definitions, by id. */
  public static Stream<EnvironmentDefinition<?>> definitions() {
    return ServiceLoader.load(EnvironmentProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .flatMap(provider -> provider.environments().stream());
  }

  /** A new environment of an id, with its default options. */
  public static DiscreteEnvironment create(String id) {
    EnvironmentDefinition<?> definition =
        definitions().filter(d -> d.id().toString().equals(id)).findAny().orElseThrow();
    return (DiscreteEnvironment) definition.create(definition.spec());
  }
}
