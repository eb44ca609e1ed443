package org.palaestra.environments.arcade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeaquestTest {

  private static final int NOOP = 0;
  private static final int LEFT = 1;
  private static final int UP = 2;
  private static final int RIGHT = 3;
  private static final int DOWN = 4;
  private static final int FIRE = 5;
  private static final int FRONT = 0;
  private static final int BACK = 1;
  private static final int BULLET = 2;
  private static final int TRAIL = 3;
  private static final int ENEMY_BULLET = 4;
  private static final int FISH = 5;
  private static final int ENEMY_SUBMARINE = 6;
  private static final int OXYGEN = 7;
  private static final int DIVERS = 8;
  private static final int DIVER = 9;

  private final GameProbe game = new GameProbe(new Seaquest(Seaquest.Options.DEFAULT));

  private GameProbe submarine(int x, int y) {
    return game.set("the submarine's column", x)
        .set("the submarine's row", y)
        .set("whether it is surfaced", y == 0 ? 1 : 0);
  }

  private GameProbe divers(int count) {
    return game.set("the number of divers on board", count);
  }

  @Test
  void startsSurfacedWithFullOxygenFacingLeft() {
    assertThat(game.cells(FRONT)).containsExactly("5,0");
    assertThat(game.cells(BACK)).containsExactly("6,0");
    assertThat(game.cells(OXYGEN)).hasSize(10);
    assertThat(game.cells(DIVERS)).isEmpty();
    game.step(NOOP);
    assertThat(game.over()).isFalse();
    assertThat(game.measure("oxygen")).isEqualTo(200);
  }

  @Test
  void movesWithinTheSeaAndTurns() {
    submarine(8, 8).step(RIGHT);
    assertThat(game.cells(FRONT)).containsExactly("9,8");
    assertThat(game.cells(BACK)).containsExactly("8,8");
    game.step(RIGHT);
    game.step(DOWN);
    assertThat(game.cells(FRONT)).containsExactly("9,8");
    game.step(LEFT);
    assertThat(game.cells(FRONT)).containsExactly("8,8");
    assertThat(game.cells(BACK)).containsExactly("9,8");
  }

  @ParameterizedTest
  @CsvSource({"200, 10", "199, 9", "150, 7", "20, 1", "19, 0", "1, 0"})
  void surfacingWithSixDiversPaysByOxygenAndLeavesMinusOne(int oxygen, int reward) {
    submarine(5, 1).set("the oxygen", oxygen);
    assertThat(divers(6).step(UP)).isEqualTo(reward);
    assertThat(game.measure("divers")).isEqualTo(-1);
    assertThat(game.measure("oxygen")).isEqualTo(200);
    assertThat(game.over()).isFalse();
    assertThat(game.cells(DIVERS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "5, 4", "-1, -2", "-2, -3"})
  void surfacingOtherwiseCostsADiverAndPaysNothing(int before, int after) {
    submarine(5, 1).set("the oxygen", 3);
    assertThat(divers(before).step(UP)).isZero();
    assertThat(game.over()).isFalse();
    assertThat(game.measure("divers")).isEqualTo(after);
    assertThat(game.measure("oxygen")).isEqualTo(200);
    game.step(NOOP);
    assertThat(game.measure("divers")).as("only once").isEqualTo(after);
  }

  @Test
  void surfacingWithoutADiverEndsTheGame() {
    submarine(5, 1).set("the oxygen", 30);
    divers(0).step(UP);
    assertThat(game.over()).isTrue();
    assertThat(game.measure("oxygen")).isEqualTo(30);
    assertThat(game.measure("divers")).isZero();
  }

  @Test
  void negativeNumberRisesWithADiver() {
    submarine(5, 4);
    divers(-1).add("divers", 4, 4, 1, 3, 0).step(LEFT);
    assertThat(game.measure("divers")).isZero();
    assertThat(game.cells(DIVER)).isEmpty();
  }

  @Test
  void oxygenLastsUntilTheStepAfterItIsGone() {
    submarine(5, 4).set("the oxygen", 1).step(NOOP);
    assertThat(game.over()).isFalse();
    assertThat(game.measure("oxygen")).isZero();
    assertThat(game.cells(OXYGEN)).isEmpty();
    game.step(NOOP);
    assertThat(game.over()).isTrue();
  }

  @Test
  void surfacingWithoutOxygenEndsTheGameAndIsStillRefilled() {
    submarine(5, 1).set("the oxygen", 0);
    divers(2).step(UP);
    assertThat(game.over()).isTrue();
    assertThat(game.measure("oxygen")).isEqualTo(200);
  }

  @Test
  void gaugesStandOnRowNine() {
    game.set("the oxygen", 59);
    divers(3);
    assertThat(game.cells(OXYGEN)).containsExactly("0,9", "1,9");
    assertThat(game.cells(DIVERS)).containsExactly("6,9", "7,9", "8,9");
  }

  @Test
  void firstEnemyComesInStep21AndTheFirstDiverInStep31() {
    for (int i = 0; i < 20; i++) {
      game.step(NOOP);
    }
    game.step(NOOP, 2, 1, 3, 0, 8, 7);
    assertThat(game.cells(ENEMY_SUBMARINE)).containsExactly("9,8");
    for (int i = 0; i < 9; i++) {
      game.step(NOOP);
    }
    game.step(NOOP, 2, 0, 8, 2);
    assertThat(game.cells(DIVER)).containsExactly("0,3");
  }

  @Test
  void bothSpawnInOneStepEnemiesFirst() {
    game.set("the enemy spawn timer", 0).set("the diver spawn timer", 0);
    game.step(NOOP, 2, 0, 3, 1, 8, 4, 2, 1, 8, 4);
    assertThat(game.cells(FISH)).containsExactly("0,5");
    assertThat(game.cells(DIVER)).as("divers come in any row").containsExactly("9,5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fish", "enemy submarines"})
  void nothingComesAgainstTheTraffic(String kind) {
    game.add(kind, 5, 3, -1, 5, 0).set("the enemy spawn timer", 0);
    game.step(NOOP, 2, 0, 3, 1, 8, 2);
    assertThat(game.count("fish") + game.count("enemy submarines")).isEqualTo(1);
    assertThat(game.measure("spawn-timer")).isEqualTo(19);
    game.set("the enemy spawn timer", 0).step(NOOP, 2, 1, 3, 0, 8, 2);
    assertThat(game.count("fish") + game.count("enemy submarines")).isEqualTo(2);
  }

  @Test
  void bulletLeavesAtOnceAndTheNextFiveStepsLater() {
    submarine(5, 4);
    game.step(FIRE);
    assertThat(game.cells(BULLET)).containsExactly("4,4");
    for (int i = 0; i < 4; i++) {
      game.step(FIRE);
      assertThat(game.count("friendly bullets")).isEqualTo(1);
    }
    game.step(FIRE);
    assertThat(game.cells(BULLET)).as("the first left the board").containsExactly("4,4");
  }

  @Test
  void bulletKillsTheOldestFishBeforeASubmarine() {
    game.add("enemy submarines", 3, 4, 1, 5, 5)
        .add("fish", 3, 4, 1, 5, 0)
        .add("fish", 3, 4, 1, 5, 0);
    game.add("friendly bullets", 2, 4, 1, 0, 0);
    assertThat(game.step(NOOP)).isEqualTo(1);
    assertThat(game.count("fish")).isEqualTo(1);
    assertThat(game.get("the id of one of the fish")).as("the newer one").isEqualTo(1);
    assertThat(game.count("enemy submarines")).isEqualTo(1);
    assertThat(game.count("friendly bullets")).isZero();
  }

  @Test
  void newestBulletComesFirst() {
    game.add("fish", 3, 4, 1, 5, 0);
    game.add("friendly bullets", 2, 4, 1, 0, 0).add("friendly bullets", 4, 4, -1, 0, 0);
    assertThat(game.step(NOOP)).isEqualTo(1);
    assertThat(game.get("the id of one of the friendly bullets")).isZero();
  }

  @Test
  void enemyThatMovesIntoABulletDies() {
    game.add("fish", 3, 4, 1, 0, 0).add("enemy submarines", 3, 6, 1, 0, 5);
    game.add("friendly bullets", 5, 4, -1, 0, 0).add("friendly bullets", 5, 6, -1, 0, 0);
    assertThat(game.step(NOOP)).isEqualTo(2);
    assertThat(game.count("fish") + game.count("enemy submarines")).isZero();
    assertThat(game.count("friendly bullets")).isZero();
  }

  @Test
  void enemyThatWaitsIsNotHitByABulletThatIsThereAlready() {
    // The bullet moves away first; who stays in its old cell is safe.
    game.add("fish", 3, 4, 1, 2, 0).add("friendly bullets", 3, 4, 1, 0, 0);
    assertThat(game.step(NOOP)).isZero();
    assertThat(game.cells(FISH)).containsExactly("3,4");
  }

  @Test
  void submarineShootsEvenIfItWasJustKilled() {
    game.add("enemy submarines", 2, 3, 1, 0, 0).add("friendly bullets", 4, 3, -1, 0, 0);
    assertThat(game.step(NOOP)).isEqualTo(1);
    assertThat(game.cells(ENEMY_SUBMARINE)).isEmpty();
    assertThat(game.cells(ENEMY_BULLET)).containsExactly("4,3");
  }

  @Test
  void submarineThatLeavesTheBoardShootsOutwards() {
    game.add("enemy submarines", 9, 3, 1, 0, 0).add("enemy submarines", 0, 4, -1, 0, 0);
    game.step(NOOP);
    assertThat(game.count("enemy submarines") + game.count("enemy bullets")).isZero();
  }

  @Test
  void submarineShootsFromWhereItIsEvery11Steps() {
    game.add("enemy submarines", 2, 3, 1, 5, 0).step(NOOP);
    assertThat(game.cells(ENEMY_SUBMARINE)).containsExactly("2,3");
    assertThat(game.cells(ENEMY_BULLET)).containsExactly("3,3");
    for (int i = 0; i < 10; i++) {
      game.set("the enemy spawn timer", 9).step(NOOP);
    }
    assertThat(game.count("enemy bullets")).isZero();
    game.step(NOOP);
    assertThat(game.count("enemy bullets")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "fish, 5, 1, 3",
    "enemy submarines, 5, 1, 3",
    "fish, 4, 1, 0",
    "enemy submarines, 6, -1, 0",
    "enemy bullets, 5, 1, 0",
    "enemy bullets, 4, 1, 0"
  })
  void contactEndsTheGame(String kind, int x, int dx, int moveTimer) {
    submarine(5, 4).add(kind, x, 4, dx, moveTimer, 0);
    assertThat(game.step(NOOP)).isZero();
    assertThat(game.over()).isTrue();
  }

  @Test
  void cellBehindTheSubmarineIsNoContact() {
    submarine(5, 4).add("fish", 6, 4, 1, 3, 0).add("enemy bullets", 7, 4, -1, 0, 0).step(NOOP);
    assertThat(game.cells(ENEMY_BULLET)).containsExactly("6,4");
    assertThat(game.over()).isFalse();
  }

  @Test
  void enemyThatComesOntoTheSubmarineIsNotShotByIt() {
    submarine(5, 4).add("fish", 6, 4, -1, 0, 0).add("friendly bullets", 6, 4, -1, 0, 0);
    // The bullet moves on to the submarine's cell, where the fish then ends the game.
    assertThat(game.step(NOOP)).isZero();
    assertThat(game.over()).isTrue();
    assertThat(game.cells(FISH)).containsExactly("5,4");
  }

  @Test
  void sixDiversFillTheSubmarine() {
    submarine(5, 4).add("divers", 5, 4, 1, 3, 0).add("divers", 5, 4, 1, 0, 0);
    game.add("divers", 4, 4, 1, 0, 0);
    divers(5).step(NOOP);
    // Newest first: the last one moves here and is taken, for the others there is no room.
    assertThat(game.measure("divers")).isEqualTo(6);
    assertThat(game.cells(DIVER)).containsExactly("5,4", "6,4");
    assertThat(game.get("the id of one of the divers", 0)).isEqualTo(0);
    assertThat(game.get("the move timer of the divers", 0)).isEqualTo(2);
    assertThat(game.get("the move timer of the divers", 1)).isEqualTo(5);
  }

  @Test
  void eachOfSeveralDiversIsTakenOnce() {
    submarine(5, 4);
    for (int i = 0; i < 4; i++) {
      game.add("divers", 5, 4, 1, 3, 0);
    }
    divers(0).step(NOOP);
    assertThat(game.measure("divers")).isEqualTo(4);
    assertThat(game.cells(DIVER)).isEmpty();
  }

  @Test
  void everyBulletOfManyThatLeaveIsHandledOnce() {
    for (int x = 6; x <= 9; x++) {
      game.add("friendly bullets", x, 2, 1, 0, 0).add("enemy bullets", x, 3, 1, 0, 0);
    }
    game.step(NOOP);
    assertThat(game.cells(BULLET)).containsExactly("7,2", "8,2", "9,2");
    assertThat(game.cells(ENEMY_BULLET)).containsExactly("7,3", "8,3", "9,3");
  }

  @Test
  void thingsMoveInEverySixthStepAndLeaveATrail() {
    game.add("fish", 3, 4, 1, 5, 0).add("divers", 3, 5, -1, 5, 0);
    for (int i = 0; i < 5; i++) {
      game.step(NOOP);
      assertThat(game.cells(FISH)).containsExactly("3,4");
    }
    game.step(NOOP);
    assertThat(game.cells(FISH)).containsExactly("4,4");
    assertThat(game.cells(DIVER)).containsExactly("2,5");
    assertThat(game.cells(TRAIL)).containsExactly("3,4", "3,5");
  }

  @Test
  void everySurfacingMakesEnemiesFasterUpToALimit() {
    int[] move = {5, 5, 4, 4, 3, 3, 2};
    for (int ramp = 0; ramp <= 21; ramp++) {
      assertThat(game.measure("spawn-speed")).isEqualTo(Math.max(1, 20 - ramp));
      assertThat(game.measure("move-speed")).isEqualTo(move[Math.min(6, ramp)]);
      submarine(5, 1).set("the enemy spawn timer", 9).set("the diver spawn timer", 9);
      divers(3).step(UP);
    }
  }

  @Test
  void withoutRampingSurfacingChangesNoSpeed() {
    GameProbe steady = new GameProbe(new Seaquest(new Seaquest.Options(false, false)));
    steady.set("the submarine's row", 1).set("whether it is surfaced", 0);
    steady.set("the number of divers on board", 3).step(UP);
    assertThat(steady.measure("spawn-speed")).isEqualTo(20);
    assertThat(steady.measure("divers")).isEqualTo(2);
  }

  @Test
  void submarineCannotFaceInwardsFromTheEdge() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> game.set("the submarine's column", 9))
        .withMessage("Seaquest: the submarine cannot face inwards from column 9");
  }

  @Test
  void endlessListIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> game.set("the number of fish", 129))
        .withMessageContaining("the number of fish")
        .withMessageContaining("from 0 to 128, got 129.0");
  }
}
