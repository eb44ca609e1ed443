package org.palaestra.environments.grid;

import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Viewable;
import org.palaestra.environments.finite.TabularEnvironment;
import org.palaestra.view.Canvas;

/**
 * Cross a frozen lake without falling through a hole.
 *
 * <h2>Description</h2>
 *
 * <p>An agent walks over ice from the start to a goal. The ice is slippery: a move goes in the
 * chosen direction with probability 1/3 and a quarter turn to the left or to the right of it with
 * 1/3 each. A move over the edge leaves the agent in place. {@code FrozenLake-v1} has the map
 *
 * <pre>
 * SFFF
 * FHFH
 * FFFH
 * HFFG
 * </pre>
 *
 * <p>and {@code FrozenLake8x8-v1} one of 8 × 8 cells.
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
 *   <tr><td>0</td><td>row · columns + column, both from 0 at the top left</td>
 *       <td>cell</td><td>0</td><td>15; 63 on the large lake</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>1 for a step into a goal, otherwise 0.
 *
 * <h2>Start</h2>
 *
 * <p>In a cell marked {@code S}, each of them equally likely: top left on both maps.
 *
 * <h2>End</h2>
 *
 * <p>Terminated in a hole or a goal. Truncated after 100 steps, on the large lake after 200.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link Options}.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the transition tables and limits of Gymnasium's FrozenLake-v1 and FrozenLake8x8-v1.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>G. Brockman and others, "OpenAI Gym", arXiv:1606.01540, 2016; M. Towers and others,
 * "Gymnasium: A standard interface for reinforcement learning environments", arXiv:2407.17032,
 * 2024.
 */
public final class FrozenLake extends TabularEnvironment implements Measured, Playable, Viewable {

  /** The id under which the small lake is registered. */
  public static final String ID = "FrozenLake-v1";

  /** The id under which the large lake is registered. */
  public static final String LARGE_ID = "FrozenLake8x8-v1";

  /**
   * How a lake differs from another.
   *
   * @param slippery whether a move may slip; without it every move goes where it should
   * @param map rows from the top, separated by {@code /}, of the characters {@code F} frozen,
   *     {@code S} start, {@code G} goal, {@code H} hole; the rows are equally long, there are a
   *     start and a goal, and a goal can be reached from every start
   */
  public record Options(boolean slippery, String map) {

    /** The lake of 4 × 4 cells. */
    public static final Options SMALL = new Options(true, "SFFF/FHFH/FFFH/HFFG");

    /** The lake of 8 × 8 cells. */
    public static final Options LARGE =
        new Options(
            true, "SFFFFFFF/FFFFFFFF/FFFHFFFF/FFFFFHFF/FFFHFFFF/FHHFFFHF/FHFFHFHF/FFFHFFFG");

    /**
     * Checks the map.
     *
     * @throws IllegalArgumentException naming line and column
     */
    public Options {
      GridMap.parse(map, Legend.LAKE, false);
    }

    private GridMap parsed() {
      return GridMap.parse(map, Legend.LAKE, false);
    }
  }

  private final GridMap map;
  private final GridScene scene;

  /** A lake with {@code options}. */
  public FrozenLake(Options options) {
    this(options, options.parsed());
  }

  private FrozenLake(Options options, GridMap map) {
    super("FrozenLake", moves(options.slippery).on(map, false));
    this.map = map;
    scene = new GridScene(map, GridScene.Look.ICE);
  }

  private static SlipperyMoves moves(boolean slippery) {
    double straight = slippery ? 1.0 / 3 : 1;
    return new SlipperyMoves(straight, (1 - straight) / 2, 0, 0, 1, 0);
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
