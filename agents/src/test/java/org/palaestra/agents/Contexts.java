package org.palaestra.agents;

import java.util.Map;
import java.util.Optional;
import org.palaestra.agent.AgentContext;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.random.RandomStreams;
import org.palaestra.space.Space;

/** What an agent under test is made for. */
public final class Contexts {

  private Contexts() {}

  /** One copy, no model, nothing to simulate, seed 1, {@code auto} kernels. */
  public static AgentContext of(
      Space observations, Space actions, long steps, Map<String, String> settings) {
    return new AgentContext(
        new EnvironmentSpec(new EnvironmentId("Test", 0), Map.of(), 0),
        observations,
        actions,
        Optional.empty(),
        false,
        1,
        steps,
        settings,
        "auto",
        1,
        new RandomStreams(1));
  }
}
