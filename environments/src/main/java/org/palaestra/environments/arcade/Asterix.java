package org.palaestra.environments.arcade;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.palaestra.view.Canvas;

/**
 * Gather gold and keep away from enemies, both of which fly past on eight rows.
 *
 * <h2>Description</h2>
 *
 * <p>The board has 10 × 10 cells. Each of rows 1 to 8 is a slot for one thing at a time, which
 * enters at one edge and leaves at the other. A step happens in this order:
 *
 * <ol>
 *   <li>If the spawn timer is 0, something spawns and the timer is set to the spawn speed. Two
 *       numbers are drawn uniformly: from 2, where 0 means from column 0 to the right and 1 from
 *       column 9 to the left; from 3, where 0 means gold and the others an enemy. Then, if a slot
 *       is free, which of the free ones it takes, counted from the top; if none is, nothing
 *       appears.
 *   <li>The player moves, within columns 0 to 9 and rows 1 to 8.
 *   <li>Each thing on the player: gold is taken, for a reward of 1, and its slot is free; an enemy
 *       ends the game and stays.
 *   <li>If the move timer is 0, it is set to the move speed and each thing moves one cell. Off the
 *       board it vanishes; on the player the same happens as above.
 *   <li>Both timers count down.
 *   <li>With ramping, while the spawn speed or the move speed is above 1: if the ramp timer is at
 *       least 0, it counts down. Otherwise the move speed falls by 1 if it is above 1 and the ramp
 *       index is odd, the spawn speed falls by 1 if it is above 1, the index rises by 1, and the
 *       timer is set to 100. So this happens in every 102nd step.
 * </ol>
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>6 discrete; the minimal set is noop, left, up, right, down</caption>
 *   <tr><th>action</th><th>minimal</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>0</td><td>stay</td></tr>
 *   <tr><td>1</td><td>1</td><td>left</td></tr>
 *   <tr><td>2</td><td>2</td><td>up</td></tr>
 *   <tr><td>3</td><td>3</td><td>right</td></tr>
 *   <tr><td>4</td><td>4</td><td>down</td></tr>
 *   <tr><td>5</td><td></td><td>stay</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>bits [10, 10, 4]: row downwards, column to the right, channel</caption>
 *   <tr><th>channel</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>player</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>1</td><td>enemy</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>2</td><td>trail: the cell behind an enemy or gold, if on the board</td>
 *       <td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>3</td><td>gold</td><td>there or not</td><td>0</td><td>1</td></tr>
 * </table>
 *
 * <h2>As pixels</h2>
 *
 * <p>{@code Asterix-Pixels-v1} is the same game, seen as bytes [84, 84, 4]: 84 rows downwards by 84
 * columns to the right, grey from 0, black, to 255, white, of what {@link #paint} draws, texts left
 * out. The channels are the last 4 frames, the oldest first, one a step; the first frame of an
 * episode stands for those before it.
 *
 * <h2>Reward</h2>
 *
 * <p>1 for every gold.
 *
 * <h2>Start</h2>
 *
 * <p>The player is in column 5 of row 5 and every slot is free. Spawn speed and timer are 10, move
 * speed and timer 5, the ramp timer 100 and the ramp index 0. Nothing is drawn.
 *
 * <h2>End</h2>
 *
 * <p>Terminated when an enemy is on the player. Truncated after 10,000 steps.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link Options}. Around the registered game, the wrapper {@code sticky-actions} repeats
 * the last action with probability 0.1 instead of the chosen one, as in the paper.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the dynamics of MinAtar's Asterix, version 1.0.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>K. Young and T. Tian, "MinAtar: An Atari-Inspired Testbed for Thorough and Reproducible
 * Reinforcement Learning Experiments", arXiv:1903.03176, 2019.
 */
public final class Asterix extends ArcadeGame {

  /** The id under which it is registered. */
  public static final String ID = "Asterix-v1";

  /**
   * How a game differs from another.
   *
   * @param ramping whether things come and move faster as time passes
   * @param minimalActions whether there are only the actions that have an effect, numbered anew
   */
  public record Options(boolean ramping, boolean minimalActions) {

    /** Ramping, and all six actions. */
    public static final Options DEFAULT = new Options(true, false);
  }

  /** Number of slots; slot i is row i + 1. */
  static final int SLOTS = 8;

  /** What a slot can hold. */
  static final int FREE = 0;

  static final int ENEMY = 1;
  static final int GOLD = 2;

  private static final int SPAWN_SPEED = 10;
  private static final int MOVE_SPEED = 5;
  private static final int RAMP_PAUSE = 100;

  /** The ramp index at which both speeds are 1: the spawn speed has fallen nine times. */
  private static final int LAST_RAMP = SPAWN_SPEED - 1;

  private static final int IDS = 1 << 16;

  private final boolean ramping;
  int playerX;
  int playerY = 1;
  final int[] content = new int[SLOTS];
  final int[] x = new int[SLOTS];

  /** 1 for things that go to the right, 0 for the others. */
  private final int[] rightward = new int[SLOTS];

  final int[] id = new int[SLOTS];
  private int nextId;
  private int spawnTimer;
  private int moveTimer;
  private int rampTimer;
  private int rampIndex;

