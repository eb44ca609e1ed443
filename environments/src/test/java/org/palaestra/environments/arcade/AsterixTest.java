package org.palaestra.environments.arcade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AsterixTest {

  private static final int NOOP = 0;
  private static final int LEFT = 1;
  private static final int UP = 2;
  private static final int RIGHT = 3;
  private static final int DOWN = 4;
  private static final int PLAYER = 0;
  private static final int ENEMY = 1;
  private static final int TRAIL = 2;
  private static final int GOLD = 3;

  private final GameProbe game = new GameProbe(new Asterix(Asterix.Options.DEFAULT));

  /** Puts a thing into a slot. */
  private GameProbe put(int slot, int content, int x, int dx) {
    return game.set("what is in a slot", slot, content)
        .set("a thing's column", slot, x)
        .set("whether a thing goes right", slot, (dx + 1) / 2);
  }

  @Test
  void firstSpawnIsInTheEleventhStep() {
    for (int i = 0; i < 10; i++) {
      game.step(NOOP);
      assertThat(game.cells(ENEMY)).isEmpty();
    }
    game.step(NOOP, 2, 0, 3, 2, 8, 0);
    // Things move in steps 6, 11, 16 and so on, also the one that just came.
    assertThat(game.cells(ENEMY)).containsExactly("1,1");
    assertThat(game.cells(TRAIL)).containsExactly("0,1");
  }

  @Test
  void drawsDecideOnSideKindAndSlot() {
    game.set("the spawn timer", 0).step(NOOP, 2, 1, 3, 0, 8, 3);
    assertThat(game.cells(GOLD)).containsExactly("9,4");
    assertThat(game.cells(TRAIL)).as("off the board").isEmpty();
    game.set("the spawn timer", 0).step(NOOP, 2, 0, 3, 1, 7, 3);
    assertThat(game.cells(ENEMY)).as("row 4 is taken").containsExactly("0,5");
    game.set("the spawn timer", 0).step(NOOP, 2, 0, 3, 0, 6, 5);
    assertThat(game.cells(GOLD)).containsExactly("9,4", "0,8");
  }

  @Test
  void fullBoardTakesTwoDrawsAndNothingAppears() {
    for (int slot = 0; slot < 8; slot++) {
      put(slot, 1, 1, 1);
    }
    game.set("the spawn timer", 0).step(NOOP, 2, 1, 3, 0);
    assertThat(game.cells(ENEMY)).hasSize(8);
    assertThat(game.cells(GOLD)).isEmpty();
    assertThat(game.measure("spawn-timer")).isEqualTo(9);
  }

  @Test
  void playerStaysOnRowsOneToEight() {
    game.set("the player's row", 1).step(UP);
    assertThat(game.cells(PLAYER)).containsExactly("5,1");
    game.set("the player's row", 8).step(DOWN);
    assertThat(game.cells(PLAYER)).containsExactly("5,8");
    game.set("the player's column", 9).step(RIGHT);
    assertThat(game.cells(PLAYER)).containsExactly("9,8");
    game.step(LEFT);
    assertThat(game.cells(PLAYER)).containsExactly("8,8");
  }

  @Test
  void goldIsTakenWhereThePlayerGoes() {
    put(4, 2, 4, 1);
    assertThat(game.step(LEFT)).isEqualTo(1);
    assertThat(game.cells(GOLD)).isEmpty();
    assertThat(game.over()).isFalse();
  }

  @Test
  void enemyEndsTheGameAndStays() {
    put(4, 1, 4, 1).step(LEFT);
    assertThat(game.over()).isTrue();
    assertThat(game.cells(ENEMY)).containsExactly("4,5");
  }

  @Test
  void thingsMoveInTheSixthStepAndLeaveATrail() {
    put(0, 1, 3, 1);
    put(1, 2, 3, -1);
    for (int i = 0; i < 5; i++) {
      game.step(NOOP);
      assertThat(game.cells(ENEMY)).containsExactly("3,1");
    }
    game.step(NOOP);
    assertThat(game.cells(ENEMY)).containsExactly("4,1");
    assertThat(game.cells(GOLD)).containsExactly("2,2");
    assertThat(game.cells(TRAIL)).containsExactly("3,1", "3,2");
  }

  @Test
  void thingThatMovesOntoThePlayerCounts() {
    put(4, 2, 6, -1).set("the move timer", 0);
    assertThat(game.step(NOOP)).isEqualTo(1);
    assertThat(game.cells(GOLD)).isEmpty();
    put(4, 1, 4, 1).set("the move timer", 0).step(NOOP);
    assertThat(game.over()).isTrue();
    assertThat(game.cells(ENEMY)).containsExactly("5,5");
  }

  @Test
  void goldThatIsPassedByIsStillTakenBeforeItMoves() {
    put(4, 2, 4, 1).set("the move timer", 0);
    assertThat(game.step(LEFT)).isEqualTo(1);
  }

  @Test
  void thingsVanishOffTheBoard() {
    put(0, 1, 9, 1);
    put(1, 2, 0, -1).set("the move timer", 0).step(NOOP);
    assertThat(game.cells(ENEMY)).isEmpty();
    assertThat(game.cells(GOLD)).isEmpty();
  }

  @Test
  void difficultyRisesInEvery102ndStep() {
    int[] spawn = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1, 1};
    int[] move = {5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 1, 1};
    for (int ramp = 0; ramp < spawn.length; ramp++) {
      for (int step = 0; step < 102; step++) {
        assertThat(game.measure("spawn-speed")).isEqualTo(spawn[ramp]);
        assertThat(game.measure("move-speed")).isEqualTo(move[ramp]);
        game.set("the spawn timer", 5).step(NOOP);
      }
    }
  }

  @Test
  void speedsAreThoseBetweenTwoEvents() {
    game.set("the ramp index", 9).set("the spawn timer", 0).set("the move timer", 0);
    game.step(NOOP, 2, 0, 3, 0, 8, 0);
    assertThat(game.cells(GOLD)).containsExactly("1,1");
    game.step(NOOP, 2, 0, 3, 0, 7, 6);
    assertThat(game.cells(GOLD)).containsExactly("2,1", "1,8");
  }

  @Test
  void withoutRampingTheSpeedsStay() {
    GameProbe steady = new GameProbe(new Asterix(new Asterix.Options(false, false)));
    steady.set("the ramp timer", -1);
    steady.step(NOOP);
    assertThat(steady.measure("spawn-speed")).isEqualTo(10);
    assertThat(steady.measure("ramp-timer")).isEqualTo(-1);
  }

  @Test
  void everyThingHasAnIdOfItsOwn() {
    game.set("the spawn timer", 0).step(NOOP, 2, 1, 3, 0, 8, 3);
    game.set("the spawn timer", 0).step(NOOP, 2, 1, 3, 0, 7, 3);
    assertThat(game.get("a thing's id", 3)).isEqualTo(0);
    assertThat(game.get("a thing's id", 4)).isEqualTo(1);
  }
}
