package org.palaestra.environments.arcade;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.palaestra.view.Canvas;

/**
 * Rescue divers with a submarine, among fish and enemies, before the oxygen runs out.
 *
 * <h2>Description</h2>
 *
 * <p>The board has 10 × 10 cells; row 0 is the surface and row 9 holds the gauges. Surfacing with a
 * diver on board fills the oxygen and costs a diver; with six it is rewarded. A step happens in
 * this order, where a walk newest first handles each thing that was there at its start once:
 *
 * <ol>
 *   <li>If the enemy spawn timer is 0, it is set to the spawn speed and three numbers are drawn
 *       uniformly: from 2, where 0 means from column 0 to the right and 1 from column 9 to the
 *       left; from 3, where 0 means a submarine and the others a fish; from 8, the row less 1.
 *       Nothing appears if a fish or submarine in that row goes the other way. If the diver spawn
 *       timer is 0, it is set to 30 and two numbers are drawn, from 2 and from 8, with the same
 *       meaning; a diver always appears. An enemy's move timer starts at the move speed, a
 *       submarine's shot timer at 10, a diver's move timer at 5.
 *   <li>The submarine fires if its shot timer is 0: a bullet appears in its cell, going the way it
 *       faces, and the timer is set to 5. Or it moves, within columns 0 to 9 and rows 0 to 8; left
 *       and right also turn it.
 *   <li>Friendly bullets, newest first, move one cell; off the board they vanish. Else the oldest
 *       fish in the cell dies with the bullet, for a reward of 1, or, if there is none, the oldest
 *       enemy submarine.
 *   <li>Divers, newest first: one on the submarine is picked up if there are fewer than 6 on board.
 *       Else if its timer is 0, the timer is set to 5 and the diver moves; off the board it
 *       vanishes, on the submarine it is picked up if there are fewer than 6. Else the timer counts
 *       down.
 *   <li>Enemy submarines, newest first: one on the submarine ends the game. If its move timer is 0,
 *       the timer is set to the move speed and it moves; off the board it vanishes, on the
 *       submarine it ends the game, else the oldest friendly bullet in its cell kills it and is
 *       spent, for a reward of 1. If the move timer is not 0, it counts down. Then, even if it was
 *       just removed: if its shot timer is 0, the timer is set to 10 and an enemy bullet appears in
 *       its cell, going its way; otherwise the timer counts down.
 *   <li>Enemy bullets, newest first: one on the submarine ends the game; it moves; off the board it
 *       vanishes; on the submarine it ends the game.
 *   <li>Fish, as enemy submarines, without the shot.
 *   <li>Both spawn timers and the shot timer count down, not below 0. If the oxygen is at or below
 *       0, the game ends. Below row 0 the oxygen falls by 1, and the submarine is no longer
 *       surfaced. On row 0, if it is not surfaced: with exactly 0 divers the game ends. Else it is
 *       surfaced; with 6 divers the reward is a twentieth of the oxygen, rounded down, and their
 *       number becomes 0; the oxygen is 200 again; the number of divers falls by 1; and with
 *       ramping, while the spawn speed is above 1 or the move speed above 2, the move speed falls
 *       by 1 if it is above 2 and the ramp index is odd, the spawn speed falls by 1 if it is above
 *       1, and the index rises by 1.
 * </ol>
 *
 * <p>So surfacing with six divers leaves −1. A negative number does not end the game; it falls with
 * each surfacing and rises with each diver.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>6 discrete, which is also the minimal set</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>stay</td></tr>
 *   <tr><td>1</td><td>left</td></tr>
 *   <tr><td>2</td><td>up</td></tr>
 *   <tr><td>3</td><td>right</td></tr>
 *   <tr><td>4</td><td>down</td></tr>
 *   <tr><td>5</td><td>fire</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>bits [10, 10, 10]: row downwards, column to the right, channel</caption>
 *   <tr><th>channel</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>the submarine, the only cell that counts for contact</td>
 *       <td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>1</td><td>the cell behind it</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>2</td><td>friendly bullet</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>3</td><td>trail: the cell behind a fish, enemy submarine or diver, if on the board</td>
 *       <td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>4</td><td>enemy bullet</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>5</td><td>fish</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>6</td><td>enemy submarine</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>7</td><td>oxygen: row 9, columns 0 to oxygen · 10 / 200 − 1, rounded down</td>
 *       <td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>8</td><td>divers on board: row 9, columns 9 − number to 8</td>
 *       <td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>9</td><td>diver</td><td>there or not</td><td>0</td><td>1</td></tr>
 * </table>
 *
 * <h2>As pixels</h2>
 *
 * <p>{@code Seaquest-Pixels-v1} is the same game, seen as bytes [84, 84, 4]: 84 rows downwards by
 * 84 columns to the right, grey from 0, black, to 255, white, of what {@link #paint} draws, texts
 * left out. The channels are the last 4 frames, the oldest first, one a step; the first frame of an
 * episode stands for those before it.
 *
 * <h2>Reward</h2>
 *
 * <p>1 for every fish and enemy submarine; up to 10 for six divers, the more the more oxygen is
 * left.
 *
 * <h2>Start</h2>
 *
 * <p>The submarine is surfaced in column 5 of row 0, facing left, with 200 oxygen and no divers.
 * Enemy spawn speed and timer are 20, the diver spawn timer is 30, the move speed 5, the shot timer
 * 0 and the ramp index 0. Nothing is drawn.
 *
 * <h2>End</h2>
 *
 * <p>Terminated by contact with an enemy or its bullet, without oxygen, or by surfacing without a
 * diver. Truncated after 10,000 steps.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link Options}. Around the registered game, the wrapper {@code sticky-actions} repeats
 * the last action with probability 0.1 instead of the chosen one, as in the paper.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the dynamics of MinAtar's Seaquest, version 1.0.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>K. Young and T. Tian, "MinAtar: An Atari-Inspired Testbed for Thorough and Reproducible
 * Reinforcement Learning Experiments", arXiv:1903.03176, 2019.
 */
