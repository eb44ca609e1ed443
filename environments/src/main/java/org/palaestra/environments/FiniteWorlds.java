package org.palaestra.environments;

import java.util.List;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentProvider;
import org.palaestra.environments.finite.Blackjack;
import org.palaestra.environments.finite.GamblersProblem;
import org.palaestra.environments.finite.JacksCarRental;
import org.palaestra.environments.finite.RandomWalk;

/** Textbook problems with numbered states and a known model, whose solutions are published. */
public final class FiniteWorlds implements EnvironmentProvider {

  /** Called by the service loader. */
  public FiniteWorlds() {}

  @Override
  public List<EnvironmentDefinition<?>> environments() {
    return List.of(
        EnvironmentDefinition.of(
            RandomWalk.ID, "predict at which end a random walk leaves", 0, RandomWalk::new),
        EnvironmentDefinition.of(
            GamblersProblem.ID,
            "stake a capital on coin flips to reach 100",
            0,
            GamblersProblem.Options.BOOK,
            GamblersProblem::new),
        EnvironmentDefinition.of(
            JacksCarRental.ID,
            "move cars over night between two rental locations",
            100,
            JacksCarRental::new),
        EnvironmentDefinition.of(
            Blackjack.ID, "hit or stick to come closer to 21 than the dealer", 0, Blackjack::new));
  }
}
