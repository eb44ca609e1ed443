package org.palaestra.agents.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Actor;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Trainings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Measured;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Discrete;
import org.palaestra.training.Evaluator;
import org.palaestra.training.Trainer;

/** Updates by hand, and the ten-armed testbed of Sutton and Barto, 2018, chapter 2. */
final class BanditTest {

  private static final Discrete NOTHING = new Discrete(1);
  private static final Discrete TWO = new Discrete(2);

  /** Plays a bandit of two arms by hand. */
  private static final class Hand {

    private final Actor actor;
    private final StepBatch now = new StepBatch(1, 1, 0);
    private final Trainings.Answer answer = new Trainings.Answer(TWO);
    private final RandomGenerator[] streams = {new RandomStream(4)};

    Hand(AgentDefinition<?> definition, String... changes) {
      Map<String, String> settings = new java.util.HashMap<>();
      for (int i = 0; i < changes.length; i += 2) {
        settings.put(changes[i], changes[i + 1]);
      }
      actor = definition.create(Contexts.of(NOTHING, TWO, 1, settings)).target().actor(1);
      now.starts[0] = true;
    }

    /** The arm that is pulled next, after the last one paid {@code reward}. */
    int pull(double reward) {
      now.rewards[0] = reward;
      actor.act(now, answer.actions, streams);
      now.starts[0] = false;
      ((Explains) actor).explain(0, answer);
      return answer.actions.indices[0];
    }

    void begin() {
      now.starts[0] = true;
    }
  }

  @Test
  void rewardsAreAveraged() {
    Hand hand = new Hand(EpsilonGreedyBandit.definition(), "epsilon", "0");
    int arm = hand.pull(0);
    // 4, then (4 + 1)/2 = 2.5, then (4 + 1 − 2)/3 = 1, always above the other's 0.
    hand.pull(4);
    assertThat(hand.answer.actionValues[arm]).isEqualTo(4);
    assertThat(hand.pull(1)).isEqualTo(arm);
    assertThat(hand.answer.actionValues[arm]).isEqualTo(2.5f);
    hand.pull(-2);
    assertThat(hand.answer.actionValues[arm]).isCloseTo(1, within(1e-6f));
    // 1 − 5/4 < 0: now the other one.
    assertThat(hand.pull(-4)).isEqualTo(1 - arm);
    hand.begin();
    hand.pull(100);
    assertThat(hand.answer.actionValues).as("another bandit").containsOnly(0);
  }

  @Test
  void aConstantStepLetsOldRewardsFade() {
    Hand hand =
        new Hand(
            EpsilonGreedyBandit.definition(),
            "epsilon",
            "0",
            "stepSize.rule",
            "constant",
            "stepSize.alpha",
            "0.5",
            "initialValue",
            "2");
    int arm = hand.pull(0);
    // 2 + (4 − 2)/2 = 3, 3 + (3 − 3)/2, 3 + (0 − 3)/2 = 1.5, which is less than 2.
    hand.pull(4);
    hand.pull(3);
    assertThat(hand.answer.actionValues[arm]).isEqualTo(3);
    assertThat(hand.pull(0)).isEqualTo(1 - arm);
    assertThat(hand.answer.actionValues[arm]).isEqualTo(1.5f);
  }

  @Test
  void ucbTriesBothAndThenWeighsTheDoubt() {
    Hand hand = new Hand(UpperConfidenceBandit.definition(), "confidence", "1");
    int first = hand.pull(0);
    assertThat(hand.pull(1)).isEqualTo(1 - first);
    // 1 and 0.5, each tried once: the first. Then 1 + √(ln 3 / 2) = 1.74 and 0.5 + √ln 3 = 1.55;
    // then 1 + √(ln 4 / 3) = 1.68 and 0.5 + √ln 4 = 1.68: 1.6798 and 1.6774.
    assertThat(hand.pull(0.5)).isEqualTo(first);
    assertThat(hand.pull(1)).isEqualTo(first);
    assertThat(hand.pull(1)).isEqualTo(first);
    // 1 + √(ln 5 / 4) = 1.63 and 0.5 + √ln 5 = 1.77.
    assertThat(hand.pull(1)).isEqualTo(1 - first);
  }

