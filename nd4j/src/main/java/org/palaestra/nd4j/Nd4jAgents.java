package org.palaestra.nd4j;

import static org.palaestra.agent.Preset.Tuning.UNTUNED;

import java.util.List;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.AgentProvider;
import org.palaestra.nd4j.rl4j.Rl4jA2c;
import org.palaestra.nd4j.rl4j.Rl4jDoubleDqn;

/** The agents that need ND4J, to plan or to learn. */
public final class Nd4jAgents implements AgentProvider {

  private static final String GUESTS =
      "made for CartPole-v1, where they were tried with a few seeds";

  /** For the service loader. */
  public Nd4jAgents() {}

  @Override
  public List<AgentDefinition<?>> agents() {
    return List.of(
        ExactPolicyIteration.definition().defaultsFrom(UNTUNED, "our own: a discount of 0.99"),
        Rl4jA2c.definition().defaultsFrom(UNTUNED, GUESTS),
        Rl4jDoubleDqn.definition().defaultsFrom(UNTUNED, GUESTS));
  }
}
