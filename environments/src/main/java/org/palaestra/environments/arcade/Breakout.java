package org.palaestra.environments.arcade;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.palaestra.view.Canvas;

/**
 * Break bricks with a ball that must not fall past the paddle.
 *
 * <h2>Description</h2>
 *
 * <p>The board has 10 × 10 cells. The ball moves one cell diagonally in each step, bounces off the
 * walls, the paddle on row 9 and the bricks of rows 1 to 3, and breaks the bricks that it strikes.
 * A step happens in this order:
 *
 * <ol>
 *   <li>The paddle moves; it stops at the edge.
 *   <li>The ball's cell is remembered as the trail. The ball's new cell is one diagonal step on.
 *   <li>Off the side: the column is clamped and the ball reverses horizontally.
 *   <li>Then the first that applies of these:
 *       <ul>
 *         <li>Above the top: the ball stays on row 0 and reverses vertically.
 *         <li>A brick in the new cell is a strike. If the step before was none, the brick is
 *             removed for a reward of 1, the ball keeps its old row, while the new column stands,
 *             and reverses vertically. If it was one, the ball just enters the brick's cell.
 *         <li>On row 9: if no brick is left, rows 1 to 3 are filled again. Then, if the ball's old
 *             column is the paddle's, the ball reverses vertically and keeps its old row; else if
 *             the new column is the paddle's, it reverses both ways and keeps its old row; else the
 *             game ends with the ball on row 9.
 *       </ul>
 * </ol>
 *
 * <p>Only a step without contact with a brick clears the memory of a strike.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>6 discrete; the minimal set is noop, left, right</caption>
 *   <tr><th>action</th><th>minimal</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>0</td><td>stay</td></tr>
 *   <tr><td>1</td><td>1</td><td>left</td></tr>
 *   <tr><td>3</td><td>2</td><td>right</td></tr>
 *   <tr><td>2, 4, 5</td><td></td><td>stay</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>bits [10, 10, 4]: row downwards, column to the right, channel</caption>
 *   <tr><th>channel</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>paddle</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>1</td><td>ball</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>2</td><td>trail: where the ball was</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>3</td><td>brick</td><td>there or not</td><td>0</td><td>1</td></tr>
 * </table>
 *
 * <h2>As pixels</h2>
 *
 * <p>{@code Breakout-Pixels-v1} is the same game, seen as bytes [84, 84, 4]: 84 rows downwards by
 * 84 columns to the right, grey from 0, black, to 255, white, of what {@link #paint} draws, texts
 * left out. The channels are the last 4 frames, the oldest first, one a step; the first frame of an
 * episode stands for those before it.
 *
 * <h2>Reward</h2>
 *
 * <p>1 for every brick.
 *
 * <h2>Start</h2>
 *
 * <p>The paddle is in column 4 and rows 1 to 3 are full of bricks. The ball is drawn, each equally
 * likely: in column 0 of row 3, going right and down, or in column 9 of row 3, going left and down.
 * Its trail is its own cell.
 *
 * <h2>End</h2>
 *
 * <p>Terminated when the ball passes the paddle. Truncated after 10,000 steps.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link Options}. Around the registered game, the wrapper {@code sticky-actions} repeats
 * the last action with probability 0.1 instead of the chosen one, as in the paper.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the dynamics of MinAtar's Breakout, version 1.0.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>K. Young and T. Tian, "MinAtar: An Atari-Inspired Testbed for Thorough and Reproducible
 * Reinforcement Learning Experiments", arXiv:1903.03176, 2019.
 */
public final class Breakout extends ArcadeGame {

  /** The id under which it is registered. */
  public static final String ID = "Breakout-v1";

  /**
   * How a game differs from another.
   *
   * @param minimalActions whether there are only the actions that have an effect, numbered anew
   */
  public record Options(boolean minimalActions) {

    /** All six actions. */
    public static final Options DEFAULT = new Options(false);
  }

  static final int FIRST_BRICK_ROW = 1;
  private static final int START_ROW = 3;
  private static final int BRICK_ROWS = 3;
  private static final int CHANNELS = 4;
  private static final int ALL_BRICKS = (1 << 30) - 1;

  private static final int ROW_CELLS = Board.SIZE * CHANNELS;

  int paddle;
  int ballX;
  int ballY = START_ROW;
  private int dx;
  private int dy;
  int trailX;
  int trailY;

  /** Bit x + 10 · (y − 1) is the brick in column x of row y. */
  int bricks;

