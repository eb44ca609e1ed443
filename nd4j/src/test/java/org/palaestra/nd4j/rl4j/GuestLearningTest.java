package org.palaestra.nd4j.rl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.training.Evaluator;
import org.palaestra.training.Trainer;

/** RL4J's learners pass the probes, and balance the pole with the settings they come with. */
@Tag("learning")
final class GuestLearningTest {

  @Test
  void doubleDqnPassesEveryProbe() {
    try (Trainer constant = learned("rl4j-double-dqn", "ProbeConstant-v1", 1_500);
        Trainer observed = learned("rl4j-double-dqn", "ProbeObservation-v1", 1_500);
        Trainer later = learned("rl4j-double-dqn", "ProbeDelay-v1", 3_000);
        Trainer cut = learned("rl4j-double-dqn", "ProbeTruncation-v1", 3_000)) {
      assertThat(GuestTrainings.ask(constant, 1, 0).value).isCloseTo(1, within(0.1));
      assertThat(GuestTrainings.ask(observed, 1, -1).value).isCloseTo(-1, within(0.1));
      assertThat(GuestTrainings.ask(observed, 1, 1).value).isCloseTo(1, within(0.1));
      assertThat(GuestTrainings.ask(later, 1, 0).value).isCloseTo(0.9, within(0.1));
      assertThat(GuestTrainings.ask(later, 1, 1).value).isCloseTo(1, within(0.1));
      // With γ = 0.9; who takes the cut in each tenth step for an end learns 5.3.
      assertThat(GuestTrainings.ask(cut, 1, 0).value).isCloseTo(10, within(1.0));
    }
    choosesRightly("rl4j-double-dqn", 1_500);
  }

  /** It refuses the probes that have one action. */
  @Test
  void a2cPassesTheProbesThatLeaveAChoice() {
    choosesRightly("rl4j-a2c", 5_000);
  }

  private static void choosesRightly(String agent, long steps) {
    try (Trainer action = learned(agent, "ProbeAction-v1", steps);
        Trainer both = learned(agent, "ProbeActionObservation-v1", steps)) {
      assertThat(GuestTrainings.ask(action, 2, 0).action).isEqualTo(1);
      assertThat(GuestTrainings.ask(action, 2, 0).value).isCloseTo(1, within(0.2));
      for (int right = 0; right < 2; right++) {
        GuestTrainings.Answer answer = GuestTrainings.ask(both, 2, right == 0 ? -1 : 1);
        assertThat(answer.action).isEqualTo(right);
        assertThat(answer.value).isCloseTo(1, within(0.2));
      }
    }
  }

  private static Trainer learned(String agent, String environment, long steps) {
    return GuestTrainings.finish(GuestTrainings.small(agent, environment, 7, steps));
  }

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
      assertThat(Arrays.stream(returns).average().orElseThrow()).isGreaterThan(150);
    }
  }
}
