package org.palaestra.environments;

import java.util.List;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentProvider;
import org.palaestra.environments.classic.Acrobot;
import org.palaestra.environments.classic.CartPole;
import org.palaestra.environments.classic.MountainCar;
import org.palaestra.environments.classic.MountainCarContinuous;
import org.palaestra.environments.classic.Pendulum;

/** The classic control tasks, with the dynamics and the ids of Gymnasium. */
public final class ClassicControl implements EnvironmentProvider {

  /** Called by the service loader. */
  public ClassicControl() {}

  @Override
  public List<EnvironmentDefinition<?>> environments() {
    EnvironmentDefinition<?> cartPole =
        EnvironmentDefinition.of(
            CartPole.ID, "balance a pole on a cart by pushing the cart", 500, CartPole::new);
    return List.of(
        cartPole,
        // One picture at a time, from which no velocity can be told.
        cartPole.wrapped("CartPole-Pixels-v1", "balance a pole that is seen", "pixels:size=84"),
        EnvironmentDefinition.of(
            MountainCar.ID,
            "rock a weak car out of a valley by gathering momentum",
            200,
            MountainCar::new),
        EnvironmentDefinition.of(
            MountainCarContinuous.ID,
            "rock a weak car out of a valley with as little fuel as possible",
            999,
            MountainCarContinuous::new),
        EnvironmentDefinition.of(
            Acrobot.ID, "swing the end of a chain of two links above a line", 500, Acrobot::new),
        EnvironmentDefinition.of(
            Pendulum.ID, "swing a pendulum up and hold it there", 200, Pendulum::new));
  }
}
