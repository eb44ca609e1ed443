package org.palaestra.agents.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.palaestra.agents.Trainings;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import org.palaestra.training.Evaluator;
import org.palaestra.training.Trainer;

final class CertaintyEquivalenceTest {

  private static final String GREEDY = "exploration.epsilon.from=0 exploration.epsilon.to=0";

  private static Experience agent(String... changes) {
    String[] all = new String[changes.length + 8];
    System.arraycopy(changes, 0, all, 8, changes.length);
    String[] own = {"discount", "0.5", "interval", "1", "unknownValue", "-10", "sweeps", "1000"};
    System.arraycopy(own, 0, all, 0, own.length);
    return new Experience(CertaintyEquivalence.definition(), 3, 2, all);
  }

  /**
   * Of four times in state 0, action 0 led to state 1 twice, back once and to the end once, and
   * paid 1 + 0 + 2 + 5 = 8: r = 2, p = ½, ¼, ¼. From state 1 it led to the end with 4. So V(1) = 4,
   * V(0) = 2 + ½ (½ · 4 + ¼ V(0)) = 3 / (1 − ⅛).
   */
  @Test
  void estimateAndPlanByHand() {
    Experience agent =
        agent().step(0, 0, 1, 1).last(1, 0, 4).step(0, 0, 0, 1).step(0, 0, 2, 0).last(0, 0, 5);
    assertThat(agent.q(1, 0)).isCloseTo(4, within(1e-6));
    assertThat(agent.q(0, 0)).isCloseTo(24 / 7.0, within(1e-6));
    assertThat(agent.q(0, 1)).as("never tried").isEqualTo(-10);
    assertThat(agent.q(2, 0)).as("never seen").isEqualTo(-10);
  }

  /** V(1) = 4 follows: 1 + ½ · 4. */
  @Test
  void truncatedTransitionsLeadOn() {
    assertThat(agent().last(1, 0, 4).cut(0, 0, 1, 1).q(0, 0)).isCloseTo(3, within(1e-6));
  }

  /** Of state 1's actions the better, 1, is not allowed: 1 + ½ · 4 and not 1 + ½ · 100. */
  @Test
  void forbiddenActionsAreNotPlannedWith() {
    Experience agent = agent().last(1, 0, 4).last(1, 1, 100).masked(0, 0, 1, 1, true, false);
    assertThat(agent.q(0, 0)).isCloseTo(3, within(1e-6));
  }

  @Test
  void pairsAreKnownOnceTheyWereTriedOftenEnough() {
    Experience agent = agent("known", "2").last(0, 0, 4);
    assertThat(agent.q(0, 0)).isEqualTo(-10);
    assertThat(agent.last(0, 0, 6).q(0, 0)).isEqualTo(5);
  }

  @Test
  void planningWaitsForTheInterval() {
    Experience agent = agent("interval", "3").last(0, 0, 4).last(0, 0, 4);
    assertThat(agent.q(0, 0)).isEqualTo(-10);
    assertThat(agent.last(0, 0, 4).q(0, 0)).isEqualTo(4);
  }

  /** What a hundred thousand draws from the estimate give is the estimate. */
  @Test
  void theEstimateCanBeSteppedItself() {
    EstimatedMdp estimate = new EstimatedMdp(3, 2, 1, -10);
    RandomStream random = new RandomStream(1);
    StepBatch before = new StepBatch(1, 1, 0);
    StepBatch after = new StepBatch(1, 1, 0);
    int[] nexts = {1, 1, 2, 2, 2};
    before.starts[0] = true;
    for (int next : nexts) {
      after.successors[0] = next;
      after.terminated[0] = next == 2;
      after.rewards[0] = next;
      estimate.count(before, 0, after, 0);
    }
    int ended = 0;
    double paid = 0;
    for (int i = 0; i < 100_000; i++) {
      estimate.reset(random);
      assertThat(estimate.state()).isZero();
      paid += estimate.step(0, random);
      assertThat(estimate.state()).isEqualTo(estimate.terminated() ? 2 : 1);
      ended += estimate.terminated() ? 1 : 0;
    }
    assertThat(ended / 1e5).isCloseTo(0.6, within(0.01));
    assertThat(paid / 1e5).isCloseTo(8 / 5.0, within(1e-6));
    estimate.reset(random);
    assertThat(estimate.step(1, random)).isEqualTo(-10);
    assertThat(estimate.terminated()).isTrue();
  }

  /** Explored by chance alone, every pair of the lake is tried some thousand times. */
  @Test
  void estimatedValuesApproachTheTrueOnes() {
    EnvironmentSpec lake = Trainings.ENVIRONMENTS.find("FrozenLake-v1").spec();
    Plan plan = new Plan(lake, 0.99);
    double[] best = plan.optimum();
    double early = error("10000", lake, best);
    double late = error("1000000", lake, best);
    assertThat(late).isLessThan(0.02).isLessThan(early / 2);
  }

  /** Largest error of a state's value, over the states from which the lake goes on. */
  private static double error(String steps, EnvironmentSpec lake, double[] best) {
    Map<String, String> byChance =
        Settings.parse(
            List.of("exploration.epsilon.from=1", "exploration.epsilon.to=1", "sweeps=1000"));
    FiniteMdp mdp = (FiniteMdp) Trainings.ENVIRONMENTS.create(lake);
    double largest = 0;
    try (Trainer trainer =
        Trainings.begin(
            "certainty-equivalence", lake, 3, Long.parseLong(steps), 1, "auto", 1, byChance)) {
      Trainings.finish(trainer);
      for (int s = 0; s < mdp.states(); s++) {
        if (best[s] > 0) {
          float[] q = Trainings.ask(trainer, s).actionValues;
          double value = Math.max(Math.max(q[0], q[1]), Math.max(q[2], q[3]));
          largest = Math.max(largest, Math.abs(value - best[s]));
        }
      }
    }
    return largest;
  }

  private static double dive(String... changes) {
    try (Trainer trainer =
        Trainings.begin(
            "certainty-equivalence",
            Trainings.ENVIRONMENTS.find("DeepSea-v1").spec(),
            1,
            5_000,
            1,
            "auto",
            1,
            Settings.parse(List.of(String.join(" ", changes).split(" ", -1))))) {
      Trainings.finish(trainer);
      return new Evaluator(Trainings.ENVIRONMENTS, trainer.plan().environment())
          .evaluate(trainer.agent().target(), 1)
          .summary()
          .mean();
    }
  }

  /** R-MAX: what is unknown is as good as the best return. Chance finds it once in 1024 dives. */
  @Test
  void whoHopesForTheBestFindsTheTreasureAndWhoDoesNotIsStuck() {
    assertThat(dive(GREEDY, "unknownValue=1 interval=10")).isCloseTo(0.99, within(1e-9));
    assertThat(dive(GREEDY, "unknownValue=0 interval=10")).isLessThanOrEqualTo(0);
  }

  @Test
  void sameSeedSameBits() throws Exception {
    Trainings.assertReproducible(
        "certainty-equivalence",
        "FrozenLake-v1",
        2000,
        2,
        Map.of("interval", "30"),
        List.of(1, 14, 15, 16, 333));
  }

  @Test
  void refusalsNameTheSetting() {
    for (String wrong :
        List.of("known=0", "interval=0", "sweeps=0", "discount=2", "unknownValue=NaN")) {
      String[] pair = wrong.split("=", -1);
      assertThatThrownBy(() -> CertaintyEquivalence.definition().settings(Map.of(pair[0], pair[1])))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(pair[0])
          .hasMessageContaining(pair[1]);
    }
  }
}