  @Test
  void preferencesClimbAgainstTheBaseline() {
    Hand hand = new Hand(GradientBandit.definition(), "alpha", "1");
    hand.pull(0);
    assertThat(hand.answer.probabilities).containsExactly(0.5f, 0.5f);
    // The first reward is its own baseline: nothing moves.
    int second = hand.pull(3);
    assertThat(hand.answer.probabilities).containsExactly(0.5f, 0.5f);
    // 2 above the baseline of 3: H = ±2 · 1/2 for both arms, e/(e + 1/e) = 0.8808.
    hand.pull(5);
    assertThat(hand.answer.probabilities[second]).isCloseTo(0.8808f, within(1e-4f));
    // The baseline is now 4, and a reward of 4 moves nothing, whichever arm paid it.
    hand.pull(4);
    assertThat(hand.answer.probabilities[second]).isCloseTo(0.8808f, within(1e-4f));
  }

  @Test
  void withoutBaselineEveryRewardCounts() {
    Hand hand = new Hand(GradientBandit.definition(), "alpha", "1", "baseline", "false");
    int arm = hand.pull(0);
    hand.pull(2);
    assertThat(hand.answer.probabilities[arm]).isCloseTo(0.8808f, within(1e-4f));
  }

  @Test
  void beliefsMoveFromThePriorToTheRewards() {
    Hand hand =
        new Hand(
            ThompsonBandit.definition(),
            "priorMean",
            "1",
            "priorDeviation",
            "2",
            "rewardDeviation",
            "0.5");
    int arm = hand.pull(0);
    assertThat(hand.answer.actionValues).containsOnly(1);
    // Precisions 1/4 and 4: (1/4 + 5 · 4)/(1/4 + 4) = 20.25/4.25.
    hand.pull(5);
    assertThat(hand.answer.actionValues[arm]).isCloseTo(20.25f / 4.25f, within(1e-5f));
    assertThat(hand.answer.actionValues[1 - arm]).isEqualTo(1);
  }

  /** What was played over the last steps of many bandits: how often the best arm, its reward. */
  private record Testbed(double optimal, double reward) {

    static Testbed of(
        AgentDefinition<?> definition, String environment, int runs, int steps, String... changes) {
      Map<String, String> settings = new java.util.HashMap<>();
      for (int i = 0; i < changes.length; i += 2) {
        settings.put(changes[i], changes[i + 1]);
      }
      var spec = Trainings.ENVIRONMENTS.find(environment).spec();
      var bandit = (DiscreteEnvironment) Trainings.ENVIRONMENTS.create(spec);
      AgentContext context =
          Contexts.of(bandit.observationSpace(), bandit.actionSpace(), steps, settings);
      Actor actor = definition.create(context).target().actor(1);
      StepBatch now = new StepBatch(1, 1, 0);
      ActionBatch pulled = new ActionBatch(bandit.actionSpace(), 1);
      double[] best = new double[1];
      double optimal = 0;
      double reward = 0;
      int last = steps / 10;
      for (int run = 0; run < runs; run++) {
        RandomStream chance = new RandomStream(run);
        RandomStream[] streams = {new RandomStream(1_000_000 + run)};
        bandit.reset(chance);
        now.starts[0] = true;
        for (int step = 0; step < steps; step++) {
          actor.act(now, pulled, streams);
          ((Measured) bandit)
              .measure((name, value) -> best[0] = name.equals("optimal-arm") ? value : best[0]);
          now.rewards[0] = bandit.step(pulled.indices[0], chance);
          now.starts[0] = false;
          if (step >= steps - last) {
            optimal += pulled.indices[0] == best[0] ? 1 : 0;
            reward += now.rewards[0];
          }
        }
      }
      return new Testbed(optimal / runs / last, reward / runs / last);
    }
  }

