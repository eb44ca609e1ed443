package org.palaestra.environments.arcade;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.palaestra.view.Canvas;

/**
 * Lead a chicken over a road of eight lanes, as often as time allows.
 *
 * <h2>Description</h2>
 *
 * <p>The board has 10 × 10 cells. A car drives on each of rows 1 to 8, round the edge, at a speed
 * of its own. A car that meets the chicken sends it back to row 9. A step happens in this order:
 *
 * <ol>
 *   <li>The chicken moves up or down if its move timer is 0, which is then set to 3, even if the
 *       edge stops it.
 *   <li>If the chicken is on row 0: a reward of 1, speeds and directions are drawn again as at the
 *       start, while the cars stay where they are with their timers at the new speeds, and the
 *       chicken returns to row 9.
 *   <li>Each car, in the order of the rows: if it is on the chicken, the chicken returns to row 9.
 *       If its timer is 0, the timer is set to its speed and the car moves one cell, round the
 *       edge, and again sends the chicken back if it hits; else the timer counts down.
 *   <li>The move timer counts down, not below 0. The counter of what time is left counts down, and
 *       the game ends when it falls below 0, which is in step 2,501.
 * </ol>
 *
 * <p>So a car of speed s moves every s + 1 steps: 1 is the fastest.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>6 discrete; the minimal set is noop, up, down</caption>
 *   <tr><th>action</th><th>minimal</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>0</td><td>stay</td></tr>
 *   <tr><td>2</td><td>1</td><td>up</td></tr>
 *   <tr><td>4</td><td>2</td><td>down</td></tr>
 *   <tr><td>1, 3, 5</td><td></td><td>stay</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>bits [10, 10, 7]: row downwards, column to the right, channel</caption>
 *   <tr><th>channel</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>chicken</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>1</td><td>car</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>2 to 6</td><td>the cell behind a car of speed 1 to 5, round the edge</td>
 *       <td>there or not</td><td>0</td><td>1</td></tr>
 * </table>
 *
 * <h2>As pixels</h2>
 *
 * <p>{@code Freeway-Pixels-v1} is the same game, seen as bytes [84, 84, 4]: 84 rows downwards by 84
 * columns to the right, grey from 0, black, to 255, white, of what {@link #paint} draws, texts left
 * out. The channels are the last 4 frames, the oldest first, one a step; the first frame of an
 * episode stands for those before it.
 *
 * <h2>Reward</h2>
 *
 * <p>1 for every crossing.
 *
 * <h2>Start</h2>
 *
 * <p>The chicken is in column 4 of row 9, its move timer at 3. Eight speeds from 1 to 5 are drawn,
 * then eight directions, each uniformly and for rows 1 to 8 in order. Every car is in column 0 with
 * its timer at its speed. 2,500 steps are left.
 *
 * <h2>End</h2>
 *
 * <p>Terminated in step 2,501.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link Options}. Around the registered game, the wrapper {@code sticky-actions} repeats
 * the last action with probability 0.1 instead of the chosen one, as in the paper.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the dynamics of MinAtar's Freeway, version 1.0.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>K. Young and T. Tian, "MinAtar: An Atari-Inspired Testbed for Thorough and Reproducible
 * Reinforcement Learning Experiments", arXiv:1903.03176, 2019.
 */
public final class Freeway extends ArcadeGame {

  /** The id under which it is registered. */
  public static final String ID = "Freeway-v1";

  /**
   * How a game differs from another.
   *
   * @param minimalActions whether there are only the actions that have an effect, numbered anew
   */
  public record Options(boolean minimalActions) {

    /** All six actions. */
    public static final Options DEFAULT = new Options(false);
  }

  /** Number of lanes; lane i is row i + 1. */
  static final int LANES = 8;

  static final int CHICKEN_COLUMN = 4;
  static final int TIME = 2500;
  private static final int SPEEDS = 5;
  private static final int MOVE_PAUSE = 3;

