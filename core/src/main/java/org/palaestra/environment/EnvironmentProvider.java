package org.palaestra.environment;

import java.util.List;

/**
 * Names environments to the platform. Implementations have a public constructor without parameters
 * and are listed in {@code META-INF/services/org.palaestra.environment.EnvironmentProvider}.
 */
public interface EnvironmentProvider {

  /** The environments that this provider offers. */
  List<EnvironmentDefinition<?>> environments();
}
