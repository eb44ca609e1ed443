package org.palaestra.environments;

import java.util.List;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentProvider;
import org.palaestra.environments.grid.CliffWalking;
import org.palaestra.environments.grid.DeepSea;
import org.palaestra.environments.grid.DynaMaze;
import org.palaestra.environments.grid.FourRooms;
import org.palaestra.environments.grid.FrozenLake;
import org.palaestra.environments.grid.GridWorld;
import org.palaestra.environments.grid.Taxi;
import org.palaestra.environments.grid.WindyGridWorld;

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
            FrozenLake::new),
        EnvironmentDefinition.of(
            CliffWalking.ID,
            "walk along a cliff without stepping over it",
            0,
            CliffWalking.Options.FIRM,
            CliffWalking::new),
        EnvironmentDefinition.of(
            Taxi.ID,
            "fetch a passenger and bring them where they want to go",
            200,
            Taxi.Options.DRY,
            Taxi::new),
        EnvironmentDefinition.of(
            WindyGridWorld.ID,
            "reach a goal across a wind that blows upwards",
            1000,
            WindyGridWorld.Options.STEADY,
            WindyGridWorld::new),
        EnvironmentDefinition.of(
            DynaMaze.ID, "find the way through a maze, best by planning", 2000, DynaMaze::new),
        EnvironmentDefinition.of(
            FourRooms.ID,
            "walk through four rooms and their narrow doors to a goal",
            1000,
            FourRooms.Options.HOUSE,
            FourRooms::new),
        EnvironmentDefinition.of(
            DeepSea.ID,
            "dive for a treasure that only one way in many reaches",
            0,
            DeepSea.Options.TEN,
            DeepSea::new));
  }
}
