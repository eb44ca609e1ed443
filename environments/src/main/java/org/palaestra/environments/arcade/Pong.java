package org.palaestra.environments.arcade;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.palaestra.view.Canvas;

/**
 * Play table tennis against an opponent that is as fast as you, but not as attentive.
 *
 * <h2>Description</h2>
 *
 * <p>The board has 10 × 10 cells. The player's paddle is in column 9, the opponent's in column 0;
 * each covers three rows, and its middle stays within rows 1 to 8. The ball moves one cell
 * diagonally in each step. A step happens in this order:
 *
 * <ol>
 *   <li>The player's paddle moves one row; it stops at the edge.
 *   <li>A number is drawn uniformly from 4. On 0 the opponent does not move. Otherwise its middle
 *       moves one row towards the ball's row if the ball goes left, and towards the nearer of rows
 *       4 and 5 if it goes right; it stays where it is there already, and stops at the edge.
 *   <li>The ball's cell is remembered as the trail. If its next row would be off the board, the
 *       ball reverses vertically. Its new cell is one diagonal step on.
 *   <li>In column 0 or 9: if the paddle there covers the new row, the ball reverses horizontally
 *       and keeps its old column, while the new row stands. From the paddle's upper cell it goes on
 *       upwards, from the lower one downwards, from the middle as it came. Otherwise the other side
 *       has a point: the reward is 1 if the ball is in column 0, −1 if it is in column 9. With 5
 *       points of one side the game ends, the ball in that column; else the ball is served.
 * </ol>
 *
 * <p>A serve puts the middle of both paddles on row 4 and draws two numbers: from 2, where 0 means
 * that the ball is in column 4 and goes left, and 1 that it is in column 5 and goes right; from 20,
 * half of which, rounded down, is the ball's row, while an even number means that it goes up and an
 * odd one down. Its trail is its own cell. Every serve and every return can be reached in time, so
 * that a perfect player never loses a point; one who only follows the ball wins, too, since the
 * opponent rests in one step of four.
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
 *   <caption>bits [10, 10, 5]: row downwards, column to the right, channel</caption>
 *   <tr><th>channel</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>the player's paddle, three cells</td><td>there or not</td><td>0</td>
 *       <td>1</td></tr>
 *   <tr><td>1</td><td>the opponent's paddle, three cells</td><td>there or not</td><td>0</td>
 *       <td>1</td></tr>
 *   <tr><td>2</td><td>ball</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>3</td><td>trail: where the ball was</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>4</td><td>points: on row 0, the player's from column 9 leftwards, the opponent's from
 *       column 0 rightwards</td><td>there or not</td><td>0</td><td>1</td></tr>
 * </table>
 *
 * <h2>As pixels</h2>
 *
 * <p>{@code Pong-Pixels-v1} is the same game, seen as bytes [84, 84, 4]: 84 rows downwards by 84
 * columns to the right, grey from 0, black, to 255, white, of what {@link #paint} draws, texts left
 * out. The channels are the last 4 frames, the oldest first, one a step; the first frame of an
 * episode stands for those before it.
 *
 * <h2>Reward</h2>
 *
 * <p>1 for every point of the player, −1 for every point of the opponent. A return lies between −5
 * and 5.
 *
 * <h2>Start</h2>
 *
 * <p>Nobody has points, and the ball is served.
 *
 * <h2>End</h2>
 *
 * <p>Terminated when one side has 5 points. Truncated after 2,000 steps.
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
 * <p>Rules of our own after Atari's "Pong", 1972, in the style of MinAtar (Young and Tian, 2019).
 */
public final class Pong extends ArcadeGame {

  /** The id under which it is registered. */
  public static final String ID = "Pong-v1";

  /**
   * How a game differs from another.
   *
   * @param minimalActions whether there are only the actions that have an effect, numbered anew
   */
  public record Options(boolean minimalActions) {

    /** All six actions. */
    public static final Options DEFAULT = new Options(false);
  }

  static final int WINNING_POINTS = 5;
  private static final int SERVE_ROW = 4;

  int paddle = SERVE_ROW;
  int opponent = SERVE_ROW;
  int ballX;
  int ballY;
  private int dx;
  private int dy;
  int trailX;
  int trailY;
  int points;
  int opponentPoints;

  /** A game that has not begun. */
  public Pong(Options options) {
    super("Pong", 5, ActionSet.of(options.minimalActions, Move.NOOP, Move.UP, Move.DOWN));
  }

