package org.palaestra.environments.arcade;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.palaestra.view.Canvas;

/**
 * Eat apples with a snake that grows and must not bite itself.
 *
 * <h2>Description</h2>
 *
 * <p>The board has 10 × 10 cells with a wall around it. The snake's head moves one cell in each
 * step, and the rest follows. An apple lies in a free cell. A step happens in this order:
 *
 * <ol>
 *   <li>The snake turns to the direction of the action. Staying, firing and the direction opposite
 *       to its own leave that as it is.
 *   <li>The head's next cell is one on. Off the board, the game ends, and the snake stays.
 *   <li>If the apple is there, the snake eats it for a reward of 1 and grows: the head moves and
 *       the tail stays; the energy is 100 again. If no cell is free now, the game ends. Else a
 *       number is drawn uniformly from the number of free cells: which of them, counted along the
 *       rows from the top left, has the next apple.
 *   <li>If not, the tail leaves its cell. If then the snake is in the head's next cell, the game
 *       ends, and the snake stays with its tail where it was. Else the head moves. The energy falls
 *       by 1, and at 0 the game ends.
 * </ol>
 *
 * <p>So the head may follow right behind the tail. 100 steps suffice to reach any apple on a closed
 * tour of all cells: whoever starves was going in circles, and everybody can fill the board, which
 * is worth 97.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>6 discrete; the minimal set is noop, left, up, right, down</caption>
 *   <tr><th>action</th><th>minimal</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>0</td><td>straight on</td></tr>
 *   <tr><td>1</td><td>1</td><td>left</td></tr>
 *   <tr><td>2</td><td>2</td><td>up</td></tr>
 *   <tr><td>3</td><td>3</td><td>right</td></tr>
 *   <tr><td>4</td><td>4</td><td>down</td></tr>
 *   <tr><td>5</td><td></td><td>straight on</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>bits [10, 10, 6]: row downwards, column to the right, channel</caption>
 *   <tr><th>channel</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>head</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>1</td><td>neck: the cell behind the head</td><td>there or not</td><td>0</td>
 *       <td>1</td></tr>
 *   <tr><td>2</td><td>the whole snake</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>3</td><td>tail: the last cell</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>4</td><td>apple</td><td>there or not</td><td>0</td><td>1</td></tr>
 *   <tr><td>5</td><td>energy: row 9, as many columns from 0 on as a tenth of it, rounded up</td>
 *       <td>there or not</td><td>0</td><td>1</td></tr>
 * </table>
 *
 * <h2>As pixels</h2>
 *
 * <p>{@code Snake-Pixels-v1} is the same game, seen as bytes [84, 84, 4]: 84 rows downwards by 84
 * columns to the right, grey from 0, black, to 255, white, of what {@link #paint} draws, texts left
 * out. The channels are the last 4 frames, the oldest first, one a step; the first frame of an
 * episode stands for those before it.
 *
 * <h2>Reward</h2>
 *
 * <p>1 for every apple.
 *
 * <h2>Start</h2>
 *
 * <p>The snake is three cells long, its head in column 5 of row 5, its tail in column 3, and goes
 * right. Its energy is 100. The apple is drawn as above.
 *
 * <h2>End</h2>
 *
 * <p>Terminated at the wall, by a bite, without energy, or with the board full. Truncated after
 * 10,000 steps, more than the energy of all apples lasts.
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
 * <p>Rules of our own after Gremlin's "Blockade", 1976, in the style of MinAtar (Young and Tian,
 * 2019).
 */
public final class Snake extends ArcadeGame {

  /** The id under which it is registered. */
  public static final String ID = "Snake-v1";

  /**
   * How a game differs from another.
   *
   * @param minimalActions whether there are only the actions that have an effect, numbered anew
   */
  public record Options(boolean minimalActions) {

    /** All six actions. */
    public static final Options DEFAULT = new Options(false);
  }

  static final int MOST_ENERGY = 100;
  private static final int CELLS = Board.SIZE * Board.SIZE;
  private static final int FIRST_LENGTH = 3;

  /** A ring of cells 10 · y + x: the head at {@code head}, the others at the indices after it. */
  private final int[] ring = new int[CELLS];

  private final boolean[] taken = new boolean[CELLS];
  private int head;
  private int length;
  private int dx = 1;
  private int dy;

  /** The apple's cell, or −1 when the board is full. */
  int apple = -1;

  int energy;

  /** A game that has not begun. */
  public Snake(Options options) {
    super(
        "Snake",
        6,
        ActionSet.of(options.minimalActions, Move.NOOP, Move.LEFT, Move.UP, Move.RIGHT, Move.DOWN));
    lieDown();
  }

