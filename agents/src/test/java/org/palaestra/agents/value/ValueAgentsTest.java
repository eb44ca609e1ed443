package org.palaestra.agents.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agents.BuiltInAgents;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Trainings;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.training.Trainer;

/** Every agent of this package on the probes that an agent without memory should pass. */
final class ValueAgentsTest {

  /** What each takes from here is what it has a key for. */
  private static final Map<String, String> SMALL =
      Map.ofEntries(
          Map.entry("network.hidden", "16"),
          Map.entry("network.body.hidden", "16"),
          Map.entry("network.memory", "8"),
          Map.entry("streams.hidden", "16"),
          Map.entry("network.streams.hidden", "16"),
          Map.entry("replay.capacity", "500"),
          Map.entry("replay.warmup", "32"),
          Map.entry("replay.batch", "16"),
          Map.entry("replay.length", "4"),
          Map.entry("learning.every", "1"),
          Map.entry("learning.rate.from", "0.005"),
          Map.entry("learning.rate.to", "0.001"),
          Map.entry("learning.minibatches", "2"),
          Map.entry("rollout", "16"),
          Map.entry("targetEvery", "20"),
          Map.entry("exploration.to", "0.3"),
          Map.entry("atoms.count", "33"),
          Map.entry("atoms.low", "-8"),
          Map.entry("atoms.high", "8"),
          Map.entry("quantiles.count", "8"),
          Map.entry("quantiles.kappa", "0.1"),
          Map.entry("discount", "0.8"));

  static Map<String, String> small(String agent, String... more) {
    Map<String, String> known =
        new BuiltInAgents()
            .agents().stream()
                .filter(definition -> definition.id().equals(agent))
                .findFirst()
                .map(definition -> Settings.flatten(definition.defaults()))
                .orElseThrow();
    Map<String, String> all = new HashMap<>(SMALL);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    all.keySet().retainAll(known.keySet());
    return all;
  }

  private static final int STEPS = 2000;

  static Stream<String> agents() {
    return Stream.of(
        "dqn",
        "dqn-without-replay",
        "double-dqn",
        "dueling-dqn",
        "prioritised-dqn",
        "noisy-dqn",
        "c51",
        "qr-dqn",
        "rainbow",
        "pqn",
        "drqn");
  }

  private static Trainer done(String agent, String environment, String... more) {
    int steps = agent.equals("pqn") ? 5 * STEPS : STEPS;
    int copies = agent.equals("pqn") ? 4 : 1;
    return Trainings.done(agent, environment, steps, copies, small(agent, more));
  }

  /** The value of the best action is 1 whatever is done, −1 or 1 as is observed, 0.8 a step off. */
  @ParameterizedTest
  @MethodSource("agents")
  void valuesFollowWhatIsObservedAndAreDiscounted(String agent) {
    try (Trainer trainer = done(agent, "ProbeConstant-v1")) {
      assertThat(value(trainer, 0)).isCloseTo(1, within(0.1f));
    }
    try (Trainer trainer = done(agent, "ProbeObservation-v1")) {
      assertThat(value(trainer, -1)).isCloseTo(-1, within(0.15f));
      assertThat(value(trainer, 1)).isCloseTo(1, within(0.15f));
    }
    try (Trainer trainer = done(agent, "ProbeDelay-v1", "replay.steps", "1")) {
      assertThat(value(trainer, 0)).isCloseTo(0.8f, within(0.1f));
      assertThat(value(trainer, 1)).isCloseTo(1, within(0.1f));
    }
  }

  private static float value(Trainer trainer, float observation) {
    float[] q = Trainings.ask(trainer, observation).actionValues;
    float best = q[0];
    for (float each : q) {
      best = Math.max(best, each);
    }
    return best;
  }

  /** With γ = 0.8 a reward of 1 for ever is worth 5; who takes the cut for an end learns 3.6. */
  @ParameterizedTest
  @MethodSource("agents")
  void truncationBootstraps(String agent) {
    try (Trainer trainer = done(agent, "ProbeTruncation-v1")) {
      assertThat(value(trainer, 0)).isCloseTo(5, within(0.5f));
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void theRightActionIsLearned(String agent) {
    try (Trainer trainer = done(agent, "ProbeActionObservation-v1")) {
      for (int right = 0; right < 2; right++) {
        Trainings.Answer answer = Trainings.ask(trainer, right == 0 ? -1 : 1);
        assertThat(answer.actions.indices[0]).isEqualTo(right);
        assertThat(answer.actionValues[right] - answer.actionValues[1 - right]).isGreaterThan(0.5f);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"double-dqn", "rainbow", "pqn", "drqn"})
  void continuousActionsAreRefused(String agent) {
    assertThatThrownBy(
            () ->
                new BuiltInAgents()
                    .agents().stream()
                        .filter(definition -> definition.id().equals(agent))
                        .forEach(
                            definition ->
                                definition.create(
                                    Contexts.of(
                                        Box.of(-1, 1, 3), Box.of(-2, 2, 1), 1000, Map.of()))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(agent + " needs discrete actions; Test-v0 has continuous ones");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c51|atoms.low=5,atoms.high=5|atoms.low must be below atoms.high, got 5.0 and 5.0",
        "c51|atoms.count=1|atoms.count must be at least 2, got 1",
        "rainbow|network.noise=0|network.noise must be above 0, got 0.0",
        "rainbow|replay.steps=0|replay.steps must be at least 1, got 0",
        "prioritised-dqn|priorities.alpha=2|priorities.alpha must be in [0, 1], got 2.0",
        "qr-dqn|quantiles.kappa=0|quantiles.kappa must be above 0, got 0.0",
        "drqn|replay.burnIn=10|replay.burnIn must be from 0 to replay.length − 2 = 9, got 10",
        "dueling-dqn|streams.hidden=0|streams.hidden must be from 1 to 65536, got [0]"
      })
  void settingsOutOfRangeAreRefused(String agent, String pairs, String message) {
    Map<String, String> changes = Settings.parse(List.of(pairs.split(",")));
    assertThatThrownBy(
            () ->
                new BuiltInAgents()
                    .agents().stream()
                        .filter(definition -> definition.id().equals(agent))
                        .forEach(definition -> definition.settings(changes)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void minibatchesMustDivideTheRollout() {
    assertThatThrownBy(
            () ->
                Pqn.definition()
                    .create(
                        Contexts.of(
                            Box.of(-1, 1, 3), new Discrete(2), 1000, Map.of("rollout", "10"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "pqn: rollout=10 of 1 copies are 10 steps, which learning.minibatches=4 does not divide");
  }
}
