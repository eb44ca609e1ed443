package org.palaestra.environments.grid;

import java.util.List;
import org.palaestra.environments.finite.TransitionTable;
import org.palaestra.environments.finite.TransitionTableBuilder;

/**
 * Moves on a map that may go astray.
 *
 * @param straight probability of the move that was chosen
 * @param astray probability of each move a quarter turn from it
 * @param back probability of the opposite move
 * @param stepReward reward of every step
 * @param goalReward what a step into a goal adds
 * @param pitReward what a step into a pit adds
 */
record SlipperyMoves(
    double straight,
    double astray,
    double back,
    double stepReward,
    double goalReward,
    double pitReward) {

  /** The model of {@code map}, with outcomes in the order astray, straight, astray, back. */
  TransitionTable on(GridMap map, boolean startAnywhere) {
    TransitionTableBuilder table = TransitionTable.builder(map.states(), Direction.ALL.length);
    List<Integer> starts = map.starts(startAnywhere);
    for (int start : starts) {
      table.start(start, 1.0 / starts.size());
    }
    for (int state = 0; state < map.states(); state++) {
      if (map.cell(state).terminal()) {
        table.terminal(state);
        continue;
      }
      for (Direction direction : Direction.ALL) {
        for (int turn = -1; turn <= 2; turn++) {
          int next = map.move(state, direction.turned(turn));
          table.outcome(
              state, direction.action, probability(turn), next, stepReward + extra(map.cell(next)));
        }
      }
    }
    return table.build();
  }

  private double probability(int turn) {
    return switch (turn) {
      case 0 -> straight;
      case 2 -> back;
      default -> astray;
    };
  }

  private double extra(Cell entered) {
    return switch (entered) {
      case GOAL -> goalReward;
      case PIT -> pitReward;
      case FREE, WALL, START -> 0;
    };
  }
}
