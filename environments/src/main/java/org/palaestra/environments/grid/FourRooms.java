package org.palaestra.environments.grid;

import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Viewable;
import org.palaestra.environments.finite.TabularEnvironment;
import org.palaestra.view.Canvas;

/**
 * Walk from room to room, through narrow doors, to a goal.
 *
 * <h2>Description</h2>
 *
 * <p>An agent walks through four rooms that are joined by four hallways of one cell each: 104 cells
 * in all. A move goes where it should with probability 2/3, and in one of the other three
 * directions with 1/9 each. A move into a wall leaves the agent in place. The goal is the hallway
 * between the rooms on the right.
 *
 * <pre>
 * #############
 * #.....#.....#
 * #.....#.....#
 * #...........#
 * #.....#.....#
 * #.....#.....#
 * ##.####.....#
 * #.....###G###
 * #.....#.....#
 * #.....#.....#
 * #...........#
 * #.....#.....#
 * #############
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
 *       <td>cell</td><td>0</td><td>number of cells that are no walls, less 1: 103</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>1 for a step into a goal, otherwise 0. The paper discounts by 0.9.
 *
 * <h2>Start</h2>
 *
 * <p>In any cell but the goal, each equally likely.
 *
 * <h2>End</h2>
 *
 * <p>Terminated in a goal, or in a pit if the map has one. Truncated after 1,000 steps, a limit of
 * our own.
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
 * <p>R. Sutton, D. Precup and S. Singh, "Between MDPs and semi-MDPs: A framework for temporal
 * abstraction in reinforcement learning", Artificial Intelligence 112, 1999, figure 2 and section
 * 2; the goal is their G₁.
 */
public final class FourRooms extends TabularEnvironment implements Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "FourRooms-v1";

  /**
   * How a house differs from another.
   *
   * @param map rows from the top, separated by {@code /}, of the characters {@code .} or {@code S}
   *     free, {@code #} wall, {@code G} goal, {@code H} or {@code X} pit, which ends an episode
   *     like a goal but without a reward; the rows are equally long, there is a goal, and one can
   *     be reached from every free cell
   * @param slip probability from 0 to 1 that a move goes in one of the other three directions, a
   *     third of it in each
   */
  public record Options(String map, double slip) {

    /** The house of the paper. */
    public static final Options HOUSE =
        new Options(
            "#############/#.....#.....#/#.....#.....#/#...........#/#.....#.....#/#.....#.....#/"
                + "##.####.....#/#.....###G###/#.....#.....#/#.....#.....#/#...........#/"
                + "#.....#.....#/#############",
            1.0 / 3);

    /**
     * Checks every option.
     *
     * @throws IllegalArgumentException naming the value, for a map with line and column
     */
    public Options {
      if (!(slip >= 0 && slip <= 1)) {
        throw new IllegalArgumentException("slip must be in [0, 1], got " + slip);
      }
      GridMap.parse(map, Legend.GRID, true);
    }
  }

  private final GridMap map;
  private final GridScene scene;

  /** A house with {@code options}. */
  public FourRooms(Options options) {
    this(options, GridMap.parse(options.map, Legend.GRID, true));
  }

  private FourRooms(Options options, GridMap map) {
    super(
        "FourRooms",
        new SlipperyMoves(1 - options.slip, options.slip / 3, options.slip / 3, 0, 1, 0)
            .on(map, true));
    this.map = map;
    scene = new GridScene(map, GridScene.Look.HOUSE);
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
