package org.palaestra.agents.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;

/** Updates worked out by hand, with α = γ = ε = 1/2. */
final class ControlTest {

  /** Every action is worth 2, but action 1 in state 1 is worth 2 + (10 − 2)/2 = 6. */
  private static Experience sixAhead(AgentDefinition<?> definition, String... changes) {
    String[] all = new String[changes.length + 2];
    System.arraycopy(changes, 0, all, 2, changes.length);
    all[0] = "initialValue";
    all[1] = "2";
    return new Experience(definition, 4, 2, all).last(1, 1, 10);
  }

  @Test
  void sarsaWaitsForTheNextActionAndTakesItsValue() {
    Experience x = sixAhead(Sarsa.definition()).step(0, 1, 3, 1);
    assertThat(x.q(0, 1)).isEqualTo(2);
    // 2 + (3 + 2/2 − 2)/2 = 3, whatever the better action is worth.
    x.step(1, 0, 0, 2);
    assertThat(x.q(0, 1)).isEqualTo(3);
  }

  @Test
  void sarsaHasNoFutureBehindTheEnd() {
    // 2 + (3 − 2)/2, and the next episode does not touch it.
    Experience x = sixAhead(Sarsa.definition()).last(0, 1, 3).step(1, 1, 0, 2);
    assertThat(x.q(0, 1)).isEqualTo(2.5);
  }

  @Test
  void sarsaExpectsItsOwnBehaviourWhereTheTimeLimitCuts() {
    // The better action has probability 3/4: 6 · 3/4 + 2/4 = 5; 2 + (3 + 5/2 − 2)/2 = 3.75.
    Experience x = sixAhead(Sarsa.definition()).cut(0, 1, 3, 1).step(1, 0, 0, 2);
    assertThat(x.q(0, 1)).isEqualTo(3.75);
  }

  @Test
  void expectedSarsaAveragesOverItsOwnBehaviour() {
    // As above, and at once.
    assertThat(sixAhead(ExpectedSarsa.definition()).step(0, 1, 3, 1).q(0, 1)).isEqualTo(3.75);
    assertThat(sixAhead(ExpectedSarsa.definition()).cut(0, 1, 3, 1).q(0, 1)).isEqualTo(3.75);
    assertThat(sixAhead(ExpectedSarsa.definition()).last(0, 1, 3).q(0, 1)).isEqualTo(2.5);
  }

  @Test
  void expectedSarsaDoesNotExpectWhatIsForbidden() {
    // Only action 0 is left: 2 + (3 + 2/2 − 2)/2.
    Experience x = sixAhead(ExpectedSarsa.definition()).masked(0, 1, 3, 1, true, false);
    assertThat(x.q(0, 1)).isEqualTo(3);
  }

  @Test
  void tracesCarryAnErrorBack() {
    // With λ = 1/2 a trace fades by γλ = 1/4 a step. Errors are 1, 1 and 4:
    // Q(0) = 1/2 + 1/2 · 1/4 + 4/2 · 1/16, Q(1) = 1/2 + 4/2 · 1/4, Q(2) = 4/2.
    Experience x = new Experience(SarsaLambda.definition(), 3, 1, "lambda", "0.5");
    x.step(0, 0, 1, 1).step(1, 0, 1, 2).last(2, 0, 4);
    assertThat(x.q(0, 0)).isEqualTo(0.75);
    assertThat(x.q(1, 0)).isEqualTo(1);
    assertThat(x.q(2, 0)).isEqualTo(2);
    // Another episode: nothing is left of the traces. 2 + (0 − 2)/2.
    x.last(2, 0, 0);
    assertThat(x.q(2, 0)).isEqualTo(1);
    assertThat(x.q(1, 0)).isEqualTo(1);
  }

  @Test
  void visitsAddUpOrReplace() {
    // The first error, 1, gives 1/2; the trace fades to 1/4. The second is 0 − 1/2:
    // 1/2 − 1/4 · 5/4 if traces accumulate, 1/2 − 1/4 if they are replaced.
    for (String kind : new String[] {"accumulating", "replacing"}) {
      Experience x =
          new Experience(SarsaLambda.definition(), 2, 1, "lambda", "0.5", "traces", kind);
      x.step(0, 0, 1, 0).last(0, 0, 0);
      assertThat(x.q(0, 0)).isEqualTo(kind.equals("replacing") ? 0.25 : 0.1875);
    }
  }

