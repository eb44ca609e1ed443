package org.palaestra.environments.arcade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FreewayTest {

  private static final int NOOP = 0;
  private static final int UP = 2;
  private static final int DOWN = 4;

  /** Speeds 1 to 5, 5, 5, 5; the first car goes left, the others right. */
  private static final int[] TRAFFIC = {
    5, 0, 5, 1, 5, 2, 5, 3, 5, 4, 5, 4, 5, 4, 5, 4, 2, 0, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1
  };

  private final GameProbe game = new GameProbe(new Freeway(Freeway.Options.DEFAULT), TRAFFIC);

  @Test
  void everyCarStartsInColumnZeroWithItsSpeedBehindIt() {
    assertThat(game.cells(0)).containsExactly("4,9");
    assertThat(game.cells(1))
        .containsExactly("0,1", "0,2", "0,3", "0,4", "0,5", "0,6", "0,7", "0,8");
    assertThat(game.cells(2)).as("behind a car that goes left").containsExactly("1,1");
    assertThat(game.cells(3)).as("round the edge").containsExactly("9,2");
    assertThat(game.cells(6)).containsExactly("9,5", "9,6", "9,7", "9,8");
  }

  @Test
  void carMovesInEveryStepAfterItsSpeedIsCountedDown() {
    game.step(NOOP);
    assertThat(game.cells(1)).contains("0,1", "0,2");
    game.step(NOOP);
    assertThat(game.cells(1)).as("speed 1, round the edge").contains("9,1", "0,2");
    game.step(NOOP);
    assertThat(game.cells(1)).as("speed 2").contains("9,1", "1,2", "0,3");
    game.step(NOOP);
    assertThat(game.cells(1)).contains("8,1", "1,2", "1,3");
    assertThat(game.cells(2)).containsExactly("9,1");
  }

  @Test
  void chickenMovesInEveryThirdStepFirstInTheFourth() {
    for (int step = 1; step <= 7; step++) {
      game.step(UP);
      assertThat(game.cells(0)).containsExactly("4," + (step < 4 ? 9 : step < 7 ? 8 : 7));
    }
  }

  @Test
  void moveAgainstTheEdgeCostsTime() {
    game.set("the move timer", 0).step(DOWN);
    assertThat(game.cells(0)).containsExactly("4,9");
    assertThat(game.measure("move-timer")).isEqualTo(2);
  }

  @Test
  void otherActionsCostNoTime() {
    game.set("the move timer", 0).step(1);
    assertThat(game.measure("move-timer")).isZero();
    game.step(UP);
    assertThat(game.cells(0)).containsExactly("4,8");
  }

  @Test
  void crossingScoresAndDrawsTheTrafficAgain() {
    game.set("the chicken's row", 1).set("the move timer", 0).set("a car's column", 1, 7);
    int[] slow = {
      5, 4, 5, 4, 5, 4, 5, 4, 5, 4, 5, 4, 5, 4, 5, 4, 2, 1, 2, 1, 2, 0, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1
    };
    assertThat(game.step(UP, slow)).isEqualTo(1);
    assertThat(game.cells(0)).containsExactly("4,9");
    assertThat(game.cells(1)).as("cars stay").contains("0,1", "7,2", "0,3");
    assertThat(game.cells(6)).as("new speeds and directions").contains("9,1", "6,2", "1,3");
    // The new timers were counted down once; a car moves in the fifth step from here.
    for (int i = 0; i < 4; i++) {
      game.step(NOOP);
      assertThat(game.cells(1)).contains("7,2");
    }
    game.step(NOOP);
    assertThat(game.cells(1)).contains("8,2", "9,3");
  }

  @Test
  void carThatStandsOnTheChickenSendsItHome() {
    game.set("a car's column", 3, 3).set("a car's timer", 3, 2).set("the chicken's row", 4);
    game.step(NOOP);
    assertThat(game.cells(0)).containsExactly("4,4");
    game.set("a car's column", 3, 4).step(NOOP);
    assertThat(game.cells(0)).containsExactly("4,9");
  }

  @Test
  void carThatDrivesOntoTheChickenSendsItHome() {
    game.set("a car's column", 3, 3).set("a car's timer", 3, 0).set("the chicken's row", 4);
    game.step(NOOP);
    assertThat(game.cells(0)).containsExactly("4,9");
  }

  @Test
  void carThatDrivesOffTheChickenSendsItHomeBefore() {
    game.set("a car's column", 3, 4).set("a car's timer", 3, 0).set("the chicken's row", 4);
    game.step(NOOP);
    assertThat(game.cells(0)).containsExactly("4,9");
    assertThat(game.cells(1)).contains("5,4");
  }

  @Test
  void gameEndsInStep2501() {
    for (int i = 0; i < 2500; i++) {
      game.step(NOOP);
      assertThat(game.over()).isFalse();
    }
    game.step(NOOP);
    assertThat(game.over()).isTrue();
  }

  @Test
  void minimalActionsAreNumberedAnew() {
    GameProbe minimal = new GameProbe(new Freeway(new Freeway.Options(true)), TRAFFIC);
    minimal.set("the move timer", 0).step(1);
    assertThat(minimal.cells(0)).containsExactly("4,8");
    minimal.set("the move timer", 0).step(2);
    assertThat(minimal.cells(0)).containsExactly("4,9");
  }

  @Test
  void runningGameNeedsTime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> game.set("the time left", -1))
        .withMessage("Freeway: no time is left, and yet the game is not over");
  }
}
