package org.palaestra.environments.grid;

import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Viewable;
import org.palaestra.environments.finite.TabularEnvironment;
import org.palaestra.view.Canvas;

/**
 * Find the goal of a map that you draw.
 *
 * <h2>Description</h2>
 *
 * <p>An agent moves over a map of cells. A move into a wall or over the edge leaves it in place. A
 * move may slip: instead of the chosen direction it then goes a quarter turn to the left or to the
 * right of it. The default map is the 4 × 3 world of Russell and Norvig,
 *
 * <pre>
 * ...G
 * .#.H
 * S...
 * </pre>
 *
 * <p>in which every step costs 0.04. Its optimal values at discount 1 are published:
 *
 * <pre>
 * 0.812  0.868  0.918   goal
 * 0.762   wall  0.660   pit
 * 0.705  0.655  0.611  0.388
 * </pre>
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>4 discrete</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>move left</td></tr>
 *   <tr><td>1</td><td>move down</td></tr>
 *   <tr><td>2</td><td>move right</td></tr>
 *   <tr><td>3</td><td>move up</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>discrete: the number of the agent's cell</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>the cell, counted along the rows from the top left, walls left out</td>
 *       <td>cell</td><td>0</td><td>number of cells that are no walls, less 1</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>{@code stepReward} for every step; a step into a goal adds {@code goalReward}, a step into a
 * pit adds {@code pitReward}.
 *
 * <h2>Start</h2>
 *
 * <p>In a cell marked {@code S}, each of them equally likely; with {@code start=random} in any cell
 * that is free or marked {@code S}.
 *
 * <h2>End</h2>
 *
 * <p>Terminated in a goal or a pit. Truncated after 200 steps.
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
 * <p>S. Russell and P. Norvig, "Artificial Intelligence: A Modern Approach", third edition, 2010,
 * section 17.1; the values are those of figure 17.3.
 */
public final class GridWorld extends TabularEnvironment implements Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "GridWorld-v1";

  /** Where episodes start. */
  public enum Start {
    /** In the cells marked {@code S}. */
    FIXED,
    /** In any cell that is neither wall, goal nor pit. */
    RANDOM
  }

  /**
   * How a grid world differs from another.
   *
   * @param map rows from the top, separated by {@code /}, of the characters {@code .} free, {@code
   *     #} wall, {@code S} start, {@code G} goal, {@code H} or {@code X} pit; the rows are equally
   *     long, there is a goal, and one can be reached from every start
   * @param slip probability from 0 to 1 that a move goes perpendicular to the chosen direction,
   *     half of it to either side
   * @param stepReward reward of every step
   * @param goalReward what a step into a goal adds
   * @param pitReward what a step into a pit adds
   * @param start where episodes start
   */
  public record Options(
      String map,
      double slip,
      double stepReward,
      double goalReward,
      double pitReward,
      Start start) {

    /** The 4 × 3 world of Russell and Norvig, figure 17.1. */
    public static final Options RUSSELL_NORVIG =
        new Options("...G/.#.H/S...", 0.2, -0.04, 1, -1, Start.FIXED);

    /**
     * Checks every option.
     *
     * @throws IllegalArgumentException naming the value, for a map with line and column
     */
    public Options {
      if (!(slip >= 0 && slip <= 1)) {
        throw new IllegalArgumentException("slip must be in [0, 1], got " + slip);
      }
      requireFinite("stepReward", stepReward);
      requireFinite("goalReward", goalReward);
      requireFinite("pitReward", pitReward);
      GridMap.parse(map, Legend.GRID, start == Start.RANDOM);
    }

    private static void requireFinite(String name, double value) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(name + " must be finite, got " + value);
      }
    }

    private GridMap parsed() {
      return GridMap.parse(map, Legend.GRID, start == Start.RANDOM);
    }
  }

  private final GridMap map;
  private final GridScene scene;

  /** A world with {@code options}. */
  public GridWorld(Options options) {
    this(options, options.parsed());
  }

  private GridWorld(Options options, GridMap map) {
    super(
        "GridWorld",
        new SlipperyMoves(
                1 - options.slip,
                options.slip / 2,
                0,
                options.stepReward,
                options.goalReward,
                options.pitReward)
            .on(map, options.start == Start.RANDOM));
    this.map = map;
    scene = new GridScene(map, GridScene.Look.STONE);
  }

  /** Gives the agent's place, counted from 0 at the top left. */
  @Override
  public void measure(Sink sink) {
    sink.measure("row", map.row(state()));
    sink.measure("column", map.column(state()));
  }

  @Override
  public String actionName(int action) {
    return Direction.ALL[action].title;
  }

  @Override
  public void paint(Canvas canvas) {
    scene.paint(canvas, state());
  }
}
