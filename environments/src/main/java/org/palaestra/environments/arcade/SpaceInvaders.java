package org.palaestra.environments.arcade;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.palaestra.view.Canvas;

/**
 * Shoot a formation of aliens before it comes down.
 *
 * <h2>Description</h2>
 *
 * <p>The board has 10 × 10 cells. The aliens travel sideways together, go down a row at each edge,
 * move faster the fewer they are, and shoot from the column that is nearest to the cannon. A step
 * happens in this order:
 *
 * <ol>
 *   <li>The cannon fires if its shot timer is 0: a bullet appears in its cell and the timer is set
 *       to 5. Or it moves; it stops at the edge.
 *   <li>Friendly bullets go up one row and enemy bullets down one; those that leave the board
 *       vanish. An enemy bullet on the cannon ends the game.
 *   <li>An alien on the cannon ends the game.
 *   <li>If the aliens' move timer is 0, it is set to the number of aliens, at most the move
 *       interval. If an alien is in the edge column towards which they travel, they turn round, the
 *       game ends if an alien is on row 9, and all go down one row, from row 9 to row 0, without
 *       shifting. Else all shift one column. After either, an alien on the cannon ends the game.
 *   <li>If the aliens' shot timer is 0, it is set to 10, and in the column nearest to the cannon
 *       among those with aliens, of two the left one, the lowest alien leaves an enemy bullet in
 *       its own cell.
 *   <li>Each alien that shares a cell with a friendly bullet dies with it, for a reward of 1.
 *   <li>All three timers count down, the cannon's not below 0.
 *   <li>If no alien is left: with ramping the move interval falls by 1 down to 6, and the aliens
 *       come again as at the start, while their direction, the timers and the bullets stay.
 * </ol>
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>6 discrete; the minimal set is noop, left, right, fire</caption>
 *   <tr><th>action</th><th>minimal</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>0</td><td>stay</td></tr>
 *   <tr><td>1</td><td>1</td><td>left</td></tr>
 *   <tr><td>3</td><td>2</td><td>right</td></tr>
 *   <tr><td>5</td><td>3</td><td>fire</td></tr>
 *   <tr><td>2, 4</td><td></td><td>stay</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>bits [10, 10, 6]: row downwards, column to the right, channel</caption>
 *   <tr><th>channel</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>cannon</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>1</td><td>alien</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>2</td><td>alien, while they travel left</td><td>there or not</td><td>0</td>
 *       <td>1</td></tr>
 *   <tr><td>3</td><td>alien, while they travel right</td><td>there or not</td><td>0</td>
 *       <td>1</td></tr>
 *   <tr><td>4</td><td>friendly bullet</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>5</td><td>enemy bullet</td><td>there or not</td><td>0</td><td>1</td></tr>
 * </table>
 *
 * <h2>As pixels</h2>
 *
 * <p>{@code SpaceInvaders-Pixels-v1} is the same game, seen as bytes [84, 84, 4]: 84 rows downwards
 * by 84 columns to the right, grey from 0, black, to 255, white, of what {@link #paint} draws,
 * texts left out. The channels are the last 4 frames, the oldest first, one a step; the first frame
 * of an episode stands for those before it.
 *
 * <h2>Reward</h2>
 *
 * <p>1 for every alien.
 *
 * <h2>Start</h2>
 *
 * <p>The cannon is in column 5 of row 9. Aliens fill rows 0 to 3 in columns 2 to 7 and travel left.
 * The move interval and its timer are 12, the aliens' shot timer 10, the cannon's 0. Nothing is
 * drawn.
 *
 * <h2>End</h2>
 *
 * <p>Terminated when the cannon is hit by a bullet or an alien, or when the aliens, on row 9, reach
 * an edge. Truncated after 10,000 steps.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link Options}. Around the registered game, the wrapper {@code sticky-actions} repeats
 * the last action with probability 0.1 instead of the chosen one, as in the paper.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the dynamics of MinAtar's Space Invaders, version 1.0.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>K. Young and T. Tian, "MinAtar: An Atari-Inspired Testbed for Thorough and Reproducible
 * Reinforcement Learning Experiments", arXiv:1903.03176, 2019.
 */
public final class SpaceInvaders extends ArcadeGame {

  /** The id under which it is registered. */
  public static final String ID = "SpaceInvaders-v1";

  /**
   * How a game differs from another.
   *
   * @param ramping whether each new formation moves faster than the one before
   * @param minimalActions whether there are only the actions that have an effect, numbered anew
   */
  public record Options(boolean ramping, boolean minimalActions) {

    /** Ramping, and all six actions. */
    public static final Options DEFAULT = new Options(true, false);
  }

  private static final int SLOWEST_INTERVAL = 12;
  private static final int FASTEST_INTERVAL = 6;
  private static final int SHOT_PAUSE = 5;
  private static final int ALIEN_SHOT_PAUSE = 10;
  private static final int MOST_WAVES = 1 << 24;

  private final boolean ramping;
  final Formation aliens = new Formation();
  final Movers friendlyBullets = new Movers("friendly bullets");
  final Movers enemyBullets = new Movers("enemy bullets");
  int cannon;
  private int direction = -1;
  private int interval;
  private int moveTimer;
  private int alienShotTimer;
  private int shotTimer;

