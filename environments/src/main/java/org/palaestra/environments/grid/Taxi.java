package org.palaestra.environments.grid;

import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Viewable;
import org.palaestra.environments.finite.TabularEnvironment;
import org.palaestra.environments.finite.TransitionTable;
import org.palaestra.environments.finite.TransitionTableBuilder;
import org.palaestra.view.Canvas;

/**
 * Fetch a passenger and bring them where they want to go.
 *
 * <h2>Description</h2>
 *
 * <p>A taxi drives through a town of 5 × 5 cells with a few walls, drawn as {@code |}. A passenger
 * waits at one of the four stands R, G, Y and B and wants to go to another one. A drive into a wall
 * or over the edge leaves the taxi in place.
 *
 * <pre>
 * +---------+
 * |R: | : :G|
 * | : | : : |
 * | : : : : |
 * | | : | : |
 * |Y| : |B: |
 * +---------+
 * </pre>
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>6 discrete</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>drive down</td></tr>
 *   <tr><td>1</td><td>drive up</td></tr>
 *   <tr><td>2</td><td>drive right</td></tr>
 *   <tr><td>3</td><td>drive left</td></tr>
 *   <tr><td>4</td><td>pick the passenger up</td></tr>
 *   <tr><td>5</td><td>set the passenger down</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>discrete: the number of the state</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>((5 · row + column) · 5 + passenger) · 4 + destination, with the taxi's row
 *       and column from 0 at the top left; passenger and destination are 0 for R, 1 for G, 2 for Y,
 *       3 for B, and a passenger in the taxi is 4</td>
 *       <td>–</td><td>0</td><td>499</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>20 for setting the passenger down at the destination, −10 for picking up or setting down where
 * that cannot be, otherwise −1. To set the passenger down at another stand is allowed.
 *
 * <h2>Start</h2>
 *
 * <p>The taxi in any cell, the passenger at any stand, the destination any other: 300 states, each
 * equally likely.
 *
 * <h2>End</h2>
 *
 * <p>Terminated when the passenger is set down at the destination. Truncated after 200 steps.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link Options}.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v4: the transition table and the limit of Gymnasium's Taxi-v4, without its fickle
 *       passenger.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>T. Dietterich, "Hierarchical reinforcement learning with the MAXQ value function
 * decomposition", Journal of Artificial Intelligence Research 13, 2000; M. Towers and others,
 * "Gymnasium: A standard interface for reinforcement learning environments", arXiv:2407.17032,
 * 2024.
 */
