package org.palaestra.environments;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.environment.EnvironmentProvider;
import org.palaestra.environments.arcade.Asterix;
import org.palaestra.environments.arcade.Breakout;
import org.palaestra.environments.arcade.Freeway;
import org.palaestra.environments.arcade.Pong;
import org.palaestra.environments.arcade.Seaquest;
import org.palaestra.environments.arcade.Snake;
import org.palaestra.environments.arcade.SpaceInvaders;

/**
 * Games on a board of 10 × 10 cells: five with the dynamics of MinAtar, whose actions stick as they
 * do there, and two of our own. Each also as pixels.
 */
public final class Arcade implements EnvironmentProvider {

  /** Ends no game that is played badly; MinAtar itself has no limit. */
  private static final int TIME_LIMIT = 10_000;

  /** Called by the service loader. */
  public Arcade() {}

  @Override
  public List<EnvironmentDefinition<?>> environments() {
    List<EnvironmentDefinition<?>> all = new ArrayList<>();
    for (EnvironmentDefinition<?> game : games()) {
      all.add(game);
      EnvironmentId id = game.id();
      all.add(
          game.wrapped(
              new EnvironmentId(id.name() + "-Pixels", id.version()).toString(),
              game.summary() + ", seen as pixels",
              "pixels:size=84",
              "frame-stack:frames=4"));
    }
    return all;
  }

  private static List<EnvironmentDefinition<?>> games() {
    return List.of(
        minAtar(
            Breakout.ID,
            "break bricks with a ball that must not fall past the paddle",
            TIME_LIMIT,
            Breakout.Options.DEFAULT,
            Breakout::new),
        minAtar(
            SpaceInvaders.ID,
            "shoot a formation of aliens before it comes down",
            TIME_LIMIT,
            SpaceInvaders.Options.DEFAULT,
            SpaceInvaders::new),
        minAtar(
            Freeway.ID,
            "lead a chicken over a road of eight lanes, as often as time allows",
            TIME_LIMIT,
            Freeway.Options.DEFAULT,
            Freeway::new),
        minAtar(
            Asterix.ID,
            "gather gold and keep away from enemies that fly past",
            TIME_LIMIT,
            Asterix.Options.DEFAULT,
            Asterix::new),
        minAtar(
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

  /** A game of which the paper repeats the last action with probability 0.1. */
  private static <O extends Record> EnvironmentDefinition<O> minAtar(
      String id,
      String summary,
      int timeLimit,
      O defaults,
      Function<O, DiscreteEnvironment> factory) {
    return game(id, summary, timeLimit, defaults, factory)
        .wrapped(id, summary, "sticky-actions:probability=0.1");
  }

  private static <O extends Record> EnvironmentDefinition<O> game(
      String id,
      String summary,
      int timeLimit,
      O defaults,
      Function<O, DiscreteEnvironment> factory) {
    return EnvironmentDefinition.of(id, summary, timeLimit, defaults, factory::apply);
  }
}
