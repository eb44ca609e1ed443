package org.palaestra.agent;

import java.util.Map;
import java.util.Optional;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.random.RandomStreams;
import org.palaestra.space.Space;

/**
 * What an agent is made for.
 *
 * @param spec the environment
 * @param observations its observation space
 * @param actions its action space
 * @param model its model, if it has one
 * @param simulable whether batches say where their copies stand, so that an actor may plan ahead:
 *     {@link org.palaestra.environment.StepBatch#simulator}
 * @param copies number of copies that the agent will observe
 * @param steps environment steps that training will take in all, over all copies
 * @param settings changed settings by key
 * @param kernels which numeric kernels to compute with: {@code auto} or the name of one set
 * @param threads how many threads may compute at once; results must not depend on it
 * @param streams the agent's sources of chance
 */
public record AgentContext(
    EnvironmentSpec spec,
    Space observations,
    Space actions,
    Optional<FiniteMdp> model,
    boolean simulable,
    int copies,
    long steps,
    Map<String, String> settings,
    String kernels,
    int threads,
    RandomStreams streams) {

  /** Copies the settings. */
  public AgentContext {
    settings = Map.copyOf(settings);
  }
}