public final class Taxi extends TabularEnvironment implements Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "Taxi-v4";

  /** Rows, and columns. */
  static final int SIZE = 5;

  /** Number of the passenger's place in the taxi. */
  static final int RIDING = 4;

  private static final String[] NAMES = {"down", "up", "right", "left", "pick up", "drop off"};
  private static final int STANDS = 4;
  private static final int ACTIONS = 6;
  private static final int PICK_UP = 4;

  /** Down, up, right, left in rows and columns. */
  private static final int[][] MOVES = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};

  /** Rows and columns of the stands. */
  private static final int[][] STAND = {{0, 0}, {0, 4}, {4, 0}, {4, 3}};

  /** What stands between the columns of each row. */
  private static final String[] BETWEEN = {":|::", ":|::", "::::", "|:|:", "|:|:"};

  /**
   * How a town differs from another.
   *
   * @param rainy whether an open road leads where it should with probability 0.8 only, and to the
   *     left or right of it with 0.1 each; a wall there keeps the taxi in place
   */
  public record Options(boolean rainy) {

    /** Dry roads. */
    public static final Options DRY = new Options(false);
  }

  /** A taxi in a town with {@code options}. */
  public Taxi(Options options) {
    super("Taxi", model(options));
  }

  private static TransitionTable model(Options options) {
    TransitionTableBuilder table =
        TransitionTable.builder(SIZE * SIZE * (STANDS + 1) * STANDS, ACTIONS);
    for (int state = 0; state < SIZE * SIZE * (STANDS + 1) * STANDS; state++) {
      if (passenger(state) != RIDING && passenger(state) != destination(state)) {
        table.start(state, 1.0 / (SIZE * SIZE * STANDS * (STANDS - 1)));
      }
      for (int action = 0; action < MOVES.length; action++) {
        addDrive(table, state, action, options.rainy);
      }
      addPickUp(table, state);
      addSetDown(table, state);
    }
    return table.build();
  }

  private static void addDrive(TransitionTableBuilder table, int state, int action, boolean rainy) {
    int[] move = MOVES[action];
    int straight = driven(state, move[0], move[1]);
    if (rainy && straight != state) {
      table.outcome(state, action, 0.8, straight, -1);
      // A quarter turn anticlockwise, then clockwise.
      table.outcome(state, action, 0.1, driven(state, -move[1], move[0]), -1);
      table.outcome(state, action, 0.1, driven(state, move[1], -move[0]), -1);
    } else {
      table.outcome(state, action, 1, straight, -1);
    }
  }

  private static void addPickUp(TransitionTableBuilder table, int state) {
    int passenger = passenger(state);
    boolean here = passenger != RIDING && stand(state) == passenger;
    table.outcome(state, PICK_UP, 1, here ? withPassenger(state, RIDING) : state, here ? -1 : -10);
  }

  private static void addSetDown(TransitionTableBuilder table, int state) {
    int action = PICK_UP + 1;
    int stand = stand(state);
    if (passenger(state) != RIDING || stand < 0) {
      table.outcome(state, action, 1, state, -10);
    } else if (stand == destination(state)) {
      table.ending(state, action, 1, withPassenger(state, stand), 20);
    } else {
      table.outcome(state, action, 1, withPassenger(state, stand), -1);
    }
  }

  /** Where the taxi gets: a wall or the edge leaves it in place. */
  private static int driven(int state, int rows, int columns) {
    int row = row(state) + rows;
    int column = column(state) + columns;
    boolean open = row >= 0 && row < SIZE && column >= 0 && column < SIZE;
    if (open && columns != 0) {
      open = !wall(row, Math.min(column, column(state)));
    }
    return open
        ? ((row * SIZE + column) * (STANDS + 1) + passenger(state)) * STANDS + destination(state)
        : state;
  }

  /** Whether a wall stands to the right of a cell. */
  static boolean wall(int row, int column) {
    return BETWEEN[row].charAt(column) == '|';
  }

  static int standRow(int stand) {
    return STAND[stand][0];
  }

  static int standColumn(int stand) {
    return STAND[stand][1];
  }

  /** The stand at which the taxi is, or −1. */
  private static int stand(int state) {
    for (int i = 0; i < STANDS; i++) {
      if (row(state) == STAND[i][0] && column(state) == STAND[i][1]) {
        return i;
      }
    }
    return -1;
  }

  private static int withPassenger(int state, int passenger) {
    return state + (passenger - passenger(state)) * STANDS;
  }

  static int row(int state) {
    return state / (SIZE * (STANDS + 1) * STANDS);
  }

  static int column(int state) {
    return state / ((STANDS + 1) * STANDS) % SIZE;
  }

  static int passenger(int state) {
    return state / STANDS % (STANDS + 1);
  }

  static int destination(int state) {
    return state % STANDS;
  }

  /** Gives the four parts of the state, numbered as in the observation. */
  @Override
  public void measure(Sink sink) {
    sink.measure("row", row(state()));
    sink.measure("column", column(state()));
    sink.measure("passenger", passenger(state()));
    sink.measure("destination", destination(state()));
  }

  @Override
  public String actionName(int action) {
    return NAMES[action];
  }

  @Override
  public void paint(Canvas canvas) {
    TaxiScene.paint(canvas, state());
  }
}