public final class Seaquest extends ArcadeGame {

  /** The id under which it is registered. */
  public static final String ID = "Seaquest-v1";

  /**
   * How a game differs from another.
   *
   * @param ramping whether enemies come and move faster with each surfacing
   * @param minimalActions whether there are only the actions that have an effect, which here all
   *     have
   */
  public record Options(boolean ramping, boolean minimalActions) {

    /** Ramping. */
    public static final Options DEFAULT = new Options(true, false);
  }

  static final int MOST_OXYGEN = 200;
  static final int MOST_DIVERS = 6;
  private static final int LOWEST_ROW = 8;
  private static final int SHOT_PAUSE = 5;
  private static final int FEWEST_DIVERS = -(1 << 20);
  private static final int OXYGEN_PER_CELL = MOST_OXYGEN / 10;

  private final boolean ramping;
  final SeaquestTraffic traffic = new SeaquestTraffic(this);
  final Movers bullets = new Movers("friendly bullets");
  int subX = 5;
  int subY;

  /** 1 if the submarine faces right, −1 if left. */
  int facing = -1;

  int oxygen;
  int divers;
  private boolean surfaced;
  private int shotTimer;

  /** A game that has not begun. */
  public Seaquest(Options options) {
    super("Seaquest", 10, ActionSet.of(options.minimalActions, Move.values()));
    ramping = options.ramping;
  }

  @Override
  void start(RandomGenerator random) {
    traffic.start();
    bullets.clear();
    subX = 5;
    subY = 0;
    facing = -1;
    oxygen = MOST_OXYGEN;
    divers = 0;
    surfaced = true;
    shotTimer = 0;
  }

  @Override
  int advance(Move move, RandomGenerator random) {
    traffic.spawn(random);
    act(move);
    int reward = moveBullets();
    traffic.moveDivers();
    reward += traffic.moveEnemies();
    traffic.countDown();
    shotTimer = Math.max(0, shotTimer - 1);
    return reward + breathe();
  }

