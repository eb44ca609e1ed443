package org.palaestra.nd4j;

import java.util.List;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.AgentProvider;
import org.palaestra.nd4j.rl4j.Rl4jA2c;
import org.palaestra.nd4j.rl4j.Rl4jDoubleDqn;

/** The agents that need ND4J, to plan or to learn. */
public final class Nd4jAgents implements AgentProvider {

  /** For the service loader. */
  public Nd4jAgents() {}

  @Override
  public List<AgentDefinition<?>> agents() {
    return List.of(
        ExactPolicyIteration.definition(), Rl4jA2c.definition(), Rl4jDoubleDqn.definition());
  }
}
