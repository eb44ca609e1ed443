package org.palaestra.environments.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.environments.finite.ModelAgreement;
import org.palaestra.environments.finite.ValueSweeps;
import org.palaestra.random.RandomStream;

class CliffWalkingTest {

  private final CliffWalking cliff = new CliffWalking(CliffWalking.Options.FIRM);
  private final RandomStream random = new RandomStream(1);

  @Test
  void bestReturnIsMinusThirteen() {
    assertThat(ValueSweeps.optimal(cliff, 1)[36]).isEqualTo(-13);
  }

  @Test
  void safeWayAlongTheTopCostsSeventeen() {
    cliff.reset(random);
    double total = 0;
    for (char move : "UUURRRRRRRRRRRDDD".toCharArray()) {
      assertThat(cliff.terminated()).isFalse();
      total += cliff.step("URDL".indexOf(move), random);
    }
    assertThat(cliff.terminated()).isTrue();
    assertThat(total).isEqualTo(-17);
  }

  @Test
  void cliffCostsAHundredAndLeadsBackWithoutAnEnd() {
    cliff.restore(new double[] {29}, 1);
    assertThat(cliff.step(2, random)).isEqualTo(-100);
    assertThat(cliff.state()).isEqualTo(36);
    assertThat(cliff.terminated()).isFalse();
  }

  @Test
  void slipperyMoveGoesAstrayAQuarterTurn() {
    CliffWalking slippery = new CliffWalking(new CliffWalking.Options(true));
    Map<Integer, Double> reached = new HashMap<>();
    // Row 2, column 5, to the right: up the row above, down the cliff.
    slippery.successors(29, 1, (p, next, reward, end) -> reached.merge(next, p, Double::sum));
    assertThat(reached).containsOnlyKeys(17, 30, 36);
    assertThat(reached.values()).allSatisfy(p -> assertThat(p).isCloseTo(1 / 3.0, within(1e-15)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void stepsAgreeWithTheModel(long seed) {
    ModelAgreement.check(cliff, seed);
    ModelAgreement.check(new CliffWalking(new CliffWalking.Options(true)), seed);
  }

  /**
   * The goal has rows of its own in Gymnasium's table, so that the end is not the state's alone.
   */
  @Test
  void endIsSavedWithTheState() {
    cliff.restore(new double[] {35}, 1);
    cliff.step(2, random);
    double[] state = new double[1];
    cliff.save(state);
    assertThat(state).containsExactly(48 + 47);
    cliff.restore(new double[] {47}, 1);
    assertThat(cliff.terminated()).isFalse();
    cliff.restore(state, 1);
    assertThat(cliff.state()).isEqualTo(47);
    assertThat(cliff.terminated()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 48, 84, 96, 47.5, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesANumberThatIsNoState(double number) {
    cliff.restore(new double[] {4}, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cliff.restore(new double[] {number}, 1))
        .withMessage("CliffWalking: the state must be a whole number from 0 to 47, got " + number);
    assertThat(cliff.state()).isEqualTo(4);
  }
}
