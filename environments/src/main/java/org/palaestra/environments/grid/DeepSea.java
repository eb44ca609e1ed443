package org.palaestra.environments.grid;

import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Viewable;
import org.palaestra.environments.finite.TabularEnvironment;
import org.palaestra.environments.finite.TransitionTable;
import org.palaestra.environments.finite.TransitionTableBuilder;
import org.palaestra.random.RandomStream;
import org.palaestra.view.Canvas;

/**
 * Dive for a treasure that only one way in many reaches, and whose way costs.
 *
 * <h2>Description</h2>
 *
 * <p>A diver sinks through N × N cells, one row a step, and moves to the left or to the right
 * meanwhile. Only who moves right at every step finds the treasure at the bottom right; each move
 * to the right costs a little, so that whoever learns without exploring deeply learns to go left.
 * In each cell it is drawn once and for all which of the two actions is the right one. Random play
 * finds the treasure once in 2ᴺ episodes; the best return is 0.99, whatever the size.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>2 discrete</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>move left, or right in a cell whose actions are swapped</td></tr>
 *   <tr><td>1</td><td>move right, or left in a cell whose actions are swapped</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>discrete: the number of the diver's cell</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>N · row + column, both from 0 at the top left; on the ground N · N + column;
 *       with the treasure N · N + N</td>
 *       <td>cell</td><td>0</td><td>N · N + N: 110</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>−0.01 / N for each move to the right, and 1 for one from the lowest cell on the right, which
 * finds the treasure. Moves against an edge lead straight down and cost the same.
 *
 * <h2>Start</h2>
 *
 * <p>At the top left.
 *
 * <h2>End</h2>
 *
 * <p>Terminated on the ground, after N steps. Never truncated.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link Options}.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the deterministic deep sea of bsuite, observed as a number instead of a picture. Which
 *       actions are swapped is drawn from a stream of our own, so that a seed swaps others than
 *       bsuite's.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>I. Osband and others, "Behaviour suite for reinforcement learning", ICLR 2020,
 * arXiv:1908.03568, appendix on deep exploration; I. Osband, B. Van Roy, D. Russo and Z. Wen, "Deep
 * exploration via randomized value functions", 2019.
 */
public final class DeepSea extends TabularEnvironment implements Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "DeepSea-v1";

  private static final int LARGEST = 1000;
  private static final double COST = 0.01;

  /**
   * How a sea differs from another.
   *
   * @param size N, rows and columns, from 2 to 1000
   * @param swapped whether the two actions are swapped in about half of the cells
   * @param seed decides in which; the same for every episode
   */
  public record Options(int size, boolean swapped, long seed) {

    /** Ten rows, and bsuite's seed. */
    public static final Options TEN = new Options(10, true, 42);

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException naming it
     */
    public Options {
      if (size < 2 || size > LARGEST) {
        throw new IllegalArgumentException("size must be from 2 to " + LARGEST + ", got " + size);
      }
    }
  }

  private final int size;
  private final DeepSeaScene scene;

  /** A sea with {@code options}. */
  public DeepSea(Options options) {
    super("DeepSea", model(options));
    size = options.size;
    scene = new DeepSeaScene(size);
  }

  private static TransitionTable model(Options options) {
    int size = options.size;
    int treasure = size * size + size;
    RandomStream chance = new RandomStream(options.seed);
    TransitionTableBuilder table = TransitionTable.builder(treasure + 1, 2).start(0, 1);
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        int state = row * size + column;
        int right = options.swapped && chance.nextBoolean() ? 0 : 1;
        int below = (row + 1) * size;
        table.outcome(state, 1 - right, 1, below + Math.max(0, column - 1), 0);
        if (column < size - 1) {
          table.outcome(state, right, 1, below + column + 1, -COST / size);
        } else { // only the lowest of these cells can be reached
          boolean found = row == size - 1;
          table.outcome(state, right, 1, found ? treasure : below + column, 1 - COST / size);
        }
      }
    }
    for (int end = size * size; end <= treasure; end++) {
      table.terminal(end);
    }
    return table.build();
  }

  /** Rows that the diver has sunk, from 0 to N. */
  private int row() {
    return Math.min(size, state() / size);
  }

  /** From 0 to N; N is beside the last column, where the treasure lies. */
  private int column() {
    return state() - row() * size;
  }

  /** Gives the diver's place, counted from 0 at the top left, and 1 with the treasure, else 0. */
  @Override
  public void measure(Sink sink) {
    sink.measure("row", row());
    sink.measure("column", column());
    sink.measure("treasure", column() == size ? 1 : 0);
  }

  /** What an action does in the cells whose actions are not swapped. */
  @Override
  public String actionName(int action) {
    return action == 0 ? Direction.LEFT.title : Direction.RIGHT.title;
  }

  @Override
  public void paint(Canvas canvas) {
    scene.paint(canvas, row(), column());
  }
}
