package org.palaestra.agents.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Trainings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.training.Trainer;

final class PpoTest {

  private static final Map<String, String> SMALL =
      Map.of(
          "network.hidden", "16",
          "rollout", "32",
          "learning.rate.from", "0.01",
          "learning.rate.to", "0.001",
          "loss.clipValue", "false",
          "discount", "0.9");

  private static Map<String, String> small(String... more) {
    Map<String, String> all = new HashMap<>(SMALL);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  @Test
  void aConstantIsLearned() {
    try (Trainer trainer = Trainings.done("ppo", "ProbeConstant-v1", 8_000, 4, SMALL)) {
      assertThat(Trainings.ask(trainer, 0).value).isCloseTo(1, within(0.05));
    }
  }

  @Test
  void aValueFollowsTheObservation() {
    try (Trainer trainer = Trainings.done("ppo", "ProbeObservation-v1", 8_000, 4, SMALL)) {
      assertThat(Trainings.ask(trainer, -1).value).isCloseTo(-1, within(0.05));
      assertThat(Trainings.ask(trainer, 1).value).isCloseTo(1, within(0.05));
    }
  }

  @Test
  void aRewardThatComesLaterIsDiscounted() {
    try (Trainer trainer = Trainings.done("ppo", "ProbeDelay-v1", 12_000, 4, SMALL)) {
      assertThat(Trainings.ask(trainer, 0).value).isCloseTo(0.9, within(0.05));
      assertThat(Trainings.ask(trainer, 1).value).isCloseTo(1, within(0.05));
    }
  }

  /** With γ = 0.9 a reward of 1 for ever is worth 10; who takes the cut for an end learns 6.5. */
  @Test
  void truncationBootstraps() {
    try (Trainer trainer = Trainings.done("ppo", "ProbeTruncation-v1", 40_000, 4, SMALL)) {
      assertThat(Trainings.ask(trainer, 0).value).isCloseTo(10, within(0.5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void theRightActionIsLearned(String shared) {
    try (Trainer trainer =
        Trainings.done("ppo", "ProbeActionObservation-v1", 12_000, 4, small("shareBody", shared))) {
      for (int right = 0; right < 2; right++) {
        Trainings.Answer answer = Trainings.ask(trainer, right == 0 ? -1 : 1);
        assertThat(answer.actions.indices[0]).isEqualTo(right);
        assertThat(answer.probabilities[right]).isGreaterThan(0.8f);
      }
    }
  }

  @Test
  void theRightNumberIsLearned() {
    try (Trainer trainer =
        Trainings.done(
            "ppo",
            "ProbeContinuousActionObservation-v1",
            60_000,
            4,
            small("loss.entropy", "0", "normalise.observations", "true"))) {
      assertThat(Trainings.ask(trainer, -1).actions.values[0]).isCloseTo(-0.5f, within(0.1f));
      assertThat(Trainings.ask(trainer, 1).actions.values[0]).isCloseTo(0.5f, within(0.1f));
    }
  }

  /** One rollout of two terminated steps, so that A = r − V and the return is r. */
  @Test
  void theFirstUpdateIsAsWorkedOutByHand() {
    Agent agent =
        Ppo.definition()
            .create(
                Contexts.of(
                    Box.of(-1, 1, 1),
                    new Discrete(2),
                    1000,
                    small(
                        "rollout", "2",
                        "learning.epochs", "1",
                        "learning.minibatches", "1",
                        "normalise.advantages", "false")));
    Actor critic = agent.target().actor(1);
    Trainings.Answer answer = new Trainings.Answer(new Discrete(2));
    Map<String, Double> metrics = new HashMap<>();
    RandomGenerator[] streams = {new RandomStream(3)};
    ActionBatch actions = new ActionBatch(new Discrete(2), 1);
    float[] observed = {0.5f, -1};
    double[] rewards = {3, -2};
    double[] values = new double[2];
    for (int step = 0; step < 2; step++) {
      StepBatch before = new StepBatch(1, 1, 0);
      before.observations[0] = observed[step];
      critic.act(before, actions, streams);
      ((Explains) critic).explain(0, answer);
      values[step] = answer.value;
      agent.behaviour().act(before, actions, streams);
      StepBatch after = new StepBatch(1, 1, 0);
      after.rewards[0] = rewards[step];
      after.terminated[0] = true;
      agent.observe(before, actions, after);
      agent.learn(metrics::put);
    }
    double first = rewards[0] - values[0];
    double second = rewards[1] - values[1];
    assertThat(metrics.get("loss/policy")).isCloseTo(-(first + second) / 2, within(1e-6));
    assertThat(metrics.get("loss/value"))
        .isCloseTo((first * first + second * second) / 4, within(1e-6));
    assertThat(metrics.get("policy/kl")).isZero();
    assertThat(metrics.get("policy/clip-fraction")).isZero();
    assertThat(metrics.get("policy/entropy")).isCloseTo(Math.log(2), within(1e-3));
    // Of the variance of the returns, 2.5² around 0.5, errors that differ by first − second leave:
    double left = (first - second) * (first - second) / 4;
    assertThat(metrics.get("value/explained-variance")).isCloseTo(1 - left / 6.25, within(1e-6));
  }

  @Test
  void everyWayOfComputingEndsWithTheSameBits() throws Exception {
    Map<String, String> settings =
        small("rollout", "8", "normalise.observations", "true", "normalise.rewards", "true");
    Trainings.assertReproducible(
        "ppo", "CartPole-v1", 600, 4, settings, List.of(1, 7, 8, 9, 63, 100));
    Trainings.assertReproducible("ppo", "Pendulum-v1", 400, 2, settings, List.of(5, 8, 150));
    Trainings.assertReproducible("ppo", "GamblersProblem-v1", 400, 2, settings, List.of(5, 100));
  }

  @Test
  void minibatchesMustDivideTheRollout() {
    assertThatThrownBy(
            () ->
                Ppo.definition()
                    .create(
                        Contexts.of(
                            Box.of(-1, 1, 3),
                            new Discrete(2),
                            1000,
                            Map.of("rollout", "10", "learning.minibatches", "4"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "ppo: rollout=10 of 1 copies are 10 steps, which learning.minibatches=4 does not divide");
  }
}
