package org.palaestra.agent;

import java.util.List;

/**
 * Names agents to the platform. Implementations have a public constructor without parameters and
 * are listed in {@code META-INF/services/org.palaestra.agent.AgentProvider}.
 */
public interface AgentProvider {

  /** The agents that this provider offers. */
  List<AgentDefinition<?>> agents();
}