  /** Figures 2.2 to 2.5, over 500 bandits. */
  @Test
  void theTestbedRanksAsPublished() {
    String id = "Bandit-v1";
    Testbed greedy = Testbed.of(EpsilonGreedyBandit.definition(), id, 500, 1000, "epsilon", "0");
    Testbed rare = Testbed.of(EpsilonGreedyBandit.definition(), id, 500, 1000, "epsilon", "0.01");
    Testbed often = Testbed.of(EpsilonGreedyBandit.definition(), id, 500, 1000, "epsilon", "0.1");
    Testbed optimist =
        Testbed.of(
            EpsilonGreedyBandit.definition(),
            id,
            1000,
            1000,
            "epsilon",
            "0",
            "initialValue",
            "5",
            "stepSize.rule",
            "constant");
    Testbed ucb = Testbed.of(UpperConfidenceBandit.definition(), id, 500, 1000);
    Testbed gradient = Testbed.of(GradientBandit.definition(), id, 500, 1000);
    Testbed steep = Testbed.of(GradientBandit.definition(), id, 500, 1000, "alpha", "0.4");
    Testbed thompson = Testbed.of(ThompsonBandit.definition(), id, 500, 1000);
    assertThat(greedy.optimal).isBetween(0.3, 0.43);
    assertThat(greedy.reward).isBetween(0.92, 1.12);
    assertThat(rare.optimal).isBetween(0.5, 0.67);
    assertThat(often.optimal).isBetween(0.75, 0.82);
    assertThat(often.reward).isBetween(1.3, 1.42);
    assertThat(optimist.optimal).isBetween(0.8, 0.9);
    assertThat(ucb.optimal).isBetween(0.81, 0.89);
    assertThat(ucb.reward).isBetween(1.42, 1.53);
    assertThat(gradient.optimal).isBetween(0.8, 0.88);
    assertThat(steep.optimal).isLessThan(gradient.optimal - 0.05);
    assertThat(thompson.optimal).as("it knows the prior").isGreaterThan(ucb.optimal);
    assertThat(greedy.reward).isLessThan(rare.reward);
    assertThat(rare.reward).isLessThan(often.reward);
    assertThat(often.reward).isLessThan(ucb.reward);
  }

  /** Exercise 2.5. */
  @Test
  void whatDriftsIsFollowedByAConstantStepOnly() {
    String id = "DriftingBandit-v1";
    Testbed average = Testbed.of(EpsilonGreedyBandit.definition(), id, 50, 10_000);
    Testbed constant =
        Testbed.of(EpsilonGreedyBandit.definition(), id, 50, 10_000, "stepSize.rule", "constant");
    assertThat(constant.optimal).isBetween(0.7, 0.82).isGreaterThan(average.optimal + 0.2);
  }

  /** The evaluator plays every seed as another bandit, whatever the copies. */
  @Test
  void anEvaluationPlaysTheTestbed() {
    try (Trainer trainer = Trainings.done("bandit-ucb", "Bandit-v1", 10, 1, Map.of())) {
      var evaluator = new Evaluator(Trainings.ENVIRONMENTS, trainer.plan().environment());
      long[] seeds = Evaluator.seeds(1, 40);
      double[] together = evaluator.evaluate(trainer.agent().target(), seeds).returns();
      double[] alone = evaluator.evaluate(trainer.agent().target(), 1, done -> {}, seeds).returns();
      assertThat(together).containsExactly(alone);
      assertThat(java.util.Arrays.stream(together).average().orElseThrow()).isGreaterThan(1200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bandit-epsilon-greedy", "bandit-ucb", "bandit-gradient", "bandit-thompson"})
  void everyBanditIsReproducible(String agent) throws Exception {
    Trainings.assertReproducible(
        agent, "Bandit-v1", 4500, 2, Map.of(), List.of(1, 700, 1000, 1300));
  }

  @Test
  void whereThereIsSomethingToSeeAnotherAgentIsNamed() {
    assertThatThrownBy(
            () ->
                UpperConfidenceBandit.definition()
                    .create(Contexts.of(new Discrete(16), TWO, 1, Map.of())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "bandit-ucb plays bandits, where there is nothing to see; Test-v0 has 16 discrete: use q-learning");
  }

  @Test
  void badSettingsAreRefusedByName() {
    refused(
        EpsilonGreedyBandit.definition(), "epsilon", "2", "epsilon must be in [0.0, 1.0], got 2.0");
    refused(
        EpsilonGreedyBandit.definition(),
        "stepSize.alpha",
        "-1",
        "stepSize.alpha must be in [0, 1], got -1.0");
    refused(
        ThompsonBandit.definition(),
        "rewardDeviation",
        "0",
        "rewardDeviation must be in [1.0E-6, 1000000.0], got 0.0");
  }

  private static void refused(AgentDefinition<?> definition, String key, String value, String why) {
    assertThatThrownBy(() -> definition.settings(Map.of(key, value)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(key + "=" + value + ": " + why);
  }
}
