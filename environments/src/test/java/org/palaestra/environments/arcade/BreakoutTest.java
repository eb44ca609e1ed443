package org.palaestra.environments.arcade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.palaestra.random.RandomStream;

class BreakoutTest {

  private static final int NOOP = 0;
  private static final int LEFT = 1;
  private static final int RIGHT = 3;

  private final GameProbe game = new GameProbe(new Breakout(Breakout.Options.DEFAULT), 2, 0);

  /** Puts the ball somewhere, going right or left, down or up. */
  private GameProbe ball(int x, int y, int dx, int dy) {
    return game.set("the ball's column", x)
        .set("the ball's row", y)
        .set("the ball's way across", (dx + 1) / 2)
        .set("the ball's way down", (dy + 1) / 2);
  }

  @Test
  void drawDecidesOnTheSideOfTheStart() {
    assertThat(game.cells(0)).containsExactly("4,9");
    assertThat(game.cells(1)).containsExactly("0,3");
    assertThat(game.cells(2)).containsExactly("0,3");
    assertThat(game.cells(3)).hasSize(30).contains("0,1", "9,1", "0,3", "9,3");
    game.step(NOOP);
    assertThat(game.cells(1)).containsExactly("1,4");
    assertThat(game.cells(2)).containsExactly("0,3");

    GameProbe other = new GameProbe(new Breakout(Breakout.Options.DEFAULT), 2, 1);
    assertThat(other.cells(1)).containsExactly("9,3");
    other.step(NOOP);
    assertThat(other.cells(1)).containsExactly("8,4");
  }

  @Test
  void paddleStopsAtTheEdge() {
    game.set("the paddle's column", 1);
    game.step(LEFT);
    assertThat(game.cells(0)).containsExactly("0,9");
    game.step(LEFT);
    assertThat(game.cells(0)).containsExactly("0,9");
    game.step(RIGHT);
    assertThat(game.cells(0)).containsExactly("1,9");
  }

  @Test
  void sideClampsTheColumnForOneStep() {
    ball(9, 5, 1, 1).step(NOOP);
    assertThat(game.cells(1)).containsExactly("9,6");
    game.step(NOOP);
    assertThat(game.cells(1)).containsExactly("8,7");
  }

  @Test
  void topHoldsTheBallOnRowZeroForOneStep() {
    ball(5, 0, 1, -1).set("the bits of the bricks", 0).step(NOOP);
    assertThat(game.cells(1)).containsExactly("6,0");
    game.step(NOOP);
    assertThat(game.cells(1)).containsExactly("7,1");
  }

  @Test
  void strikeRemovesTheBrickAndKeepsTheOldRow() {
    assertThat(ball(4, 4, 1, -1).step(NOOP)).isEqualTo(1);
    assertThat(game.cells(1)).containsExactly("5,4");
    assertThat(game.cells(2)).containsExactly("4,4");
    assertThat(game.cells(3)).hasSize(29).doesNotContain("5,3");
    game.step(NOOP);
    assertThat(game.cells(1)).containsExactly("6,5");
  }

  @Test
  void ballEntersBricksWhileItRemembersAStrike() {
    ball(4, 4, 1, -1).set("whether the ball just struck", 1);
    assertThat(game.step(NOOP)).isZero();
    assertThat(game.cells(1)).containsExactly("5,3");
    assertThat(game.step(NOOP)).isZero();
    assertThat(game.cells(1)).containsExactly("6,2");
    assertThat(game.step(NOOP)).isZero();
    assertThat(game.cells(3)).hasSize(30);
    game.step(NOOP); // to row 0, without contact
    assertThat(game.step(NOOP)).as("at the top").isZero();
    assertThat(game.step(NOOP)).as("the next brick counts again").isEqualTo(1);
  }

  @Test
  void ballThatWasOverThePaddleReversesVertically() {
    ball(4, 8, 1, 1).step(NOOP);
    assertThat(game.cells(1)).containsExactly("5,8");
    game.step(NOOP);
    assertThat(game.cells(1)).containsExactly("6,7");
  }

  @Test
  void ballThatComesOverThePaddleReversesBothWays() {
    ball(4, 8, 1, 1).step(RIGHT);
    assertThat(game.cells(1)).containsExactly("5,8");
    game.step(NOOP);
    assertThat(game.cells(1)).containsExactly("4,7");
  }

  @Test
  void cornerClampsBeforeThePaddleIsMet() {
    ball(9, 8, 1, 1).set("the paddle's column", 9).step(NOOP);
    assertThat(game.over()).isFalse();
    assertThat(game.cells(1)).containsExactly("9,8");
    game.step(NOOP);
    assertThat(game.cells(1)).containsExactly("8,7");
  }

  @Test
  void missEndsTheGameOnRowNine() {
    ball(0, 8, 1, 1);
    assertThat(game.step(NOOP)).isZero();
    assertThat(game.over()).isTrue();
    assertThat(game.cells(1)).containsExactly("1,9");
    assertThat(game.cells(2)).containsExactly("0,8");
  }

  @Test
  void bricksComeAgainWhenTheBallReachesRowNine() {
    ball(4, 7, 1, 1).set("the bits of the bricks", 0).set("the paddle's column", 5).step(NOOP);
    assertThat(game.cells(3)).isEmpty();
    game.step(NOOP);
    assertThat(game.over()).isFalse();
    assertThat(game.cells(3)).hasSize(30);

    ball(0, 8, 1, 1).set("the bits of the bricks", 0).step(NOOP);
    assertThat(game.over()).isTrue();
    assertThat(game.cells(3)).hasSize(30);
  }

  @Test
  void minimalActionsAreNumberedAnew() {
    GameProbe minimal = new GameProbe(new Breakout(new Breakout.Options(true)), 2, 0);
    minimal.step(2);
    assertThat(minimal.cells(0)).containsExactly("5,9");
    minimal.step(1);
    assertThat(minimal.cells(0)).containsExactly("4,9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> minimal.step(3))
        .withMessage("action must be from 0 to 2, got 3");
  }

  @Test
  void onlyARunningGameCanBeStepped() {
    Breakout fresh = new Breakout(Breakout.Options.DEFAULT);
    assertThatIllegalStateException()
        .isThrownBy(() -> fresh.step(NOOP, new RandomStream(1)))
        .withMessageContaining("call reset");
    ball(0, 8, 1, 1).step(NOOP);
    assertThatIllegalStateException().isThrownBy(() -> game.step(NOOP));
  }

  @Test
  void impossibleStateIsRefusedAndChangesNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> game.set("the ball's row", 9))
        .withMessage("Breakout: the ball cannot be on row 9 while the game goes on");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> game.set("the paddle's column", 10))
        .withMessage(
            "Breakout: the paddle's column (state[2]) must be a whole number from 0 to 9, got 10.0");
    assertThat(game.cells(0)).containsExactly("4,9");
    assertThat(game.cells(1)).containsExactly("0,3");
    Breakout restored = new Breakout(Breakout.Options.DEFAULT);
    double[] state = new double[restored.stateSize() + 1];
    assertThat(restored.save(state)).isEqualTo(restored.stateSize());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> restored.restore(state, state.length))
        .withMessage("Breakout: this state has 11 values, got 12");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> restored.restore(state, 2))
        .withMessage("Breakout: the state ends after 2 values, before the paddle's column");
  }
}
