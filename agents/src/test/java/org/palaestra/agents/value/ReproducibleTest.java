package org.palaestra.agents.value;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.agents.Trainings;

/** Every agent of this package, however it is computed and wherever it was stopped. */
final class ReproducibleTest {

  @ParameterizedTest
  @CsvSource({
    "dqn, 1",
    "dqn, 3",
    "dqn-without-replay, 1",
    "double-dqn, 1",
    "dueling-dqn, 1",
    "prioritised-dqn, 2",
    "noisy-dqn, 1",
    "c51, 1",
    "qr-dqn, 1",
    "rainbow, 3",
    "pqn, 1",
    "drqn, 1"
  })
  void everyWayOfComputingEndsWithTheSameBits(String agent, String n) throws Exception {
    Map<String, String> settings =
        ValueAgentsTest.small(
            agent,
            "replay.steps",
            n,
            "replay.capacity",
            "90",
            "rollout",
            "6",
            "exploration.longest",
            n.equals("1") ? "1" : "30");
    Trainings.assertReproducible(agent, "CartPole-v1", 200, 2, settings, List.of(1, 17, 60));
    Trainings.assertReproducible(agent, "GamblersProblem-v1", 120, 2, settings, List.of(40));
  }
}
