package org.palaestra.agents.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agents.Trainings;
import org.palaestra.training.Trainer;

/** Every agent of the package on the probes, and the same bits however it is trained. */
final class TabularProbesTest {

  private static Trainer train(String agent, String probe, int copies, String... changes) {
    Map<String, String> settings = new HashMap<>(Map.of("discount", "0.9"));
    for (int i = 0; i < changes.length; i += 2) {
      settings.put(changes[i], changes[i + 1]);
    }
    var spec = Trainings.ENVIRONMENTS.find(probe).spec(Map.of("observed", "index"));
    Trainer trainer = Trainings.begin(agent, spec, 5, 20_000, copies, "auto", 1, settings);
    Trainings.finish(trainer);
    return trainer;
  }

  private static double value(Trainer trainer, int state) {
    Trainings.Answer answer = Trainings.ask(trainer, state);
    double best = answer.value;
    for (float q : answer.actionValues) {
      best = Double.isNaN(best) ? q : Math.max(best, q);
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "monte-carlo",
        "sarsa",
        "expected-sarsa",
        "n-step-sarsa",
        "sarsa-lambda",
        "q-learning",
        "double-q-learning",
        "dyna-q",
        "dyna-q-plus",
        "monte-carlo-prediction",
        "td-0",
        "n-step-td",
        "td-lambda"
      })
  void valuesAreLearned(String agent) throws Exception {
    try (Trainer constant = train(agent, "ProbeConstant-v1", 1);
        Trainer observation = train(agent, "ProbeObservation-v1", 2);
        Trainer delay = train(agent, "ProbeDelay-v1", 1)) {
      assertThat(value(constant, 0)).isCloseTo(1, within(0.01));
      assertThat(value(observation, 0)).isCloseTo(-1, within(0.01));
      assertThat(value(observation, 1)).isCloseTo(1, within(0.01));
      assertThat(value(delay, 0)).isCloseTo(0.9, within(0.01));
      assertThat(value(delay, 1)).isCloseTo(1, within(0.01));
    }
    Trainings.assertReproducible(agent, "FrozenLake-v1", 600, 2, Map.of(), List.of(1, 100, 233));
    Trainings.assertReproducible(agent, "GamblersProblem-v1", 600, 1, Map.of(), List.of(50, 300));
  }

  /** With γ = 0.9 a reward of 1 for ever is worth 10; who takes the cut for an end learns 5.3. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sarsa", "expected-sarsa", "n-step-sarsa", "sarsa-lambda", "q-learning",
        "double-q-learning", "dyna-q", "td-0", "n-step-td", "td-lambda"
      })
  void truncationIsNoEnd(String agent) {
    try (Trainer trainer =
        train(
            agent,
            "ProbeTruncation-v1",
            1,
            "learningRate.from",
            "0.2",
            "learningRate.to",
            "0.1",
            "learningRate.fraction",
            "1")) {
      assertThat(value(trainer, 0)).isCloseTo(10, within(0.1));
    }
  }

  /** An average of all returns goes on remembering the first ones, which knew no future. */
  @ParameterizedTest
  @ValueSource(strings = {"monte-carlo", "monte-carlo-prediction"})
  void truncationIsNoEndForRecentReturns(String agent) {
    try (Trainer trainer =
        train(
            agent,
            "ProbeTruncation-v1",
            1,
            "average",
            "recent",
            "learningRate.from",
            "0.2",
            "learningRate.to",
            "0.1",
            "learningRate.fraction",
            "1")) {
      assertThat(value(trainer, 0)).isCloseTo(10, within(0.1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "monte-carlo",
        "sarsa",
        "expected-sarsa",
        "n-step-sarsa",
        "sarsa-lambda",
        "q-learning",
        "double-q-learning",
        "dyna-q",
        "dyna-q-plus"
      })
  void theRightActionIsLearned(String agent) {
    try (Trainer trainer = train(agent, "ProbeActionObservation-v1", 2)) {
      assertThat(Trainings.ask(trainer, 0).actions.indices[0]).isZero();
      assertThat(Trainings.ask(trainer, 1).actions.indices[0]).isEqualTo(1);
    }
  }

  /** Counts, means and coins belong to the checkpoint, too. */
  @ParameterizedTest
  @ValueSource(strings = {"softmax", "ucb"})
  void everyWayToExploreIsReproducible(String method) throws Exception {
    Map<String, String> settings = Map.of("exploration.method", method);
    Trainings.assertReproducible("sarsa", "FrozenLake-v1", 600, 2, settings, List.of(1, 100));
    Trainings.assertReproducible("sarsa", "GamblersProblem-v1", 600, 2, settings, List.of(1, 100));
  }
}
