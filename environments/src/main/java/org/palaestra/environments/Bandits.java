package org.palaestra.environments;

import java.util.List;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentProvider;
import org.palaestra.environments.bandit.Bandit;
import org.palaestra.environments.bandit.DriftingBandit;

/** Bandits: exploration and nothing else. */
public final class Bandits implements EnvironmentProvider {

  /** Called by the service loader. */
  public Bandits() {}

  @Override
  public List<EnvironmentDefinition<?>> environments() {
    return List.of(
        EnvironmentDefinition.of(
            Bandit.ID,
            "find the best of ten slot machines while playing",
            1000,
            Bandit.Options.TESTBED,
            Bandit::new),
        EnvironmentDefinition.of(
            DriftingBandit.ID,
            "keep up with ten slot machines that change",
            10_000,
            DriftingBandit.Options.EXERCISE,
            DriftingBandit::new));
  }
}
