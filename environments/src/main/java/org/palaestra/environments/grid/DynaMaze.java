package org.palaestra.environments.grid;

import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Viewable;
import org.palaestra.environments.finite.TabularEnvironment;
import org.palaestra.view.Canvas;

/**
 * Find the way through a maze, best by planning with what was learned of it.
 *
 * <h2>Description</h2>
 *
 * <p>An agent walks through a maze of 6 × 9 cells. A move into a wall or over the edge leaves it in
 * place. The shortest way takes 14 steps.
 *
 * <pre>
 * .......#G
 * ..#....#.
 * S.#....#.
 * ..#......
 * .....#...
 * .........
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
 *       <td>cell</td><td>0</td><td>46</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>1 for a step into the goal, otherwise 0. The book discounts by 0.95.
 *
 * <h2>Start</h2>
 *
 * <p>In the cell marked {@code S}.
 *
 * <h2>End</h2>
 *
 * <p>Terminated in the goal. Truncated after 2,000 steps, a limit of our own: the book has none,
 * and the first episode of its agents takes about 1,700.
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
 * example 8.1 and figure 8.2.
 */
public final class DynaMaze extends TabularEnvironment implements Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "DynaMaze-v1";

  private static final String MAP = ".......#G/..#....#./S.#....#./..#....../.....#.../.........";

  private final GridMap map;
  private final GridScene scene;

  /** The maze of figure 8.2. */
  public DynaMaze() {
    this(GridMap.parse(MAP, Legend.GRID, false));
  }

  private DynaMaze(GridMap map) {
    super("DynaMaze", new SlipperyMoves(1, 0, 0, 0, 1, 0).on(map, false));
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
