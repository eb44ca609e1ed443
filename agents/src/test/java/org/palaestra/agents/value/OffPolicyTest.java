package org.palaestra.agents.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Agent;
import org.palaestra.agents.Trainings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.StepBatch;
import org.palaestra.environment.VectorEnvironment;
import org.palaestra.random.RandomStream;
import org.palaestra.training.Evaluator;
import org.palaestra.training.Trainer;

/** Off-policy agents learn the best policy from what another has done, here at random. */
final class OffPolicyTest {

  private static final int STEPS = 8000;

  /** Five steps from the start to the goal: 1 − 5 · 0.04. */
  private static final double BEST = 0.8;

  /** With γ = 0.8: −0.04 (1 − 0.8⁵) / 0.2 + 0.8⁴. */
  private static final double VALUE = 0.275136;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "q-learning",
        "double-q-learning",
        "dyna-q",
        "dqn",
        "double-dqn",
        "dueling-dqn",
        "prioritised-dqn",
        "c51",
        "qr-dqn"
      })
  void theBestIsLearnedFromActionsAtRandom(String id) {
    EnvironmentSpec spec = Trainings.ENVIRONMENTS.find("GridWorld-v1").spec(Map.of("slip", "0"));
    Map<String, String> settings =
        ValueAgentsTest.small(
            id, "learningRate.from", "0.5", "learningRate.to", "0.5", "network.hidden", "32");
    try (Trainer trainer = Trainings.begin(id, spec, 3, STEPS, 1, "auto", 1, settings);
        VectorEnvironment environment = Trainings.ENVIRONMENTS.vector(spec, 1)) {
      Agent agent = trainer.agent();
      RandomGenerator random = new RandomStream(5);
      ActionBatch actions = new ActionBatch(environment.actionSpace(), 1);
      StepBatch before = environment.reset((copy, episode) -> episode);
      float start = before.observations[0];
      double theirs = 0;
      long episodes = 1;
      for (int step = 0; step < STEPS; step++) {
        actions.indices[0] = random.nextInt(4);
        StepBatch after = environment.step(actions);
        agent.observe(before, actions, after);
        agent.learn((name, value) -> {});
        theirs += after.rewards[0];
        episodes += after.starts[0] ? 1 : 0;
        before = after;
      }
      assertThat(theirs / episodes).as("whoever acted").isLessThan(0);
      Evaluator evaluator = new Evaluator(Trainings.ENVIRONMENTS, spec);
      assertThat(evaluator.evaluate(agent.target(), 1).summary().mean())
          .isCloseTo(BEST, within(1e-6));
      assertThat(best(Trainings.ask(trainer, start).actionValues)).isCloseTo(VALUE, within(0.1));
    }
  }

  private static double best(float[] values) {
    double best = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      best = Math.max(best, value);
    }
    return best;
  }
}
