package org.palaestra.nd4j.rl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.training.Evaluator;
import org.palaestra.training.Trainer;

/** RL4J's learners balance the pole, with the settings that they come with. */
@Tag("learning")
final class GuestLearningTest {

  @ParameterizedTest
  @CsvSource({"rl4j-a2c, 50000", "rl4j-double-dqn, 30000"})
  void cartPoleIsLearned(String agent, long steps) {
    try (Trainer trainer =
        GuestTrainings.finish(
            GuestTrainings.begin(GuestTrainings.AGENTS, agent, "CartPole-v1", 1, steps, 1))) {
      double[] returns =
          new Evaluator(GuestTrainings.ENVIRONMENTS, trainer.plan().environment())
              .evaluate(trainer.agent().target(), Evaluator.seeds(1, 100))
              .returns();
      assertThat(Arrays.stream(returns).average().orElseThrow()).isGreaterThan(200);
    }
  }
}
