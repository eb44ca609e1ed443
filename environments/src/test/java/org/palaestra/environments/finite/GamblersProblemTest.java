package org.palaestra.environments.finite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.palaestra.random.RandomStream;

class GamblersProblemTest {

  private final GamblersProblem game = new GamblersProblem(GamblersProblem.Options.BOOK);

  @Test
  void valuesOfTheBook() {
    double[] values = ValueSweeps.optimal(game, 1);
    assertThat(values[25]).isCloseTo(0.16, within(1e-12));
    assertThat(values[50]).isCloseTo(0.4, within(1e-12));
    assertThat(values[75]).isCloseTo(0.64, within(1e-12));
  }

  /**
   * Against the odds bold play is best (Dubins and Savage, 1965): all of it, or what is missing.
   */
  @Test
  void everyValueIsThatOfBoldPlay() {
    double[] values = ValueSweeps.optimal(game, 1);
    for (int capital = 1; capital < 100; capital++) {
      assertThat(values[capital]).as("capital %s", capital).isCloseTo(bold(capital), within(1e-12));
    }
  }

  private static double bold(int capital) {
    double value = 0;
    double weight = 1;
    for (int flips = 0; flips < 400; flips++) {
      if (capital == 100) {
        return value + weight;
      } else if (capital == 0) {
        return value;
      } else if (capital <= 50) { // lost with 0.6
        weight *= 0.4;
        capital *= 2;
      } else { // won with 0.4
        value += weight * 0.4;
        weight *= 0.6;
        capital = 2 * capital - 100;
      }
    }
    return value;
  }

  /**
   * Figure 4.3: the smallest of the best stakes rises from every quarter of the goal to the middle
   * between two and falls again, with spikes of 25, 50 and 25 on the quarters themselves.
   */
  @Test
  void smallestBestStakesAreThoseOfTheBooksFigure() {
    double[] values = ValueSweeps.optimal(game, 1);
    for (int capital = 1; capital < 100; capital++) {
      int stake = 1;
      while (ValueSweeps.actionValue(game, 1, values, capital, stake - 1)
          < values[capital] - 1e-10) {
        stake++;
      }
      int beyond = capital % 25;
      int expected = beyond == 0 ? Math.min(capital, 100 - capital) : Math.min(beyond, 25 - beyond);
      assertThat(stake).as("capital %s", capital).isEqualTo(expected);
    }
  }

  @Test
  void fairCoinMakesEveryPolicyWorthTheCapital() {
    GamblersProblem fair = new GamblersProblem(new GamblersProblem.Options(0.5, 20));
    double[] values = ValueSweeps.optimal(fair, 1);
    for (int capital = 1; capital < 20; capital++) {
      assertThat(values[capital]).isCloseTo(capital / 20.0, within(1e-12));
    }
  }

  @Test
  void stakesBeyondTheCapitalOrTheNeedAreMasked() {
    game.restore(new double[] {7}, 1);
    for (int action = 0; action < 50; action++) {
      assertThat(game.allowed(action)).isEqualTo(action + 1 <= 7);
    }
    game.restore(new double[] {90}, 1);
    for (int action = 0; action < 50; action++) {
      assertThat(game.allowed(action)).isEqualTo(action + 1 <= 10);
      assertThat(game.allowed(90, action)).isEqualTo(action + 1 <= 10);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> game.step(10, new RandomStream(1)))
        .withMessage("action 10 is not allowed in state 90; allowed are 0 to 9");
  }

  @Test
  void stepsAgreeWithTheModel() {
    ModelAgreement.check(new GamblersProblem(new GamblersProblem.Options(0.3, 31)), 6);
  }

  @Test
  void badOptionsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GamblersProblem.Options(Double.NaN, 100))
        .withMessage("heads must be in [0, 1], got NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GamblersProblem.Options(0.4, 1))
        .withMessage("goal must be from 2 to 2000, got 1");
  }
}
