package org.palaestra.environments.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.environments.finite.ModelAgreement;
import org.palaestra.environments.finite.ValueSweeps;
import org.palaestra.random.RandomStream;

class DeepSeaTest {

  private final RandomStream random = new RandomStream(1);

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 30, 100})
  void bestReturnIsTheSameForEverySize(int size) {
    DeepSea sea = new DeepSea(new DeepSea.Options(size, true, size));
    assertThat(ValueSweeps.optimal(sea, 1)[0]).isCloseTo(0.99, within(1e-12));
  }

  @Test
  void randomPlayFindsTheTreasureOnceInTwoToTheSize() {
    DeepSea sea = new DeepSea(DeepSea.Options.TEN);
    // Half of the moves from every cell cost 0.001, whatever was swapped.
    assertThat(ValueSweeps.uniform(sea, 1)[0])
        .isCloseTo(Math.pow(0.5, 10) - 10 * 0.001 / 2, within(1e-12));
  }

  @Test
  void divingToTheRightCostsAndFindsTheTreasureAtTheEnd() {
    DeepSea sea = new DeepSea(new DeepSea.Options(4, false, 0));
    sea.reset(random);
    for (int i = 0; i < 3; i++) {
      assertThat(sea.step(1, random)).isEqualTo(-0.0025);
      assertThat(sea.terminated()).isFalse();
    }
    assertThat(sea.step(1, random)).isEqualTo(1 - 0.0025);
    assertThat(sea.terminated()).isTrue();
    assertThat(sea.state()).isEqualTo(20);
  }

  @Test
  void oneMoveToTheLeftLosesTheTreasure() {
    DeepSea sea = new DeepSea(new DeepSea.Options(4, false, 0));
    sea.reset(random);
    assertThat(sea.step(0, random)).isZero();
    for (int i = 0; i < 3; i++) {
      assertThat(sea.step(1, random)).isEqualTo(-0.0025);
    }
    assertThat(sea.terminated()).isTrue();
    assertThat(sea.state()).as("on the ground below the last column").isEqualTo(19);
  }

  @Test
  void seedDecidesWhereActionsAreSwappedInAboutHalfOfTheCells() {
    DeepSea sea = new DeepSea(new DeepSea.Options(50, true, 7));
    DeepSea twin = new DeepSea(new DeepSea.Options(50, true, 7));
    DeepSea other = new DeepSea(new DeepSea.Options(50, true, 8));
    int swapped = 0;
    int differences = 0;
    for (int state = 0; state < 2500; state++) {
      swapped += costs(sea, state, 0) ? 1 : 0;
      differences += costs(sea, state, 0) != costs(other, state, 0) ? 1 : 0;
      assertThat(costs(twin, state, 0)).isEqualTo(costs(sea, state, 0));
      assertThat(costs(sea, state, 1)).isNotEqualTo(costs(sea, state, 0));
    }
    assertThat(swapped).isBetween(1125, 1375);
    assertThat(differences).isBetween(1125, 1375);
  }

  @Test
  void stepsAgreeWithTheModel() {
    ModelAgreement.check(new DeepSea(new DeepSea.Options(5, true, 3)), 1);
  }

  @Test
  void refusesASizeThatIsNoSea() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeepSea.Options(1, true, 0))
        .withMessage("size must be from 2 to 1000, got 1");
  }

  private static boolean costs(DeepSea sea, int state, int action) {
    boolean[] costs = new boolean[1];
    sea.successors(state, action, (p, next, reward, end) -> costs[0] = reward != 0);
    return costs[0];
  }
}
