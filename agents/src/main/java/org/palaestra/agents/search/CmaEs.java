package org.palaestra.agents.search;

import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Needs;

/**
 * CMA-ES on the weights of a policy (Hansen and Ostermeier, "Completely derandomized
 * self-adaptation in evolution strategies", 2001; Hansen, "The CMA evolution strategy: a tutorial",
 * 2016, with positive weights alone): a point is worth the mean return of some episodes. What is
 * handed out has the mean of the distribution for its weights.
 */
public final class CmaEs {

  private CmaEs() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "cma-es",
        "evolves the weights of a small policy by returns alone",
        "Hansen, \"The CMA evolution strategy: a tutorial\", 2016",
        SearchSettings.standard(),
        Needs::nothing,
        200_000,
        1,
        (context, settings) -> new SearchAgent(context, settings, CovarianceMatrixAdaptation::new));
  }
}
