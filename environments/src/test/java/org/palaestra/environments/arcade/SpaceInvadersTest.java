package org.palaestra.environments.arcade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpaceInvadersTest {

  private static final int NOOP = 0;
  private static final int LEFT = 1;
  private static final int FIRE = 5;
  private static final int ALIEN = 1;
  private static final int FRIENDLY = 4;
  private static final int ENEMY = 5;

  private final GameProbe game = new GameProbe(new SpaceInvaders(SpaceInvaders.Options.DEFAULT));

  /** Leaves some aliens alive, bits 6 · row + column, the formation's first at (x, y). */
  private GameProbe aliens(int x, int y, int... alive) {
    int bits = 0;
    for (int alien : alive) {
      bits |= 1 << alien;
    }
    // Both kinds of change in an order that never puts an alien off the board.
    return game.set("the bits of the aliens", bits)
        .set("the first column of the aliens", x)
        .set("the first row of the aliens", y);
  }

  @Test
  void startsWithTwentyFourAliensThatTravelLeft() {
    assertThat(game.cells(0)).containsExactly("5,9");
    assertThat(game.cells(ALIEN)).hasSize(24).contains("2,0", "7,0", "2,3", "7,3");
    assertThat(game.cells(2)).isEqualTo(game.cells(ALIEN));
    assertThat(game.cells(3)).isEmpty();
  }

  @Test
  void bulletLeavesTheCannonAtOnceAndTheNextFiveStepsLater() {
    game.step(FIRE);
    assertThat(game.cells(FRIENDLY)).containsExactly("5,8");
    for (int i = 0; i < 4; i++) {
      game.step(FIRE);
      assertThat(game.cells(FRIENDLY)).containsExactly("5," + (7 - i));
    }
    // In the sixth step the first bullet strikes and another leaves.
    assertThat(game.step(FIRE)).isEqualTo(1);
    assertThat(game.cells(FRIENDLY)).containsExactly("5,8");
    assertThat(game.cells(ALIEN)).hasSize(23).doesNotContain("5,3");
  }

  @Test
  void aliensFirstMoveInTheThirteenthStep() {
    for (int i = 0; i < 12; i++) {
      game.step(LEFT);
      assertThat(game.cells(ALIEN)).contains("2,0").doesNotContain("1,0");
    }
    game.step(NOOP);
    assertThat(game.cells(ALIEN)).contains("1,0").doesNotContain("7,0");
  }

  @ParameterizedTest
  @CsvSource({"3, 2", "12, 11", "24, 11"})
  void fewAliensMoveFaster(int count, int timerAfterwards) {
    int[] alive = new int[count];
    for (int i = 0; i < count; i++) {
      alive[i] = i;
    }
    aliens(2, 0, alive).set("the aliens' move timer", 0).step(NOOP);
    assertThat(game.measure("move-timer")).isEqualTo(timerAfterwards);
  }

  @Test
  void edgeTurnsTheAliensDownwardsWithoutAShift() {
    aliens(0, 2, 0, 8).set("the aliens' move timer", 0).step(NOOP);
    assertThat(game.cells(ALIEN)).containsExactly("0,3", "2,4");
    assertThat(game.cells(2)).isEmpty();
    assertThat(game.cells(3)).containsExactly("0,3", "2,4");
    game.set("the aliens' move timer", 0).step(NOOP);
    assertThat(game.cells(ALIEN)).containsExactly("1,3", "3,4");
  }

  @Test
  void onlyLivingAliensMeetTheEdge() {
    aliens(0, 0, 1).set("the aliens' move timer", 0).step(NOOP);
    assertThat(game.cells(ALIEN)).containsExactly("0,0");
    assertThat(game.cells(2)).containsExactly("0,0");
    aliens(-5, 0, 5).set("the aliens' move timer", 0).step(NOOP);
    assertThat(game.cells(3)).containsExactly("0,1");
  }

  @Test
  void aliensOnRowNineAtTheEdgeEndTheGameAndComeOutOnTop() {
    aliens(0, 8, 0, 7).set("the aliens' move timer", 0).step(NOOP);
    assertThat(game.over()).isTrue();
    assertThat(game.cells(ALIEN)).containsExactly("1,0", "0,9");
  }

  @Test
  void aliensOnRowNineAwayFromTheEdgeDoNot() {
    aliens(2, 9, 0).set("the aliens' move timer", 0).step(NOOP);
    assertThat(game.over()).isFalse();
    assertThat(game.cells(ALIEN)).containsExactly("1,9");
  }

  @Test
  void alienOnTheCannonEndsTheGame() {
    aliens(6, 9, 0).set("the aliens' move timer", 0).step(NOOP);
    assertThat(game.over()).as("it comes").isTrue();
    GameProbe other = new GameProbe(new SpaceInvaders(SpaceInvaders.Options.DEFAULT));
    other.set("the bits of the aliens", 1);
    other.set("the first column of the aliens", 4).set("the first row of the aliens", 9);
    other.step(LEFT);
    assertThat(other.over()).as("the cannon moves there").isTrue();
  }

  @Test
  void lowestAlienOfTheNearestColumnShootsOfTwoTheLeftOne() {
    // The cannon is in column 5: columns 4 and 6 are equally near, 2 is farther.
    aliens(2, 0, 0, 2, 14, 4, 22).set("the aliens' shot timer", 0).step(NOOP);
    assertThat(game.cells(ENEMY)).containsExactly("4,2");
    assertThat(game.measure("alien-shot-timer")).isEqualTo(9);
    game.step(NOOP);
    assertThat(game.cells(ENEMY)).containsExactly("4,3");
  }

  @Test
  void enemyBulletOnTheCannonEndsTheGame() {
    game.add("enemy bullets", 5, 8, 1, 0, 0).add("enemy bullets", 3, 8, 1, 0, 0);
    game.add("enemy bullets", 0, 9, 1, 0, 0).step(NOOP);
    assertThat(game.over()).isTrue();
    assertThat(game.cells(ENEMY)).containsExactly("3,9", "5,9");
  }

  @Test
  void cannonCanStepOutOfTheWay() {
    game.add("enemy bullets", 5, 8, 1, 0, 0).step(LEFT);
    assertThat(game.over()).isFalse();
  }

  @Test
  void bulletMeetsAlienAfterTheMove() {
    aliens(2, 0, 0, 1).add("friendly bullets", 1, 1, 1, 0, 0).set("the aliens' move timer", 0);
    assertThat(game.step(NOOP)).isEqualTo(1);
    assertThat(game.cells(ALIEN)).containsExactly("2,0");
    assertThat(game.cells(FRIENDLY)).isEmpty();
  }

  @Test
  void bulletLeavesAtTheTop() {
    aliens(2, 0, 0).add("friendly bullets", 9, 0, 1, 0, 0).step(NOOP);
    assertThat(game.cells(FRIENDLY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true, 12, 11", "true, 7, 6", "true, 6, 6", "false, 12, 12"})
  void newFormationComesFaster(boolean ramping, int interval, int next) {
    GameProbe last = new GameProbe(new SpaceInvaders(new SpaceInvaders.Options(ramping, false)));
    last.set("the bits of the aliens", 1).set("the move interval", interval);
    last.set("the aliens' direction", 1).set("the aliens' move timer", 4);
    last.add("friendly bullets", 2, 1, 1, 0, 0).add("friendly bullets", 9, 5, 1, 0, 0);
    last.add("enemy bullets", 8, 5, 1, 0, 0);
    assertThat(last.step(NOOP)).isEqualTo(1);
    assertThat(last.measure("move-interval")).isEqualTo(next);
    assertThat(last.measure("move-timer")).isEqualTo(3);
    assertThat(last.cells(ALIEN)).hasSize(24).contains("2,0", "7,3");
    assertThat(last.cells(3)).hasSize(24);
    assertThat(last.cells(FRIENDLY)).containsExactly("9,4");
    assertThat(last.cells(ENEMY)).containsExactly("8,6");
    assertThat(last.get("the wave")).isEqualTo(1);
  }

  @Test
  void formationOffTheBoardIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> game.set("the first column of the aliens", 5))
        .withMessage("SpaceInvaders: the aliens must be in columns 0 to 9, got 5 to 10");
  }
}
