package org.palaestra.environments.grid;

import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Viewable;
import org.palaestra.environments.finite.TabularEnvironment;
import org.palaestra.environments.finite.TransitionTable;
import org.palaestra.environments.finite.TransitionTableBuilder;
import org.palaestra.view.Canvas;

/**
 * Reach a goal across a wind that blows upwards.
 *
 * <h2>Description</h2>
 *
 * <p>An agent moves over 7 × 10 cells. In the middle columns a wind moves it up by another cell or
 * two; what counts is the wind of the column that it leaves. Nothing gets over the edge. The lowest
 * line shows the strength of the wind.
 *
 * <pre>
 * ..........
 * ..........
 * ..........
 * S......G..
 * ..........
 * ..........
 * ..........
 * 0001112210
 * </pre>
 *
 * <p>The shortest way takes 15 steps with four moves and 7 with a king's.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>4 discrete; 8 or 9 by option</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>move left</td></tr>
 *   <tr><td>1</td><td>move down</td></tr>
 *   <tr><td>2</td><td>move right</td></tr>
 *   <tr><td>3</td><td>move up</td></tr>
 *   <tr><td>4</td><td>move left and down, with king's moves</td></tr>
 *   <tr><td>5</td><td>move right and down, with king's moves</td></tr>
 *   <tr><td>6</td><td>move right and up, with king's moves</td></tr>
 *   <tr><td>7</td><td>move left and up, with king's moves</td></tr>
 *   <tr><td>8</td><td>leave it to the wind, if allowed</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>discrete: the number of the agent's cell</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>10 · row + column, both from 0 at the top left</td>
 *       <td>cell</td><td>0</td><td>69</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>−1 for every step.
 *
 * <h2>Start</h2>
 *
 * <p>In the fourth row on the left, cell 30.
 *
 * <h2>End</h2>
 *
 * <p>Terminated in the goal, cell 37. Truncated after 1,000 steps, a limit of our own: the book has
 * none, and a beginner's first episodes are long.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link Options}.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the first.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>R. Sutton and A. Barto, "Reinforcement Learning: An Introduction", second edition, 2018,
 * example 6.5; king's moves are exercise 6.9, the stochastic wind is exercise 6.10.
 */
public final class WindyGridWorld extends TabularEnvironment
    implements Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "WindyGridWorld-v1";

  private static final String MAP =
      "........../........../........../S......G../........../........../..........";

  /** The strength of the wind in each column. */
  private static final int[] WIND = {0, 0, 0, 1, 1, 1, 2, 2, 1, 0};

  /** Rows and columns of every move. */
  private static final int[][] MOVES = {
    {0, -1}, {1, 0}, {0, 1}, {-1, 0}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}, {0, 0}
  };

  private static final String[] NAMES = {
    "left", "down", "right", "up", "left down", "right down", "right up", "left up", "stay"
  };

  /** Which moves there are. */
  public enum Moves {
    /** Left, down, right and up. */
    FOUR(4),
    /** Those of a king at chess. */
    KING(8),
    /** Those of a king, and to leave it to the wind. */
    KING_AND_STAY(9);

    private final int count;

    Moves(int count) {
      this.count = count;
    }
  }

  /**
   * How a windy world differs from another.
   *
   * @param moves which moves there are
   * @param gusts whether the wind, where there is one, blows one cell less far or further with
   *     probability 1/3 each
   */
  public record Options(Moves moves, boolean gusts) {

    /** Example 6.5: four moves in a steady wind. */
    public static final Options STEADY = new Options(Moves.FOUR, false);
  }

  private final GridMap map;
  private final WindScene scene;

  /** A windy world with {@code options}. */
  public WindyGridWorld(Options options) {
    this(options, GridMap.parse(MAP, Legend.GRID, false));
  }

  private WindyGridWorld(Options options, GridMap map) {
    super("WindyGridWorld", model(options, map));
    this.map = map;
    scene = new WindScene(map, WIND);
  }

  private static TransitionTable model(Options options, GridMap map) {
    TransitionTableBuilder table = TransitionTable.builder(map.states(), options.moves.count);
    table.start(map.starts(false).get(0), 1);
    for (int state = 0; state < map.states(); state++) {
      if (map.cell(state).terminal()) {
        table.terminal(state);
        continue;
      }
      int wind = WIND[map.column(state)];
      for (int action = 0; action < options.moves.count; action++) {
        if (options.gusts && wind > 0) {
          for (int gust = -1; gust <= 1; gust++) {
            int next = blown(map, state, MOVES[action], wind + gust);
            table.outcome(state, action, 1.0 / 3, next, -1);
          }
        } else {
          table.outcome(state, action, 1, blown(map, state, MOVES[action], wind), -1);
        }
      }
    }
    return table.build();
  }

  /** Where a move leads; every cell is a state here. */
  private static int blown(GridMap map, int state, int[] move, int wind) {
    int row = map.row(state) + move[0] - wind;
    int column = map.column(state) + move[1];
    row = Math.max(0, Math.min(map.rows() - 1, row));
    column = Math.max(0, Math.min(map.columns() - 1, column));
    return row * map.columns() + column;
  }

  /** Gives the agent's place, counted from 0 at the top left, and the wind there. */
  @Override
  public void measure(Sink sink) {
    sink.measure("row", map.row(state()));
    sink.measure("column", map.column(state()));
    sink.measure("wind", WIND[map.column(state())]);
  }

  @Override
  public String actionName(int action) {
    return NAMES[action];
  }

  @Override
  public void paint(Canvas canvas) {
    scene.paint(canvas, state());
  }
}