  private void act(Move move) {
    if (move != Move.FIRE) {
      subX = Board.clamp(subX + move.dx);
      subY = Math.max(0, Math.min(LOWEST_ROW, subY + move.dy));
      facing = move.dx != 0 ? move.dx : facing;
    } else if (shotTimer == 0) {
      bullets.add(subX, subY, facing, 0, 0);
      shotTimer = SHOT_PAUSE;
    }
  }

  private int moveBullets() {
    int reward = 0;
    for (int i = bullets.size() - 1; i >= 0; i--) {
      bullets.x[i] += bullets.dx[i];
      if (!Board.inside(bullets.x[i])) {
        bullets.remove(i);
      } else if (traffic.killAt(bullets.x[i], bullets.y[i])) {
        bullets.remove(i);
        reward++;
      }
    }
    return reward;
  }

  /** Spends the oldest friendly bullet in a cell; false if there is none. */
  boolean spendBulletAt(int x, int y) {
    int bullet = bullets.oldestAt(x, y);
    if (bullet < 0) {
      return false;
    }
    bullets.remove(bullet);
    return true;
  }

  /** Whether the submarine takes in a diver at its cell. */
  boolean takesDiver() {
    if (divers >= MOST_DIVERS) {
      return false;
    }
    divers++;
    return true;
  }

  private int breathe() {
    if (oxygen <= 0) {
      end();
    }
    if (subY > 0) {
      oxygen--;
      surfaced = false;
      return 0;
    }
    return surfaced ? 0 : surface();
  }

  private int surface() {
    if (divers == 0) {
      end();
      return 0;
    }
    surfaced = true;
    int reward = 0;
    if (divers == MOST_DIVERS) {
      reward = oxygen / OXYGEN_PER_CELL;
      divers = 0;
    }
    oxygen = MOST_OXYGEN;
    divers--;
    if (ramping) {
      traffic.ramp();
    }
    return reward;
  }

  @Override
  public void observe(float[] out, int offset) {
    board.mark(out, offset, subX, subY, 0);
    board.mark(out, offset, subX - facing, subY, 1);
    bullets.mark(board, out, offset, 2);
    traffic.mark(board, out, offset);
    for (int x = 0; x < oxygen / OXYGEN_PER_CELL; x++) {
      board.mark(out, offset, x, Board.LAST, 7);
    }
    for (int x = Board.LAST - divers; x < Board.LAST; x++) {
      board.mark(out, offset, x, Board.LAST, 8);
    }
  }

  @Override
  void exchange(StateTape tape) {
    subX = tape.number("the submarine's column", subX, 0, Board.LAST);
    subY = tape.number("the submarine's row", subY, 0, LOWEST_ROW);
    facing = tape.sign("the submarine's direction", facing);
    oxygen = tape.number("the oxygen", oxygen, -1, MOST_OXYGEN);
    divers = tape.number("the number of divers on board", divers, FEWEST_DIVERS, MOST_DIVERS);
    surfaced = tape.flag("whether it is surfaced", surfaced);
    shotTimer = tape.number("the shot timer", shotTimer, 0, SHOT_PAUSE);
    bullets.exchange(tape, 0, 0);
    traffic.exchange(tape);
  }

  @Override
  @Nullable String flaw() {
    return Board.inside(subX - facing)
        ? null
        : "the submarine cannot face inwards from column %d".formatted(subX);
  }

  /** Gives the score, what the gauges show, both speeds and every timer. */
  @Override
  public void measure(Sink sink) {
    super.measure(sink);
    sink.measure("oxygen", oxygen);
    sink.measure("divers", divers);
    sink.measure("shot-timer", shotTimer);
    traffic.measure(sink);
  }

  @Override
  public void paint(Canvas canvas) {
    SeaquestScene.paint(canvas, this);
  }
}