  int chicken = Board.LAST;
  private int moveTimer;
  int timeLeft;
  final int[] carX = new int[LANES];

  /** Steps between two moves of each car. */
  final int[] speed = new int[LANES];

  private final int[] timer = new int[LANES];

  /** 1 for cars that go to the right, 0 for the others. */
  final int[] rightward = new int[LANES];

  /** A game that has not begun. */
  public Freeway(Options options) {
    super("Freeway", 7, ActionSet.of(options.minimalActions, Move.NOOP, Move.UP, Move.DOWN));
    Arrays.fill(speed, 1);
  }

  @Override
  void start(RandomGenerator random) {
    drawTraffic(random);
    Arrays.fill(carX, 0);
    chicken = Board.LAST;
    moveTimer = MOVE_PAUSE;
    timeLeft = TIME;
  }

  private void drawTraffic(RandomGenerator random) {
    for (int i = 0; i < LANES; i++) {
      speed[i] = random.nextInt(SPEEDS) + 1;
      timer[i] = speed[i];
    }
    for (int i = 0; i < LANES; i++) {
      rightward[i] = random.nextInt(2);
    }
  }

  @Override
  int advance(Move move, RandomGenerator random) {
    if (move.dy != 0 && moveTimer == 0) {
      moveTimer = MOVE_PAUSE;
      chicken = Board.clamp(chicken + move.dy);
    }
    int reward = 0;
    if (chicken == 0) {
      reward = 1;
      drawTraffic(random);
      chicken = Board.LAST;
    }
    for (int i = 0; i < LANES; i++) {
      drive(i);
    }
    moveTimer = Math.max(0, moveTimer - 1);
    timeLeft--;
    if (timeLeft < 0) {
      end();
    }
    return reward;
  }

  private void drive(int lane) {
    sendHomeIfHit(lane);
    if (timer[lane] == 0) {
      timer[lane] = speed[lane];
      carX[lane] = Board.wrap(carX[lane] + dx(lane));
      sendHomeIfHit(lane);
    } else {
      timer[lane]--;
    }
  }

  private void sendHomeIfHit(int lane) {
    if (carX[lane] == CHICKEN_COLUMN && chicken == lane + 1) {
      chicken = Board.LAST;
    }
  }

  /** 1 for a car that goes to the right, −1 for another. */
  int dx(int lane) {
    return 2 * rightward[lane] - 1;
  }

  @Override
  public void observe(float[] out, int offset) {
    board.mark(out, offset, CHICKEN_COLUMN, chicken, 0);
    for (int i = 0; i < LANES; i++) {
      board.mark(out, offset, carX[i], i + 1, 1);
      board.mark(out, offset, Board.wrap(carX[i] - dx(i)), i + 1, 1 + speed[i]);
    }
  }

  @Override
  void exchange(StateTape tape) {
    chicken = tape.number("the chicken's row", chicken, 0, Board.LAST);
    moveTimer = tape.number("the move timer", moveTimer, 0, MOVE_PAUSE);
    timeLeft = tape.number("the time left", timeLeft, -1, TIME);
    tape.numbers("a car's column", carX, 0, Board.LAST);
    tape.numbers("a car's speed", speed, 1, SPEEDS);
    tape.numbers("a car's timer", timer, 0, SPEEDS);
    tape.numbers("whether a car goes right", rightward, 0, 1);
  }

  @Override
  @Nullable String flaw() {
    return timeLeft < 0 && !terminated() ? "no time is left, and yet the game is not over" : null;
  }

  /** Gives the score, the time left and the chicken's move timer. */
  @Override
  public void measure(Sink sink) {
    super.measure(sink);
    sink.measure("time-left", timeLeft);
    sink.measure("move-timer", moveTimer);
  }

  @Override
  public void paint(Canvas canvas) {
    FreewayScene.paint(canvas, this);
  }
}
