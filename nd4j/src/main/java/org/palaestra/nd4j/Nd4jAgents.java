package org.palaestra.nd4j;

import java.util.List;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.AgentProvider;

/** The agents that need ND4J. */
public final class Nd4jAgents implements AgentProvider {

  /** For the service loader. */
  public Nd4jAgents() {}

  @Override
  public List<AgentDefinition<?>> agents() {
    return List.of(ExactPolicyIteration.definition());
  }
}
