package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Agents;
import org.palaestra.environment.Environments;
import org.palaestra.plugin.Plugins;
import org.palaestra.settings.Settings;
import org.palaestra.training.Evaluator;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;

/** Whole trainings to a known score. */
@Tag("learning")
final class LearningTest {

  private static final Environments ENVIRONMENTS = Environments.load(Plugins.none());
  private static final Agents AGENTS = Agents.load(Plugins.none());

  private static double score(
      String environment, Map<String, String> options, String agent, long seed, int episodes) {
    var spec = ENVIRONMENTS.find(environment).spec(options);
    var definition = AGENTS.find(agent);
    TrainingPlan plan =
        new TrainingPlan(
            spec,
            agent,
            Settings.flatten(definition.settings(Map.of())),
            seed,
            definition.steps(),
            1,
            "auto");
    try (Trainer trainer = new Trainer(plan, ENVIRONMENTS, AGENTS)) {
      while (!trainer.done()) {
        trainer.step();
      }
      return new Evaluator(ENVIRONMENTS, spec)
          .evaluate(trainer.agent().target(), Evaluator.seeds(seed, episodes))
          .summary()
          .mean();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void dqnBalancesThePole(long seed) {
    assertThat(score("CartPole-v1", Map.of(), "dqn", seed, 100)).isGreaterThanOrEqualTo(475);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void qLearningAlwaysCrossesTheLakeThatIsNotSlippery(long seed) {
    assertThat(score("FrozenLake-v1", Map.of("slippery", "false"), "q-learning", seed, 100))
        .isEqualTo(1);
  }

  /**
   * The best policy without a time limit crosses with probability 0.8235 from V* at a discount of
   * 1; 100 steps cut some crossings short.
   */
  @Test
  void aPlanCrossesTheSlipperyLakeAsOftenAsCanBe() {
    assertThat(score("FrozenLake-v1", Map.of(), "value-iteration", 1, 10_000))
        .isBetween(0.70, 0.8235);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void qLearningComesNearThePlanOnTheSlipperyLake(long seed) {
    double plan = score("FrozenLake-v1", Map.of(), "value-iteration", 1, 10_000);
    assertThat(score("FrozenLake-v1", Map.of(), "q-learning", seed, 10_000))
        .isGreaterThan(plan - 0.05);
  }
}