  private boolean strike;

  // What is observed of a board with nothing but bricks, and for which bricks: they change far less
  // often than they are observed. Copying the whole takes no longer than clearing it would.
  private final float[] cells = new float[Board.SIZE * ROW_CELLS];
  private int wall;

  /** A game that has not begun. */
  public Breakout(Options options) {
    super(
        "Breakout",
        CHANNELS,
        ActionSet.of(options.minimalActions, Move.NOOP, Move.LEFT, Move.RIGHT));
  }

  @Override
  void start(RandomGenerator random) {
    paddle = 4;
    bricks = ALL_BRICKS;
    boolean fromLeft = random.nextInt(2) == 0;
    ballX = fromLeft ? 0 : Board.LAST;
    ballY = START_ROW;
    dx = fromLeft ? 1 : -1;
    dy = 1;
    trailX = ballX;
    trailY = ballY;
    strike = false;
  }

  @Override
  int advance(Move move, RandomGenerator random) {
    paddle = Board.clamp(paddle + move.dx);
    trailX = ballX;
    trailY = ballY;
    int x = ballX + dx;
    int y = ballY + dy;
    if (!Board.inside(x)) {
      x = Board.clamp(x);
      dx = -dx;
    }
    int reward = 0;
    boolean contact = false;
    if (y < 0) {
      y = 0;
      dy = -dy;
    } else if ((bricks & brick(x, y)) != 0) {
      contact = true;
      if (!strike) {
        reward = 1;
        bricks ^= brick(x, y);
        y = ballY;
        dy = -dy;
      }
    } else if (y == Board.LAST) {
      y = reachPaddle(x);
    }
    strike = contact;
    ballX = x;
    ballY = y;
    return reward;
  }

  /** The ball is about to enter row 9 in column {@code x}; returns the row on which it then is. */
  private int reachPaddle(int x) {
    if (bricks == 0) {
      bricks = ALL_BRICKS;
    }
    if (ballX == paddle) {
      dy = -dy;
      return ballY;
    }
    if (x == paddle) {
      dx = -dx;
      dy = -dy;
      return ballY;
    }
    end();
    return Board.LAST;
  }

  /** The bit of a cell, or 0 where there is never a brick. */
  private static int brick(int x, int y) {
    int row = y - FIRST_BRICK_ROW;
    return row >= 0 && row < BRICK_ROWS ? 1 << (row * Board.SIZE + x) : 0;
  }

  @Override
  public void observe(float[] out, int offset) {
    if (bricks != wall) {
      build();
    }
    System.arraycopy(cells, 0, out, offset, cells.length);
    board.mark(out, offset, paddle, Board.LAST, 0);
    board.mark(out, offset, ballX, ballY, 1);
    board.mark(out, offset, trailX, trailY, 2);
  }

  @Override
  public boolean overwrites() {
    return true;
  }

  private void build() {
    for (int i = 0; i < BRICK_ROWS * Board.SIZE; i++) {
      cells[FIRST_BRICK_ROW * ROW_CELLS + i * CHANNELS + 3] = (bricks >>> i) & 1;
    }
    wall = bricks;
  }

  @Override
  void exchange(StateTape tape) {
    paddle = tape.number("the paddle's column", paddle, 0, Board.LAST);
    ballX = tape.number("the ball's column", ballX, 0, Board.LAST);
    ballY = tape.number("the ball's row", ballY, 0, Board.LAST);
    dx = tape.sign("the ball's way across", dx);
    dy = tape.sign("the ball's way down", dy);
    trailX = tape.number("the trail's column", trailX, 0, Board.LAST);
    trailY = tape.number("the trail's row", trailY, 0, Board.LAST);
    bricks = tape.number("the bits of the bricks", bricks, 0, ALL_BRICKS);
    strike = tape.flag("whether the ball just struck", strike);
  }

  @Override
  @Nullable String flaw() {
    return ballY == Board.LAST && !terminated()
        ? "the ball cannot be on row 9 while the game goes on"
        : null;
  }

  /** Gives the score, how the ball moves and how many bricks are left. */
  @Override
  public void measure(Sink sink) {
    super.measure(sink);
    sink.measure("ball-right", dx);
    sink.measure("ball-down", dy);
    sink.measure("bricks", Integer.bitCount(bricks));
  }

  @Override
  public void paint(Canvas canvas) {
    BreakoutScene.paint(canvas, this);
  }
}
