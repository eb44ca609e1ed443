package org.palaestra.environments;

import java.util.List;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentProvider;
import org.palaestra.environments.grid.FrozenLake;
import org.palaestra.environments.grid.GridWorld;

/** Worlds of numbered states with a known model, to plan in and to check learners against. */
public final class GridWorlds implements EnvironmentProvider {

  /** Called by the service loader. */
  public GridWorlds() {}

  @Override
  public List<EnvironmentDefinition<?>> environments() {
    return List.of(
        EnvironmentDefinition.of(
            GridWorld.ID,
            "find the goal of a map that you draw, past walls and pits",
            200,
            GridWorld.Options.RUSSELL_NORVIG,
            GridWorld::new),
        EnvironmentDefinition.of(
            FrozenLake.ID,
            "cross a frozen lake of 4 x 4 cells without falling through a hole",
            100,
            FrozenLake.Options.SMALL,
            FrozenLake::new),
        EnvironmentDefinition.of(
            FrozenLake.LARGE_ID,
            "cross a frozen lake of 8 x 8 cells without falling through a hole",
            200,
            FrozenLake.Options.LARGE,
            FrozenLake::new));
  }
}