  /** A game that has not begun. */
  public Asterix(Options options) {
    super(
        "Asterix",
        4,
        ActionSet.of(options.minimalActions, Move.NOOP, Move.LEFT, Move.UP, Move.RIGHT, Move.DOWN));
    ramping = options.ramping;
  }

  @Override
  void start(RandomGenerator random) {
    playerX = 5;
    playerY = 5;
    Arrays.fill(content, FREE);
    Arrays.fill(x, 0);
    Arrays.fill(rightward, 0);
    Arrays.fill(id, 0);
    nextId = 0;
    spawnTimer = SPAWN_SPEED;
    moveTimer = MOVE_SPEED;
    rampTimer = RAMP_PAUSE;
    rampIndex = 0;
  }

  /** Steps between two spawns: 10, 9, … 1 with the ramp index. */
  private int spawnSpeed() {
    return SPAWN_SPEED - rampIndex;
  }

  /** Steps between two moves of things: falls with every other rise of the ramp index. */
  private int moveSpeed() {
    return Math.max(1, MOVE_SPEED - rampIndex / 2);
  }

  @Override
  int advance(Move move, RandomGenerator random) {
    if (spawnTimer == 0) {
      spawn(random);
      spawnTimer = spawnSpeed();
    }
    playerX = Board.clamp(playerX + move.dx);
    playerY = Math.max(1, Math.min(SLOTS, playerY + move.dy));
    int reward = touch(playerY - 1);
    if (moveTimer == 0) {
      moveTimer = moveSpeed();
      reward += moveThings();
    }
    spawnTimer--;
    moveTimer--;
    if (ramping) {
      ramp();
    }
    return reward;
  }

  private void spawn(RandomGenerator random) {
    int toTheRight = 1 - random.nextInt(2);
    int kind = random.nextInt(3) == 0 ? GOLD : ENEMY;
    int free = 0;
    for (int i = 0; i < SLOTS; i++) {
      free += content[i] == FREE ? 1 : 0;
    }
    if (free == 0) {
      return;
    }
    int skip = random.nextInt(free);
    int slot = 0;
    while (content[slot] != FREE || skip-- > 0) {
      slot++;
    }
    content[slot] = kind;
    x[slot] = toTheRight == 1 ? 0 : Board.LAST;
    rightward[slot] = toTheRight;
    id[slot] = nextId;
    nextId = (nextId + 1) & (IDS - 1);
  }

  /** What happens if the thing in a slot is on the player. */
  private int touch(int slot) {
    if (content[slot] == FREE || x[slot] != playerX || slot + 1 != playerY) {
      return 0;
    }
    if (content[slot] == ENEMY) {
      end();
      return 0;
    }
    content[slot] = FREE;
    return 1;
  }

  private int moveThings() {
    int reward = 0;
    for (int i = 0; i < SLOTS; i++) {
      int next = x[i] + dx(i);
      if (content[i] == FREE) {
        continue;
      }
      if (Board.inside(next)) {
        x[i] = next;
        reward += touch(i);
      } else {
        content[i] = FREE;
      }
    }
    return reward;
  }

  private void ramp() {
    if (rampIndex == LAST_RAMP) {
      return;
    }
    if (rampTimer >= 0) {
      rampTimer--;
    } else {
      rampIndex++;
      rampTimer = RAMP_PAUSE;
    }
  }

  /** 1 for a thing that goes to the right, −1 for another. */
  int dx(int slot) {
    return 2 * rightward[slot] - 1;
  }

  @Override
  public void observe(float[] out, int offset) {
    board.mark(out, offset, playerX, playerY, 0);
    for (int i = 0; i < SLOTS; i++) {
      if (content[i] != FREE) {
        board.mark(out, offset, x[i], i + 1, content[i] == GOLD ? 3 : 1);
        board.markInside(out, offset, x[i] - dx(i), i + 1, 2);
      }
    }
  }

  @Override
  void exchange(StateTape tape) {
    playerX = tape.number("the player's column", playerX, 0, Board.LAST);
    playerY = tape.number("the player's row", playerY, 1, SLOTS);
    tape.numbers("what is in a slot", content, FREE, GOLD);
    tape.numbers("a thing's column", x, 0, Board.LAST);
    tape.numbers("whether a thing goes right", rightward, 0, 1);
    tape.numbers("a thing's id", id, 0, IDS - 1);
    nextId = tape.number("the next id", nextId, 0, IDS - 1);
    spawnTimer = tape.number("the spawn timer", spawnTimer, 0, SPAWN_SPEED);
    moveTimer = tape.number("the move timer", moveTimer, 0, MOVE_SPEED);
    rampTimer = tape.number("the ramp timer", rampTimer, -1, RAMP_PAUSE);
    rampIndex = tape.number("the ramp index", rampIndex, 0, LAST_RAMP);
  }

  /** Any of these values go together. */
  @Override
  @Nullable String flaw() {
    return null;
  }

  /** Gives the score, both speeds and every timer. */
  @Override
  public void measure(Sink sink) {
    super.measure(sink);
    sink.measure("spawn-speed", spawnSpeed());
    sink.measure("spawn-timer", spawnTimer);
    sink.measure("move-speed", moveSpeed());
    sink.measure("move-timer", moveTimer);
    sink.measure("ramp-timer", rampTimer);
  }

  @Override
  public void paint(Canvas canvas) {
    AsterixScene.paint(canvas, this);
  }
}