  @Test
  void sarsaLambdaExpectsItsOwnBehaviourWhereTheTimeLimitCuts() {
    assertThat(sixAhead(SarsaLambda.definition()).cut(0, 1, 3, 1).q(0, 1)).isEqualTo(3.75);
    assertThat(sixAhead(SarsaLambda.definition()).last(0, 1, 3).q(0, 1)).isEqualTo(2.5);
  }

  @Test
  void nStepsOfRewardComeBeforeAValue() {
    Experience x = sixAhead(NStepSarsa.definition(), "n", "2");
    // (1, 1) is worth 6, all else 2. 1 + 2/2 + 2/4 = 2.5 for the first step: 2 + 0.5/2.
    x.step(0, 0, 1, 1).step(1, 0, 2, 2);
    assertThat(x.q(0, 0)).as("it waits").isEqualTo(2);
    x.last(2, 1, 8);
    assertThat(x.q(0, 0)).isEqualTo(2.25);
    // The end: 2 + 8/2 = 6 and 8.
    assertThat(x.q(1, 0)).isEqualTo(4);
    assertThat(x.q(2, 1)).isEqualTo(5);
  }

  @Test
  void nStepSarsaExpectsItsOwnBehaviourWhereTheTimeLimitCuts() {
    // In state 1 it expects 5: 2 + 8/2 + 5/4 = 7.25 and 8 + 5/2 = 10.5.
    Experience x = sixAhead(NStepSarsa.definition(), "n", "2").step(3, 0, 2, 2).cut(2, 1, 8, 1);
    assertThat(x.q(3, 0)).isEqualTo(4.625);
    assertThat(x.q(2, 1)).isEqualTo(6.25);
  }

  @Test
  void oneOfTwoTablesLearns() {
    // 2 + (3 + 2/2 − 2)/2 = 3 in one of them: 2.5 on average. At the end 2.5, so 2.25.
    String[] two = {"initialValue", "2"};
    assertThat(new Experience(DoubleQLearning.definition(), 2, 2, two).step(0, 1, 3, 1).q(0, 1))
        .isEqualTo(2.5);
    assertThat(new Experience(DoubleQLearning.definition(), 2, 2, two).cut(0, 1, 3, 1).q(0, 1))
        .isEqualTo(2.5);
    assertThat(new Experience(DoubleQLearning.definition(), 2, 2, two).last(0, 1, 3).q(0, 1))
        .isEqualTo(2.25);
  }

  /** As in example 6.7 of Sutton and Barto: ten actions that pay nothing on average. */
  @Test
  void doubleQLearningDoesNotTakeLuckForWorth() {
    assertThat(worthOfLuck(QLearning.definition())).isGreaterThan(0.25);
    assertThat(worthOfLuck(DoubleQLearning.definition())).isBetween(-0.1, 0.1);
  }

  private static double worthOfLuck(AgentDefinition<?> definition) {
    RandomStream random = new RandomStream(11);
    Experience x =
        new Experience(
            definition,
            2,
            10,
            "discount",
            "1",
            "learningRate.from",
            "0.1",
            "learningRate.to",
            "0.1");
    double sum = 0;
    for (int i = 0; i < 20_000; i++) {
      x.step(0, 0, 0, 1).last(1, random.nextInt(10), random.nextGaussian());
      sum += i % 10 == 0 ? x.q(0, 0) : 0;
    }
    return sum / 2000;
  }

  @Test
  void returnsAreAveragedFromTheFirstVisitOn() {
    Experience x = new Experience(MonteCarlo.definition(), 2, 2);
    x.step(0, 0, 1, 1).step(1, 0, 2, 0);
    assertThat(x.q(0, 0)).as("before the end").isZero();
    // 1 + 2/2 + 4/4 = 3 from the first visit, 2 + 4/2 = 4.
    x.last(0, 0, 4);
    assertThat(x.q(0, 0)).isEqualTo(3);
    assertThat(x.q(1, 0)).isEqualTo(4);
    x.last(0, 0, 1);
    assertThat(x.q(0, 0)).isEqualTo(2);
    // Cut in state 0, where 2 · 3/4 can be expected: 2 + 1.5/2 = 2.75, and (4 + 2.75)/2.
    x.cut(1, 0, 2, 0);
    assertThat(x.q(1, 0)).isEqualTo(3.375);
  }

