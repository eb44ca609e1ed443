package org.palaestra.environments.arcade;

import org.palaestra.space.Discrete;

/** The moves that a game takes, numbered from 0. */
final class ActionSet {

  private final Move[] moves;
  private final Discrete space;

  private ActionSet(Move... moves) {
    this.moves = moves.clone();
    space = new Discrete(moves.length);
  }

  /**
   * All six moves, or only those that a game uses, numbered anew in the order given.
   *
   * @param minimal whether only {@code used} ones count
   */
  static ActionSet of(boolean minimal, Move... used) {
    return minimal ? new ActionSet(used) : new ActionSet(Move.values());
  }

  Discrete space() {
    return space;
  }

  /**
   * The move of an action.
   *
   * @throws IllegalArgumentException if there is no such action
   */
  Move move(int action) {
    if (action < 0 || action >= moves.length) {
      throw new IllegalArgumentException(
          "action must be from 0 to %d, got %d".formatted(moves.length - 1, action));
    }
    return moves[action];
  }
}
