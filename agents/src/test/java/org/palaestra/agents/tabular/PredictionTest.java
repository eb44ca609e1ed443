package org.palaestra.agents.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Traces;
import org.palaestra.agents.Trainings;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Discrete;
import org.palaestra.training.Trainer;

/** Updates worked out by hand, with α = γ = 1/2, and the walk of example 7.1. */
final class PredictionTest {

  @Test
  void tdZeroLooksOneStepAhead() {
    Experience x = new Experience(TdZero.definition(), 3, 1, "initialValue", "2");
    // 2 + (3 + 2/2 − 2)/2; without a future 2 + (3 − 2)/2.
    assertThat(x.step(0, 0, 3, 1).v(0)).isEqualTo(3);
    assertThat(x.last(1, 0, 3).v(1)).isEqualTo(2.5);
    assertThat(x.cut(2, 0, 3, 2).v(2)).isEqualTo(3);
  }

  @Test
  void nStepTdLooksNStepsAhead() {
    Experience x = new Experience(NStepTd.definition(), 4, 1, "initialValue", "2", "n", "2");
    assertThat(x.step(0, 0, 1, 1).v(0)).isEqualTo(2);
    // 1 + 2/2 + 2/4 = 2.5 as soon as the second step is made: 2 + 0.5/2.
    assertThat(x.step(1, 0, 2, 2).v(0)).isEqualTo(2.25);
    // The end: 2 + 8/2 = 6 and 8.
    x.last(2, 0, 8);
    assertThat(x.v(1)).isEqualTo(4);
    assertThat(x.v(2)).isEqualTo(5);
    // A cut in state 3, worth 2: 2 + 8/2 + 2/4 = 6.5, so 2.25 + 4.25/2, and 8 + 2/2 = 9.
    x.step(0, 0, 2, 3).cut(2, 0, 8, 3);
    assertThat(x.v(0)).isEqualTo(4.375);
    assertThat(x.v(2)).isEqualTo(7);
  }

  @Test
  void tracesCarryAnErrorBack() {
    // As for SARSA(λ): errors 1, 1 and 4, traces that fade by 1/4; with V(s′) read at once.
    Experience x = new Experience(TdLambda.definition(), 3, 1, "lambda", "0.5");
    x.step(0, 0, 1, 1).step(1, 0, 1, 2).last(2, 0, 4);
    assertThat(x.v(0)).isEqualTo(0.75);
    assertThat(x.v(1)).isEqualTo(1);
    assertThat(x.v(2)).isEqualTo(2);
    // Another episode, cut where V = 2: 2 + (0 + 2/2 − 2)/2; nothing is left of the traces.
    x.cut(2, 0, 0, 2);
    assertThat(x.v(2)).isEqualTo(1.5);
    assertThat(x.v(1)).isEqualTo(1);
  }

  @Test
  void visitsAddUpOrReplace() {
    for (String kind : new String[] {"accumulating", "replacing"}) {
      Experience x = new Experience(TdLambda.definition(), 2, 1, "lambda", "0.5", "traces", kind);
      x.step(0, 0, 1, 0).last(0, 0, 0);
      assertThat(x.v(0)).isEqualTo(kind.equals("replacing") ? 0.25 : 0.1875);
    }
  }

  @Test
  void returnsAreAveragedFromTheFirstVisitOn() {
    Experience x = new Experience(MonteCarloPrediction.definition(), 2, 1);
    x.step(0, 0, 1, 1).step(1, 0, 2, 0).last(0, 0, 4);
    assertThat(x.v(0)).isEqualTo(3);
    assertThat(x.v(1)).isEqualTo(4);
    // (3 + 1)/2; then cut in state 0: 2 + 2/2 = 3, (4 + 3)/2.
    assertThat(x.last(0, 0, 1).v(0)).isEqualTo(2);
    assertThat(x.cut(1, 0, 2, 0).v(1)).isEqualTo(3.5);
  }

  /** Discounted by 0.9; the lake that is not slippery, always to the right, ends in hole 5. */
  @Test
  void aGivenPolicyIsFollowed() {
    String down = "1,1,1,1,1,1,1,1,2,1,1,1,1,2,2,1";
    Map<String, String> settings = Map.of("policy", down, "discount", "0.9");
    var lake = Trainings.ENVIRONMENTS.find("FrozenLake-v1").spec(Map.of("slippery", "false"));
    try (Trainer trainer = Trainings.begin("td-0", lake, 1, 2000, 1, "auto", 1, settings)) {
      Trainings.finish(trainer);
      // 0, 4, 8, 9, 13, 14, 15: six steps, the last of which is paid.
      assertThat(Trainings.ask(trainer, 0).value).isCloseTo(Math.pow(0.9, 5), within(1e-3));
      assertThat(Trainings.ask(trainer, 8).actions.indices[0]).isEqualTo(2);
    }
  }