  private void lieDown() {
    head = 0;
    length = FIRST_LENGTH;
    Arrays.fill(taken, false);
    for (int i = 0; i < length; i++) {
      ring[i] = 5 * Board.SIZE + 5 - i;
      taken[ring[i]] = true;
    }
    dx = 1;
    dy = 0;
  }

  @Override
  void start(RandomGenerator random) {
    lieDown();
    energy = MOST_ENERGY;
    placeApple(random);
  }

  private void placeApple(RandomGenerator random) {
    int skip = random.nextInt(CELLS - length);
    apple = 0;
    while (taken[apple] || skip-- > 0) {
      apple++;
    }
  }

  @Override
  int advance(Move move, RandomGenerator random) {
    boolean turns = move.dx != 0 || move.dy != 0;
    if (turns && (move.dx != -dx || move.dy != -dy)) {
      dx = move.dx;
      dy = move.dy;
    }
    int x = cell(0) % Board.SIZE + dx;
    int y = cell(0) / Board.SIZE + dy;
    if (!Board.inside(x) || !Board.inside(y)) {
      end();
      return 0;
    }
    int next = y * Board.SIZE + x;
    if (next == apple) {
      eat(random);
      return 1;
    }
    int tail = cell(length - 1);
    if (taken[next] && next != tail) {
      end();
      return 0;
    }
    taken[tail] = false;
    enter(next);
    energy--;
    if (energy == 0) {
      end();
    }
    return 0;
  }

  private void eat(RandomGenerator random) {
    enter(apple);
    length++;
    energy = MOST_ENERGY;
    if (length == CELLS) {
      apple = -1;
      end();
    } else {
      placeApple(random);
    }
  }

  private void enter(int next) {
    head = head == 0 ? CELLS - 1 : head - 1;
    ring[head] = next;
    taken[next] = true;
  }

  int length() {
    return length;
  }

  /** The snake's cell at a distance from its head, 10 · y + x. */
  int cell(int fromHead) {
    int index = head + fromHead;
    return ring[index < CELLS ? index : index - CELLS];
  }

  @Override
  public void observe(float[] out, int offset) {
    board.mark(out, offset, cell(0), 0, 0); // a column beyond the first row runs on into the next
    board.mark(out, offset, cell(1), 0, 1);
    for (int i = 0; i < length; i++) {
      board.mark(out, offset, cell(i), 0, 2);
    }
    board.mark(out, offset, cell(length - 1), 0, 3);
    if (apple >= 0) {
      board.mark(out, offset, apple, 0, 4);
    }
    for (int x = 0; x < energyCells(); x++) {
      board.mark(out, offset, x, Board.LAST, 5);
    }
  }

  private int energyCells() {
    return (energy + Board.SIZE - 1) / Board.SIZE;
  }

  @Override
  void exchange(StateTape tape) {
    dx = tape.number("the way across", dx, -1, 1);
    dy = tape.number("the way down", dy, -1, 1);
    energy = tape.number("the energy", energy, 0, MOST_ENERGY);
    apple = tape.number("the apple's cell", apple, -1, CELLS - 1);
    head = tape.number("where the ring begins", head, 0, CELLS - 1);
    length = tape.number("the length", length, FIRST_LENGTH, CELLS);
    int elements = tape.elements(length, CELLS);
    for (int i = 0; i < elements; i++) {
      int index = (head + i) % CELLS;
      ring[index] = tape.number("a cell of the snake", ring[index], 0, CELLS - 1);
    }
    Arrays.fill(taken, false);
    for (int i = 0; i < length; i++) {
      taken[cell(i)] = true;
    }
  }

  @Override
  @Nullable String flaw() {
    if (Math.abs(dx) + Math.abs(dy) != 1) {
      return "the snake must go left, up, right or down, got (%d, %d)".formatted(dx, dy);
    }
    boolean[] seen = new boolean[CELLS];
    for (int i = 0; i < length; i++) {
      int cell = cell(i);
      if (seen[cell] || (i > 0 && !neighbours(cell, cell(i - 1)))) {
        return "the snake's cells must be neighbours in turn and differ, got %d at %d"
            .formatted(cell, i);
      }
      seen[cell] = true;
    }
    if (apple < 0 ? !terminated() : seen[apple]) {
      return "the apple must lie in a free cell, got %d".formatted(apple);
    }
    return energy == 0 && !terminated() ? "the game cannot go on without energy" : null;
  }

  private static boolean neighbours(int a, int b) {
    int across = Math.abs(a % Board.SIZE - b % Board.SIZE);
    int down = Math.abs(a / Board.SIZE - b / Board.SIZE);
    return across + down == 1;
  }

  /** Gives the score, the length and the energy. */
  @Override
  public void measure(Sink sink) {
    super.measure(sink);
    sink.measure("length", length);
    sink.measure("energy", energy);
  }

  @Override
  public void paint(Canvas canvas) {
    SnakeScene.paint(canvas, this);
  }
}
