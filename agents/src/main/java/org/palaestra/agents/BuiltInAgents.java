package org.palaestra.agents;

import java.util.List;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.AgentProvider;
import org.palaestra.agents.baseline.RandomAgent;
import org.palaestra.agents.deep.Dqn;
import org.palaestra.agents.planning.ValueIteration;
import org.palaestra.agents.tabular.QLearning;

/** Every agent of this module. */
public final class BuiltInAgents implements AgentProvider {

  /** For the service loader. */
  public BuiltInAgents() {}

  @Override
  public List<AgentDefinition<?>> agents() {
    return List.of(
        RandomAgent.definition(),
        ValueIteration.definition(),
        QLearning.definition(),
        Dqn.definition());
  }
}
