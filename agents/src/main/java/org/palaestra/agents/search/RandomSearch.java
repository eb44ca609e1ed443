package org.palaestra.agents.search;

import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Needs;

/**
 * Draws the weights of policies and keeps the best: what every other search should beat (Mania, Guy
 * and Recht, "Simple random search of static linear policies is competitive for reinforcement
 * learning", NeurIPS 2018, take it further).
 */
public final class RandomSearch {

  private RandomSearch() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "random-search",
        "draws the weights of a small policy and keeps the best",
        "Bergstra and Bengio, \"Random search for hyper-parameter optimization\", JMLR 2012",
        SearchSettings.standard(),
        Needs::nothing,
        200_000,
        1,
        (context, settings) -> new SearchAgent(context, settings, BestOfMany::new));
  }
}
