package org.palaestra.environments.arcade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.random.RandomStream;

class SnakeTest {

  private static final int NOOP = 0;
  private static final int LEFT = 1;
  private static final int UP = 2;
  private static final int RIGHT = 3;
  private static final int DOWN = 4;
  private static final int HEAD = 0;
  private static final int NECK = 1;
  private static final int SNAKE = 2;
  private static final int TAIL = 3;
  private static final int APPLE = 4;
  private static final int ENERGY = 5;

  /** The apple is in the first cell, (0, 0). */
  private final GameProbe game = new GameProbe(new Snake(Snake.Options.DEFAULT), 97, 0);

  @Test
  void startsThreeLongGoingRight() {
    assertThat(game.cells(HEAD)).containsExactly("5,5");
    assertThat(game.cells(NECK)).containsExactly("4,5");
    assertThat(game.cells(SNAKE)).containsExactly("3,5", "4,5", "5,5");
    assertThat(game.cells(TAIL)).containsExactly("3,5");
    assertThat(game.cells(APPLE)).containsExactly("0,0");
    assertThat(game.cells(ENERGY)).hasSize(10);
    game.step(NOOP);
    assertThat(game.cells(SNAKE)).containsExactly("4,5", "5,5", "6,5");
  }

  @ParameterizedTest
  @CsvSource({"0, '0,0'", "52, '2,5'", "53, '6,5'", "96, '9,9'"})
  void appleIsDrawnAmongTheFreeCells(int draw, String cell) {
    assertThat(new GameProbe(new Snake(Snake.Options.DEFAULT), 97, draw).cells(APPLE))
        .containsExactly(cell);
  }

  @Test
  void turningBackIsGoingStraightOn() {
    game.step(LEFT);
    assertThat(game.cells(HEAD)).containsExactly("6,5");
    game.step(UP);
    game.step(DOWN);
    assertThat(game.cells(HEAD)).containsExactly("6,3");
    game.step(LEFT);
    assertThat(game.cells(HEAD)).containsExactly("5,3");
  }

  @Test
  void appleMakesTheSnakeGrow() {
    game.set("the apple's cell", 56).set("the energy", 7);
    // Taken by now: 4,5 and 5,5 and 6,5 and the tail, which stays at 3,5.
    assertThat(game.step(NOOP, 96, 53)).isEqualTo(1);
    assertThat(game.cells(SNAKE)).containsExactly("3,5", "4,5", "5,5", "6,5");
    assertThat(game.cells(APPLE)).containsExactly("7,5");
    assertThat(game.measure("energy")).isEqualTo(100);
    assertThat(game.measure("length")).isEqualTo(4);
  }

  @Test
  void wallEndsTheGameAndTheSnakeStays() {
    for (int i = 0; i < 4; i++) {
      game.step(NOOP);
    }
    assertThat(game.cells(HEAD)).containsExactly("9,5");
    game.step(NOOP);
    assertThat(game.over()).isTrue();
    assertThat(game.cells(SNAKE)).containsExactly("7,5", "8,5", "9,5");
  }

  /** Eats twice while going right, so that the snake is five long. */
  private void grow(int length) {
    for (int i = 3; i < length; i++) {
      int head = 10 * 5 + 5 + (i - 3);
      game.set("the apple's cell", head + 1);
      game.step(NOOP, 100 - i - 1, 0);
    }
  }

  @Test
  void biteEndsTheGame() {
    grow(5);
    game.step(UP);
    game.step(LEFT);
    game.step(DOWN);
    assertThat(game.over()).isTrue();
    assertThat(game.cells(HEAD)).containsExactly("6,4");
    assertThat(game.cells(SNAKE)).hasSize(5);
  }

  @Test
  void headMayFollowTheTail() {
    grow(4);
    game.step(UP);
    game.step(LEFT);
    for (int i = 0; i < 8; i++) {
      game.step(new int[] {DOWN, RIGHT, UP, LEFT}[i % 4]);
      assertThat(game.over()).isFalse();
      assertThat(game.cells(SNAKE)).containsExactly("5,4", "6,4", "5,5", "6,5");
    }
  }

  @Test
  void snakeStarvesAfterAHundredStepsWithoutAnApple() {
    grow(4);
    game.step(UP);
    game.step(LEFT);
    for (int i = 2; i < 99; i++) {
      game.step(new int[] {UP, LEFT, DOWN, RIGHT}[i % 4]);
      assertThat(game.over()).as("after %s steps", i + 1).isFalse();
    }
    assertThat(game.cells(ENERGY)).containsExactly("0,9");
    game.step(new int[] {UP, LEFT, DOWN, RIGHT}[99 % 4]);
    assertThat(game.over()).isTrue();
    assertThat(game.cells(ENERGY)).isEmpty();
  }

  @Test
  void tourOfAllCellsFillsTheBoard() {
    Snake snake = new Snake(Snake.Options.DEFAULT);
    RandomStream random = new RandomStream(9);
    snake.reset(random);
    double sum = 0;
    int steps = 0;
    while (!snake.terminated()) {
      sum += snake.step(onTour(snake.cell(0) % 10, snake.cell(0) / 10), random);
      steps++;
    }
    assertThat(sum).isEqualTo(97);
    assertThat(snake.length()).isEqualTo(100);
    assertThat(steps).isLessThan(10_000);
  }

  /** Along column 0 downwards, then to and fro over the rows from the bottom. */
  private static int onTour(int x, int y) {
    if (x == 0) {
      return y == 9 ? RIGHT : DOWN;
    }
    if (y % 2 == 1) {
      return x == 9 ? UP : RIGHT;
    }
    return x == 1 && y > 0 ? UP : LEFT;
  }

  @Test
  void impossibleStatesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> game.set("the apple's cell", 55))
        .withMessage("Snake: the apple must lie in a free cell, got 55");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> game.set("a cell of the snake", 2, 99))
        .withMessage("Snake: the snake's cells must be neighbours in turn and differ, got 99 at 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> game.set("the way down", 1))
        .withMessage("Snake: the snake must go left, up, right or down, got (1, 1)");
    assertThatIllegalArgumentException().isThrownBy(() -> game.set("the energy", 0));
    assertThat(game.cells(SNAKE)).containsExactly("3,5", "4,5", "5,5");
  }
}
