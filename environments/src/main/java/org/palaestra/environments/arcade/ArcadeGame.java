package org.palaestra.environments.arcade;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Measured;
import org.palaestra.environment.NoEpisodeException;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.Viewable;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;

/**
 * What the games have in common. "The game ends" marks the step as the last one, while the rest of
 * it still happens.
 */
abstract class ArcadeGame implements DiscreteEnvironment, Restorable, Measured, Playable, Viewable {

  private static final int HIGHEST_SCORE = 1 << 30;

  /** The board, which has as many channels as the game observes. */
  final Board board;

  private final String name;
  private final ActionSet actions;
  private final StateTape tape;
  private int stateSize;
  private double[] former = {};
  private int score;
  private boolean over = true;

  ArcadeGame(String name, int channels, ActionSet actions) {
    this.name = name;
    this.actions = actions;
    board = new Board(channels);
    tape = new StateTape(name);
  }

  /** Sets every field to what a game begins with. */
  abstract void start(RandomGenerator random);

  /** Makes a step; returns what it scores. */
  abstract int advance(Move move, RandomGenerator random);

  /** Runs through every field of the state. */
  abstract void exchange(StateTape tape);

  /** Why the fields, each in its range, are together no state of this game, or null if they are. */
  abstract @Nullable String flaw();

  /** Ends the game with this step. */
  final void end() {
    over = true;
  }

  /** The sum of the rewards since the start. */
  final int score() {
    return score;
  }

  @Override
  public final Box observationSpace() {
    return board.space();
  }

  @Override
  public final Discrete actionSpace() {
    return actions.space();
  }

  @Override
  public final void reset(RandomGenerator random) {
    score = 0;
    over = false;
    start(random);
  }

  @Override
  public final double step(int action, RandomGenerator random) {
    Move move = actions.move(action);
    if (over) {
      throw new NoEpisodeException(name);
    }
    int reward = advance(move, random);
    score += reward;
    return reward;
  }

  @Override
  public final boolean terminated() {
    return over;
  }

  @Override
  public final int stateSize() {
    if (stateSize == 0) {
      tape.count();
      stateSize = run();
    }
    return stateSize;
  }

  @Override
  public final int save(double[] out) {
    tape.save(out);
    return run();
  }

  @Override
  public final void restore(double[] state, int length) {
    if (former.length == 0) {
      former = new double[stateSize()];
    }
    int formerLength = save(former);
    try {
      load(state, length);
    } catch (IllegalArgumentException e) {
      tape.load(former, formerLength);
      run();
      throw e;
    }
  }

  private void load(double[] state, int length) {
    tape.load(state, length);
    run();
    String flaw = flaw();
    if (flaw != null) {
      throw new IllegalArgumentException("%s: %s".formatted(name, flaw));
    }
  }

  private int run() {
    over = tape.flag("whether the game is over", over);
    score = tape.number("the score", score, -HIGHEST_SCORE, HIGHEST_SCORE);
    exchange(tape);
    return tape.end();
  }

  /** Gives the score, that is the return so far, and what the board does not show. */
  @Override
  public void measure(Sink sink) {
    sink.measure("score", score);
  }

  @Override
  public final String actionName(int action) {
    return actions.move(action).title;
  }

  /** A cell is far: at more, a hand comes late. */
  @Override
  public final double stepsPerSecond() {
    return 8;
  }
}