  /** How many formations came before this one. */
  int wave;

  /** A game that has not begun. */
  public SpaceInvaders(Options options) {
    super(
        "SpaceInvaders",
        6,
        ActionSet.of(options.minimalActions, Move.NOOP, Move.LEFT, Move.RIGHT, Move.FIRE));
    ramping = options.ramping;
  }

  @Override
  void start(RandomGenerator random) {
    aliens.fill();
    friendlyBullets.clear();
    enemyBullets.clear();
    cannon = 5;
    direction = -1;
    interval = SLOWEST_INTERVAL;
    moveTimer = SLOWEST_INTERVAL;
    alienShotTimer = ALIEN_SHOT_PAUSE;
    shotTimer = 0;
    wave = 0;
  }

  @Override
  int advance(Move move, RandomGenerator random) {
    if (move == Move.FIRE) {
      fire();
    } else {
      cannon = Board.clamp(cannon + move.dx);
    }
    moveBullets();
    endIfReached();
    if (moveTimer == 0) {
      moveTimer = Math.min(aliens.count(), interval);
      moveAliens();
      endIfReached();
    }
    if (alienShotTimer == 0) {
      alienShotTimer = ALIEN_SHOT_PAUSE;
      int x = aliens.columnNearest(cannon);
      enemyBullets.add(x, aliens.lowest(x), 1, 0, 0);
    }
    int reward = strike();
    moveTimer--;
    alienShotTimer--;
    shotTimer = Math.max(0, shotTimer - 1);
    if (aliens.count() == 0) {
      if (ramping && interval > FASTEST_INTERVAL) {
        interval--;
      }
      aliens.fill();
      wave = (wave + 1) & (MOST_WAVES - 1);
    }
    return reward;
  }

  private void fire() {
    if (shotTimer == 0) {
      friendlyBullets.add(cannon, Board.LAST, 1, 0, 0);
      shotTimer = SHOT_PAUSE;
    }
  }

  private void moveBullets() {
    for (int i = friendlyBullets.size() - 1; i >= 0; i--) {
      if (--friendlyBullets.y[i] < 0) {
        friendlyBullets.remove(i);
      }
    }
    for (int i = enemyBullets.size() - 1; i >= 0; i--) {
      if (++enemyBullets.y[i] > Board.LAST) {
        enemyBullets.remove(i);
      } else if (enemyBullets.at(i, cannon, Board.LAST)) {
        end();
      }
    }
  }

  private void moveAliens() {
    if (aliens.atEdge(direction)) {
      direction = -direction;
      if (aliens.onRow(Board.LAST)) {
        end();
      }
      aliens.descend();
    } else {
      aliens.shift(direction);
    }
  }

  private void endIfReached() {
    if (aliens.at(cannon, Board.LAST)) {
      end();
    }
  }

  private int strike() {
    int hits = 0;
    for (int i = friendlyBullets.size() - 1; i >= 0; i--) {
      if (aliens.remove(friendlyBullets.x[i], friendlyBullets.y[i])) {
        friendlyBullets.remove(i);
        hits++;
      }
    }
    return hits;
  }

  @Override
  public void observe(float[] out, int offset) {
    board.mark(out, offset, cannon, Board.LAST, 0);
    aliens.mark(board, out, offset, 1, direction < 0 ? 2 : 3);
    friendlyBullets.mark(board, out, offset, 4);
    enemyBullets.mark(board, out, offset, 5);
  }

  @Override
  void exchange(StateTape tape) {
    cannon = tape.number("the cannon's column", cannon, 0, Board.LAST);
    direction = tape.sign("the aliens' direction", direction);
    interval = tape.number("the move interval", interval, FASTEST_INTERVAL, SLOWEST_INTERVAL);
    moveTimer = tape.number("the aliens' move timer", moveTimer, 0, SLOWEST_INTERVAL);
    alienShotTimer = tape.number("the aliens' shot timer", alienShotTimer, 0, ALIEN_SHOT_PAUSE);
    shotTimer = tape.number("the cannon's shot timer", shotTimer, 0, SHOT_PAUSE);
    wave = tape.number("the wave", wave, 0, MOST_WAVES - 1);
    aliens.exchange(tape);
    friendlyBullets.exchange(tape, 0, 0);
    enemyBullets.exchange(tape, 0, 0);
  }

  @Override
  @Nullable String flaw() {
    return aliens.flaw();
  }

  /** Gives the score, how many aliens are left and every timer. */
  @Override
  public void measure(Sink sink) {
    super.measure(sink);
    sink.measure("aliens", aliens.count());
    sink.measure("move-interval", interval);
    sink.measure("move-timer", moveTimer);
    sink.measure("alien-shot-timer", alienShotTimer);
    sink.measure("shot-timer", shotTimer);
  }

  /** How much of the cannon's pause between shots is over, from 0 to 1. */
  double loaded() {
    return 1 - shotTimer / (double) SHOT_PAUSE;
  }

  @Override
  public void paint(Canvas canvas) {
    SpaceInvadersScene.paint(canvas, this);
  }
}