  @Test
  void aPolicyThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> td("0,1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "td-0: policy must give an action for each of the 3 states, or nothing for chance; got 2");
    assertThatThrownBy(() -> td("0,1,2"))
        .hasMessage("td-0: policy must hold actions from 0 to 1, got 2");
  }

  private static void td(String policy) {
    TdZero.definition()
        .create(Contexts.of(new Discrete(3), new Discrete(2), 10, Map.of("policy", policy)));
  }

  /** The values of the walk are −0.9, −0.8 … 0.9. */
  @ParameterizedTest
  @CsvSource({"td-0", "n-step-td", "td-lambda", "monte-carlo-prediction"})
  void theWalkIsLearned(String agent) {
    try (Trainer trainer = Trainings.done(agent, "RandomWalk19-v1", 300_000, 1, Map.of())) {
      assertThat(RandomWalks.error(trainer)).isLessThan(0.05);
    }
  }

  /**
   * Figure 7.2 of Sutton and Barto: the error over the first ten episodes, of 100 runs. Some n
   * between the ends is best: 4 at α = 0.4.
   */
  @Test
  void fourStepsAreBestOnTheWalk() {
    double one = best("n-step-td", "n", 1, 0.7, 0.8, 0.9);
    double two = best("n-step-td", "n", 2, 0.5, 0.6, 0.7);
    double four = best("n-step-td", "n", 4, 0.3, 0.4, 0.5);
    double eight = best("n-step-td", "n", 8, 0.2, 0.3);
    double many = best("n-step-td", "n", 64, 0.03, 0.05, 0.1);
    assertThat(four).isBetween(0.24, 0.29);
    assertThat(four).isLessThan(two).isLessThan(eight);
    assertThat(two).isLessThan(one);
    assertThat(one).isBetween(0.32, 0.37).isLessThan(many);
    assertThat(RandomWalks.error("n-step-td", 100, 0.4, Map.of("n", "4")))
        .as("α = 0.4 is the best of 0.1, 0.4, 0.9")
        .isLessThan(RandomWalks.error("n-step-td", 100, 0.1, Map.of("n", "4")))
        .isLessThan(RandomWalks.error("n-step-td", 100, 0.9, Map.of("n", "4")));
  }

  /** Figures 12.3 and 12.6: the same for λ; beyond its best α a long trace goes astray. */
  @Test
  void aLambdaBetweenTheEndsIsBestOnTheWalk() {
    double zero = best("td-lambda", "lambda", 0, 0.7, 0.8, 0.9);
    double some = best("td-lambda", "lambda", 0.4, 0.6, 0.7, 0.8);
    double most = best("td-lambda", "lambda", 0.8, 0.2, 0.3, 0.4);
    double all = best("td-lambda", "lambda", 1, 0.01, 0.02, 0.03);
    assertThat(most).isBetween(0.24, 0.29).isLessThan(some);
    assertThat(some).isLessThan(zero);
    assertThat(zero).isBetween(0.32, 0.37).isLessThan(all);
    assertThat(RandomWalks.error("td-lambda", 20, 0.5, Map.of("lambda", "0.9")))
        .isGreaterThan(best("td-lambda", "lambda", 0.9, 0.1, 0.2) + 0.1);
  }

  private static double best(String agent, String key, double value, double... rates) {
    String text = key.equals("n") ? Integer.toString((int) value) : Double.toString(value);
    double best = Double.MAX_VALUE;
    for (double alpha : rates) {
      best = Math.min(best, RandomWalks.error(agent, 100, alpha, Map.of(key, text)));
    }
    return best;
  }

  @Test
  void settingsGiveCopiesOfThePolicyAway() {
    TdLambda.TdLambdaSettings settings =
        new TdLambda.TdLambdaSettings(
            new int[] {1}, 1, Schedule.constant(0), 0, 0, Traces.Kind.REPLACING);
    settings.policy()[0] = 2;
    assertThat(settings.policy()).containsExactly(1);
  }
}