  @Test
  void recentReturnsMayCountMore() {
    Experience x = new Experience(MonteCarlo.definition(), 2, 2, "average", "recent");
    // 0 + 4/2, then 2 + (4 − 2)/2, then 3 + (0 − 3)/2; an average would be 8/3.
    x.last(0, 0, 4).last(0, 0, 4).last(0, 0, 0);
    assertThat(x.q(0, 0)).isEqualTo(1.5);
  }

  @Test
  void dynaLearnsEachStepAgain() {
    // 0, then twice more of what it knows: 2, 3, 3.5. What is cut has a future: with all at 2,
    // 4 + 2/2 = 5 is the target: 3.5, 4.25, 4.625.
    assertThat(new Experience(DynaQ.definition(), 2, 2, "planning", "2").last(0, 1, 4).q(0, 1))
        .isEqualTo(3.5);
    Experience x = new Experience(DynaQ.definition(), 2, 2, "planning", "2", "initialValue", "2");
    assertThat(x.cut(0, 1, 4, 1).q(0, 1)).isEqualTo(4.625);
  }

  @Test
  void dynaPlansWithinTheRules() {
    // In state 1 action 1 is worth 16 but forbidden: what leads there is worth 0.
    Experience x = new Experience(DynaQ.definition(), 2, 2, "planning", "50");
    x.masked(1, 1, 16, 0, true, true).masked(0, 0, 0, 1, true, false);
    assertThat(x.q(1, 1)).isGreaterThan(15);
    assertThat(x.q(0, 0)).isZero();
  }

  @Test
  void curiosityGrowsWithTheTimeSinceATry() {
    // With one action: state 0 was tried one step ago, √1 · 4, state 1 just now.
    Experience x =
        new Experience(DynaQPlus.definition(), 2, 1, "planning", "400", "curiosity", "4");
    x.last(0, 0, 0).last(1, 0, 0);
    assertThat(x.q(0, 0)).isCloseTo(4, within(1e-4));
    assertThat(x.q(1, 0)).isZero();
  }

  @Test
  void whatWasNeverTriedIsThoughtToLeadNowhereAndIsTempting() {
    // 4 + Q/2 = Q for staying where it is, as often as one likes.
    Experience x =
        new Experience(DynaQPlus.definition(), 2, 2, "planning", "2000", "curiosity", "4");
    x.last(0, 0, 0);
    assertThat(x.q(0, 1)).isCloseTo(8, within(1e-4));
    // Dyna-Q does not think of it.
    x = new Experience(DynaQ.definition(), 2, 2, "planning", "2000", "initialValue", "1");
    assertThat(x.last(0, 0, 0).q(0, 1)).isEqualTo(1);
  }

  @Test
  void badSettingsAreRefusedByName() {
    refused(Sarsa.definition(), "discount", "2", "discount must be in [0, 1], got 2.0");
    refused(SarsaLambda.definition(), "lambda", "1.5", "lambda must be in [0, 1], got 1.5");
    refused(SarsaLambda.definition(), "discount", "-1", "discount must be in [0, 1], got -1.0");
    refused(NStepSarsa.definition(), "n", "0", "n must be from 1 to 10000, got 0");
    refused(MonteCarlo.definition(), "initialValue", "NaN", "initialValue must be finite, got NaN");
    refused(DynaQ.definition(), "planning", "-1", "planning must be at least 0, got -1");
    refused(DynaQPlus.definition(), "curiosity", "-1", "curiosity must be in [0, 1000], got -1.0");
  }

  private static void refused(AgentDefinition<?> definition, String key, String value, String why) {
    assertThatThrownBy(() -> definition.settings(Map.of(key, value)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(key + "=" + value + ": " + why);
  }
}