  @Override
  void start(RandomGenerator random) {
    points = 0;
    opponentPoints = 0;
    serve(random);
  }

  private void serve(RandomGenerator random) {
    paddle = SERVE_ROW;
    opponent = SERVE_ROW;
    int side = random.nextInt(2);
    int place = random.nextInt(2 * Board.SIZE);
    ballX = 4 + side;
    dx = 2 * side - 1;
    ballY = place / 2;
    dy = 2 * (place % 2) - 1;
    trailX = ballX;
    trailY = ballY;
  }

  @Override
  int advance(Move move, RandomGenerator random) {
    paddle = within(paddle + move.dy);
    if (random.nextInt(4) != 0) {
      int target = dx < 0 ? ballY : Math.max(SERVE_ROW, Math.min(SERVE_ROW + 1, opponent));
      opponent = within(opponent + Integer.signum(target - opponent));
    }
    trailX = ballX;
    trailY = ballY;
    if (!Board.inside(ballY + dy)) {
      dy = -dy;
    }
    ballY += dy;
    int x = ballX + dx;
    if (x > 0 && x < Board.LAST) {
      ballX = x;
      return 0;
    }
    return reach(x, random);
  }

  /** Where the middle of a paddle can be. */
  private static int within(int row) {
    return Math.max(1, Math.min(Board.LAST - 1, row));
  }

  /** The ball is about to enter a paddle's column; returns the reward. */
  private int reach(int x, RandomGenerator random) {
    int fromMiddle = ballY - (x == 0 ? opponent : paddle);
    if (Math.abs(fromMiddle) <= 1) {
      dx = -dx;
      dy = fromMiddle == 0 ? dy : fromMiddle;
      return 0;
    }
    int reward = x == 0 ? 1 : -1;
    points += x == 0 ? 1 : 0;
    opponentPoints += x == 0 ? 0 : 1;
    if (Math.max(points, opponentPoints) == WINNING_POINTS) {
      ballX = x;
      end();
    } else {
      serve(random);
    }
    return reward;
  }

  @Override
  public void observe(float[] out, int offset) {
    for (int i = -1; i <= 1; i++) {
      board.mark(out, offset, Board.LAST, paddle + i, 0);
      board.mark(out, offset, 0, opponent + i, 1);
    }
    board.mark(out, offset, ballX, ballY, 2);
    board.mark(out, offset, trailX, trailY, 3);
    for (int i = 0; i < points; i++) {
      board.mark(out, offset, Board.LAST - i, 0, 4);
    }
    for (int i = 0; i < opponentPoints; i++) {
      board.mark(out, offset, i, 0, 4);
    }
  }

  @Override
  void exchange(StateTape tape) {
    paddle = tape.number("the player's row", paddle, 1, Board.LAST - 1);
    opponent = tape.number("the opponent's row", opponent, 1, Board.LAST - 1);
    ballX = tape.number("the ball's column", ballX, 0, Board.LAST);
    ballY = tape.number("the ball's row", ballY, 0, Board.LAST);
    dx = tape.sign("the ball's way across", dx);
    dy = tape.sign("the ball's way down", dy);
    trailX = tape.number("the trail's column", trailX, 0, Board.LAST);
    trailY = tape.number("the trail's row", trailY, 0, Board.LAST);
    points = tape.number("the player's points", points, 0, WINNING_POINTS);
    opponentPoints = tape.number("the opponent's points", opponentPoints, 0, WINNING_POINTS);
  }

  @Override
  @Nullable String flaw() {
    if (terminated()) {
      return null;
    }
    if (ballX == 0 || ballX == Board.LAST) {
      return "the ball cannot be in column %d while the game goes on".formatted(ballX);
    }
    return Math.max(points, opponentPoints) == WINNING_POINTS
        ? "the game cannot go on with %d points of one side".formatted(WINNING_POINTS)
        : null;
  }

  /** Gives the score, both sides' points and how the ball moves. */
  @Override
  public void measure(Sink sink) {
    super.measure(sink);
    sink.measure("points", points);
    sink.measure("opponent-points", opponentPoints);
    sink.measure("ball-right", dx);
    sink.measure("ball-down", dy);
  }

  @Override
  public void paint(Canvas canvas) {
    PongScene.paint(canvas, this);
  }
}
