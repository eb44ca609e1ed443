package org.palaestra.environments;

import java.util.List;
import java.util.function.Function;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentProvider;
import org.palaestra.environments.arcade.Asterix;
import org.palaestra.environments.arcade.Breakout;
import org.palaestra.environments.arcade.Freeway;
import org.palaestra.environments.arcade.Pong;
import org.palaestra.environments.arcade.Seaquest;
import org.palaestra.environments.arcade.Snake;
import org.palaestra.environments.arcade.SpaceInvaders;

/** Games on a board of 10 × 10 cells: five with the dynamics of MinAtar, two of our own. */
public final class Arcade implements EnvironmentProvider {

  /** Ends no game that is played badly; MinAtar itself has no limit. */
  private static final int TIME_LIMIT = 10_000;

  /** Called by the service loader. */
  public Arcade() {}

  @Override
  public List<EnvironmentDefinition<?>> environments() {
    return List.of(
        game(
            Breakout.ID,
            "break bricks with a ball that must not fall past the paddle",
            TIME_LIMIT,
            Breakout.Options.DEFAULT,
            Breakout::new),
        game(
            SpaceInvaders.ID,
            "shoot a formation of aliens before it comes down",
            TIME_LIMIT,
            SpaceInvaders.Options.DEFAULT,
            SpaceInvaders::new),
        game(
            Freeway.ID,
            "lead a chicken over a road of eight lanes, as often as time allows",
            0,
            Freeway.Options.DEFAULT,
            Freeway::new),
        game(
            Asterix.ID,
            "gather gold and keep away from enemies that fly past",
            TIME_LIMIT,
            Asterix.Options.DEFAULT,
            Asterix::new),
        game(
            Seaquest.ID,
            "rescue divers with a submarine before the oxygen runs out",
            TIME_LIMIT,
            Seaquest.Options.DEFAULT,
            Seaquest::new),
        game(
            Pong.ID,
            "play table tennis against an opponent that dozes off at times",
            2_000,
            Pong.Options.DEFAULT,
            Pong::new),
        game(
            Snake.ID,
            "eat apples with a snake that grows and must not bite itself",
            TIME_LIMIT,
            Snake.Options.DEFAULT,
            Snake::new));
  }

  /**
   * The definition of a game. All of them pass through here, so that what is put around every game,
   * as sticky actions are in MinAtar, has one place.
   */
  private static <O extends Record> EnvironmentDefinition<O> game(
      String id,
      String summary,
      int timeLimit,
      O defaults,
      Function<O, DiscreteEnvironment> factory) {
    return EnvironmentDefinition.of(id, summary, timeLimit, defaults, factory::apply);
  }
}
