package org.palaestra.environments.arcade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.random.RandomStream;

class PongTest {

  private static final int NOOP = 0;
  private static final int UP = 2;
  private static final int DOWN = 4;

  /** The opponent rests. */
  private static final int[] REST = {4, 0};

  /** The opponent moves. */
  private static final int[] AWAKE = {4, 3};

  private final GameProbe game = new GameProbe(new Pong(Pong.Options.DEFAULT), 2, 1, 20, 13);

  private GameProbe ball(int x, int y, int dx, int dy) {
    return game.set("the ball's column", x)
        .set("the ball's row", y)
        .set("the ball's way across", (dx + 1) / 2)
        .set("the ball's way down", (dy + 1) / 2);
  }

  @Test
  void serveIsDrawn() {
    assertThat(game.cells(0)).containsExactly("9,3", "9,4", "9,5");
    assertThat(game.cells(1)).containsExactly("0,3", "0,4", "0,5");
    assertThat(game.cells(2)).containsExactly("5,6");
    assertThat(game.cells(3)).containsExactly("5,6");
    game.step(NOOP, REST);
    assertThat(game.cells(2)).containsExactly("6,7");
    assertThat(game.cells(3)).containsExactly("5,6");

    GameProbe other = new GameProbe(new Pong(Pong.Options.DEFAULT), 2, 0, 20, 12);
    assertThat(other.cells(2)).containsExactly("4,6");
    other.step(NOOP, REST);
    assertThat(other.cells(2)).containsExactly("3,5");
  }

  @ParameterizedTest
  @CsvSource({"0, -1, 1", "9, 1, 8"})
  void ballBouncesOffTheEdgesWithoutAPause(int row, int way, int next) {
    ball(4, row, 1, way).step(NOOP, REST);
    assertThat(game.cells(2)).containsExactly("5," + next);
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 5", "4, 1, 6", "2, 1, 2", "5, -1, 3", "4, -1, 2", "6, -1, 6"})
  void paddleSendsTheBallWhereItStrikes(int row, int way, int rowAfterwards) {
    // The paddle covers rows 3 to 5; the ball comes from column 8.
    ball(8, row, 1, way).step(NOOP, REST);
    assertThat(game.over()).isFalse();
    int struck = row + way;
    assertThat(game.cells(2)).containsExactly("8," + struck);
    game.step(NOOP, REST);
    assertThat(game.cells(2)).containsExactly("7," + rowAfterwards);
  }

  @Test
  void missGivesAPointAndServesAgain() {
    ball(8, 7, 1, 1).set("the player's row", 1);
    assertThat(game.step(NOOP, 4, 0, 2, 0, 20, 5)).isEqualTo(-1);
    assertThat(game.cells(4)).containsExactly("0,0");
    assertThat(game.cells(0)).containsExactly("9,3", "9,4", "9,5");
    assertThat(game.cells(2)).containsExactly("4,2");
    ball(1, 8, -1, 1);
    assertThat(game.step(NOOP, 4, 0, 2, 1, 20, 0)).isEqualTo(1);
    assertThat(game.cells(4)).containsExactly("0,0", "9,0");
    assertThat(game.cells(2)).containsExactly("5,0");
  }

  @Test
  void fifthPointEndsTheGame() {
    ball(1, 8, -1, 1).set("the player's points", 4);
    assertThat(game.step(NOOP, REST)).isEqualTo(1);
    assertThat(game.over()).isTrue();
    assertThat(game.cells(2)).containsExactly("0,9");
    assertThat(game.cells(4)).containsExactly("5,0", "6,0", "7,0", "8,0", "9,0");
  }

  @Test
  void opponentFollowsTheBallThatComesAndElseGoesBack() {
    ball(6, 8, -1, 1).step(NOOP, AWAKE);
    assertThat(game.cells(1)).containsExactly("0,4", "0,5", "0,6");
    game.step(NOOP, REST);
    assertThat(game.cells(1)).containsExactly("0,4", "0,5", "0,6");
    ball(5, 1, -1, -1).step(NOOP, AWAKE);
    assertThat(game.cells(1)).containsExactly("0,3", "0,4", "0,5");
    ball(3, 5, 1, 1).set("the opponent's row", 8).step(NOOP, AWAKE);
    assertThat(game.cells(1)).containsExactly("0,6", "0,7", "0,8");
    game.set("the opponent's row", 5).step(NOOP, AWAKE);
    assertThat(game.cells(1)).as("there already").containsExactly("0,4", "0,5", "0,6");
    game.set("the opponent's row", 2).step(NOOP, AWAKE);
    assertThat(game.cells(1)).containsExactly("0,2", "0,3", "0,4");
  }

  @Test
  void paddlesStopAtTheEdge() {
    game.set("the player's row", 8).step(DOWN, REST);
    assertThat(game.cells(0)).containsExactly("9,7", "9,8", "9,9");
    game.set("the player's row", 1).step(UP, REST);
    assertThat(game.cells(0)).containsExactly("9,0", "9,1", "9,2");
    ball(5, 0, -1, -1).set("the opponent's row", 1).step(NOOP, AWAKE);
    assertThat(game.cells(1)).containsExactly("0,0", "0,1", "0,2");
  }

  /** As the description promises: foresight never loses a point, following wins most games. */
  @Test
  void opponentIsBeatableAndFair() {
    long seed = 4;
    double foresight = 0;
    double follower = 0;
    double idler = 0;
    RandomStream random = new RandomStream(seed);
    for (int i = 0; i < 200; i++) {
      double result = play(random, true, true);
      assertThat(result).as("seed %s, game %s", seed, i).isEqualTo(5);
      foresight += result;
      follower += play(random, true, false);
      idler += play(random, false, false);
    }
    assertThat(foresight / 200).isEqualTo(5);
    assertThat(follower / 200).isGreaterThan(1);
    assertThat(idler / 200).isLessThan(-1);
  }

  private static double play(RandomStream random, boolean moves, boolean foresees) {
    Pong pong = new Pong(Pong.Options.DEFAULT);
    pong.reset(random);
    double result = 0;
    for (int step = 0; !pong.terminated(); step++) {
      assertThat(step).isLessThan(2_000);
      int target = foresees ? landing(pong) : pong.ballY;
      int action = !moves || target == pong.paddle ? NOOP : target < pong.paddle ? UP : DOWN;
      result += pong.step(action, random);
    }
    return result;
  }

  /** Where the ball reaches column 9, or where it is while it goes left. */
  private static int landing(Pong pong) {
    int y = pong.ballY;
    int dy = (int) GameProbe.measure(pong, "ball-down");
    boolean comes = GameProbe.measure(pong, "ball-right") > 0;
    for (int x = pong.ballX; x < 9 && comes; x++) {
      dy = y + dy < 0 || y + dy > 9 ? -dy : dy;
      y += dy;
    }
    return y;
  }

  @Test
  void impossibleStatesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> game.set("the ball's column", 9))
        .withMessage("Pong: the ball cannot be in column 9 while the game goes on");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> game.set("the opponent's points", 5))
        .withMessage("Pong: the game cannot go on with 5 points of one side");
  }
}
