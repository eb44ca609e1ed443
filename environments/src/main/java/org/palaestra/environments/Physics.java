package org.palaestra.environments;

import java.util.List;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentProvider;
import org.palaestra.environments.physics.LunarLander;
import org.palaestra.environments.physics.LunarLanderContinuous;
import org.palaestra.environments.physics.LunarLanderOptions;

/** Tasks with rigid bodies that collide, with the rules and the ids of Gymnasium. */
public final class Physics implements EnvironmentProvider {

  /** Called by the service loader. */
  public Physics() {}

  @Override
  public List<EnvironmentDefinition<?>> environments() {
    return List.of(
        EnvironmentDefinition.of(
            LunarLander.ID,
            "land a spacecraft between two flags with engines that are on or off",
            1000,
            LunarLanderOptions.CALM,
            LunarLander::new),
        EnvironmentDefinition.of(
            LunarLanderContinuous.ID,
            "land a spacecraft between two flags with engines that can be throttled",
            1000,
            LunarLanderOptions.CALM,
            LunarLanderContinuous::new));
  }
}
