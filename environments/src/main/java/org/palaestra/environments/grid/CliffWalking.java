package org.palaestra.environments.grid;

import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Viewable;
import org.palaestra.environments.finite.TabularEnvironment;
import org.palaestra.environments.finite.TransitionTable;
import org.palaestra.environments.finite.TransitionTableBuilder;
import org.palaestra.view.Canvas;

/**
 * Walk along a cliff without stepping over it.
 *
 * <h2>Description</h2>
 *
 * <p>An agent walks over 4 × 12 cells from the lower left corner to the lower right one. All cells
 * between them are a cliff: a step into it costs 100 and leads back to the start. A move over the
 * edge of the map leaves the agent in place.
 *
 * <pre>
 * ............
 * ............
 * ............
 * SHHHHHHHHHHG
 * </pre>
 *
 * <p>The shortest way, right along the cliff, takes 13 steps: the best return is −13. Sarsa, which
 * knows that it explores, learns a way further up; Q-learning learns the shortest and falls now and
 * then.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>4 discrete</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>move up</td></tr>
 *   <tr><td>1</td><td>move right</td></tr>
 *   <tr><td>2</td><td>move down</td></tr>
 *   <tr><td>3</td><td>move left</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>discrete: the number of the agent's cell</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>12 · row + column, both from 0 at the top left</td>
 *       <td>cell</td><td>0</td><td>47</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>−1 for every step, −100 for one into the cliff.
 *
 * <h2>Start</h2>
 *
 * <p>In the lower left corner, cell 36.
 *
 * <h2>End</h2>
 *
 * <p>Terminated in the lower right corner, cell 47. Never truncated, since Gymnasium registers no
 * time limit either: a policy that walks in circles needs one, such as {@code --time-limit=200}.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link Options}.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the transition table of Gymnasium's CliffWalking-v1, that of CliffWalkingSlippery-v1 by
 *       option.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>R. Sutton and A. Barto, "Reinforcement Learning: An Introduction", second edition, 2018,
 * example 6.6; M. Towers and others, "Gymnasium: A standard interface for reinforcement learning
 * environments", arXiv:2407.17032, 2024.
 */
public final class CliffWalking extends TabularEnvironment implements Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "CliffWalking-v1";

  private static final String MAP = "............/............/............/SHHHHHHHHHHG";
  private static final Direction[] MOVES = {
    Direction.UP, Direction.RIGHT, Direction.DOWN, Direction.LEFT
  };
  private static final int START = 36;

  /**
   * How a cliff differs from another.
   *
   * @param slippery whether a move goes where it should with probability 1/3 only, and a quarter
   *     turn to either side of it with 1/3 each
   */
  public record Options(boolean slippery) {

    /** Firm ground. */
    public static final Options FIRM = new Options(false);
  }

  private final GridMap map;
  private final CliffScene scene;

  /** A cliff with {@code options}. */
  public CliffWalking(Options options) {
    this(options, GridMap.parse(MAP, Legend.GRID, false));
  }

  private CliffWalking(Options options, GridMap map) {
    super("CliffWalking", model(options, map));
    this.map = map;
    scene = new CliffScene(map);
  }

  private static TransitionTable model(Options options, GridMap map) {
    TransitionTableBuilder table = TransitionTable.builder(map.states(), MOVES.length);
    table.start(START, 1);
    for (int state = 0; state < map.states(); state++) {
      for (int action = 0; action < MOVES.length; action++) {
        if (options.slippery) {
          for (int turn = -1; turn <= 1; turn++) {
            add(table, map, state, action, 1.0 / 3, MOVES[Math.floorMod(action + turn, 4)]);
          }
        } else {
          add(table, map, state, action, 1, MOVES[action]);
        }
      }
    }
    return table.build();
  }

  /** Nobody gets onto the cliff or on from the goal, but Gymnasium's table has such rows too. */
  private static void add(
      TransitionTableBuilder table,
      GridMap map,
      int state,
      int action,
      double probability,
      Direction move) {
    int next = map.move(state, move);
    switch (map.cell(next)) {
      case PIT -> table.outcome(state, action, probability, START, -100);
      case GOAL -> table.ending(state, action, probability, next, -1);
      default -> table.outcome(state, action, probability, next, -1);
    }
  }

  /** Gives the agent's place, counted from 0 at the top left. */
  @Override
  public void measure(Sink sink) {
    sink.measure("row", map.row(state()));
    sink.measure("column", map.column(state()));
  }

  @Override
  public String actionName(int action) {
    return MOVES[action].title;
  }

  @Override
  public void paint(Canvas canvas) {
    scene.paint(canvas, state());
  }
}
