package org.palaestra.environment;

import java.util.List;

/**
 * Names wrappers to the platform. Implementations have a public constructor without parameters and
 * are listed in {@code META-INF/services/org.palaestra.environment.WrapperProvider}.
 */
public interface WrapperProvider {

  /** The wrappers that this provider offers. */
  List<WrapperDefinition<?>> wrappers();
}
