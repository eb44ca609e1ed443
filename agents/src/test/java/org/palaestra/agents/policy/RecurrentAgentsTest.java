package org.palaestra.agents.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Policy;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Trainings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.StepBatch;
import org.palaestra.environment.WrapperSpec;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.store.Checkpoint;
import org.palaestra.training.Evaluator;
import org.palaestra.training.Trainer;

/** PPO and A2C with memory; their updates are checked in {@link RecurrentUpdateTest}. */
final class RecurrentAgentsTest {

  private final Path folder;

  RecurrentAgentsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Map<String, String> small(String agent, String... more) {
    Map<String, String> all = new HashMap<>();
    boolean ppo = agent.endsWith("ppo");
    String rate = ppo ? "learning.rate." : "rate.";
    all.put(rate + "from", "0.01");
    all.put(rate + "to", "0.001");
    all.put("rollout", ppo ? "32" : "8");
    all.put("discount", "0.9");
    all.put("normalise.rewards", "false");
    all.put(ppo ? "loss.entropy" : "entropy", "0.01");
    if (agent.startsWith("recurrent")) {
      all.put("network.body.hidden", "16");
      all.put("network.memory", "8");
    } else {
      all.put("network.hidden", "16");
    }
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private static Trainer done(String agent, String environment, long steps, String... more) {
    return Trainings.done(agent, environment, steps, 4, small(agent, more));
  }

  /** Shows two copies cues that differ, then three times nothing, then that it is time to act. */
  private static StepBatch cue(int step, int first) {
    StepBatch now = new StepBatch(2, 2, 0);
    if (step == 0) {
      now.starts[0] = true;
      now.starts[1] = true;
      now.observations[0] = first;
      now.observations[2] = -first;
    }
    now.observations[1] = step == 4 ? 1 : 0;
    now.observations[3] = step == 4 ? 1 : 0;
    return now;
  }

  @ParameterizedTest
  @CsvSource({
    "recurrent-ppo, lstm, false",
    "recurrent-ppo, gru, true",
    "recurrent-a2c, lstm, true",
    "recurrent-a2c, gru, false"
  })
  void theCueIsRememberedUntilItIsTimeToAct(String agent, String cell, String shared)
      throws Exception {
    try (Trainer trainer =
        done(
            agent,
            "ProbeMemory-v1",
            agent.endsWith("ppo") ? 30_000 : 60_000,
            "network.cell",
            cell,
            "shareBody",
            shared)) {
      Policy policy = trainer.agent().target();
      Actor actor = policy.actor(2);
      ActionBatch actions = new ActionBatch(new Discrete(2), 2);
      RandomGenerator[] streams = {new RandomStream(1), new RandomStream(2)};
      for (int episode = 0; episode < 4; episode++) {
        int first = episode % 2 == 0 ? 1 : -1;
        for (int step = 0; step < 5; step++) {
          if (step == 2) {
            // Another actor goes on with the same memory.
            Path file = folder.resolve("actor-" + episode + ".safetensors");
            Checkpoint.write(file, actor);
            actor = policy.actor(2);
            actor.restore(Checkpoint.read(file).state());
          }
          actor.act(cue(step, first), actions, streams);
        }
        assertThat(actions.indices).containsExactly((first + 1) / 2, (1 - first) / 2);
      }
      assertThat(trainer.recentReturn()).isGreaterThan(0.7);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ppo", "a2c"})
  void withoutMemoryTheCueIsOfNoUse(String agent) {
    try (Trainer trainer = done(agent, "ProbeMemory-v1", 30_000)) {
      assertThat(trainer.recentReturn()).isBetween(-0.4, 0.4);
    }
  }

  @ParameterizedTest
  @CsvSource({"recurrent-ppo, lstm", "recurrent-a2c, gru"})
  void valuesAreLearned(String agent, String cell) {
    try (Trainer constant = done(agent, "ProbeConstant-v1", 12_000, "network.cell", cell);
        Trainer observed = done(agent, "ProbeObservation-v1", 12_000, "network.cell", cell)) {
      assertThat(Trainings.ask(constant, 0).value).isCloseTo(1, within(0.1));
      assertThat(Trainings.ask(observed, -1).value).isCloseTo(-1, within(0.1));
      assertThat(Trainings.ask(observed, 1).value).isCloseTo(1, within(0.1));
    }
  }

  @ParameterizedTest
  @CsvSource({"recurrent-ppo, gru", "recurrent-a2c, lstm"})
  void aRewardThatComesLaterIsDiscounted(String agent, String cell) {
    try (Trainer trainer = done(agent, "ProbeDelay-v1", 24_000, "network.cell", cell)) {
      assertThat(Trainings.ask(trainer, 0).value).isCloseTo(0.9, within(0.1));
    }
  }

  /** With γ = 0.9 a reward of 1 for ever is worth 10; who takes the cut for an end learns 6.5. */
  @ParameterizedTest
  @CsvSource({"recurrent-ppo, lstm", "recurrent-a2c, gru"})
  void truncationBootstraps(String agent, String cell) {
    try (Trainer trainer = done(agent, "ProbeTruncation-v1", 60_000, "network.cell", cell)) {
      assertThat(Trainings.ask(trainer, 0).value).isCloseTo(10, within(0.8));
    }
  }

  @ParameterizedTest
  @CsvSource({"recurrent-ppo, lstm", "recurrent-a2c, gru"})
  void theRightActionIsLearned(String agent, String cell) {
    try (Trainer always = done(agent, "ProbeAction-v1", 12_000, "network.cell", cell);
        Trainer trainer = done(agent, "ProbeActionObservation-v1", 16_000, "network.cell", cell)) {
      assertThat(always.recentReturn()).isGreaterThan(0.8);
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
        done("recurrent-ppo", "ProbeContinuousActionObservation-v1", 40_000, "loss.entropy", "0")) {
      assertThat(Trainings.ask(trainer, -1).actions.values[0]).isCloseTo(-0.5f, within(0.15f));
      assertThat(Trainings.ask(trainer, 1).actions.values[0]).isCloseTo(0.5f, within(0.15f));
    }
  }

  private static double score(String agent, EnvironmentSpec spec, long seed) {
    try (Trainer trainer =
        Trainings.begin(
            agent, spec, seed, 150_000, agent.equals("ppo") ? 4 : 8, "auto", 1, Map.of())) {
      Trainings.finish(trainer);
      return new Evaluator(Trainings.ENVIRONMENTS, spec)
          .evaluate(trainer.agent().target(), Evaluator.seeds(seed, 100))
          .summary()
          .mean();
    }
  }

  /** What is seen at one time does not tell whether the pole falls or rises. */
  @Tag("learning")
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void memoryStandsInForHiddenVelocities(long seed) {
    EnvironmentSpec spec =
        Trainings.ENVIRONMENTS
            .find("CartPole-v1")
            .spec()
            .wrapped(WrapperSpec.parse("hide:indices=1,3"));
    assertThat(score("recurrent-ppo", spec, seed)).isGreaterThan(400);
    assertThat(score("recurrent-a2c", spec, seed)).isGreaterThan(150);
    assertThat(score("ppo", spec, seed)).isLessThan(70);
  }

  /** Stops before, in and behind rollouts of 8 steps, so in the middle of episodes, too. */
  @ParameterizedTest
  @CsvSource({"recurrent-ppo, lstm", "recurrent-ppo, gru", "recurrent-a2c, gru"})
  void everyWayOfComputingEndsWithTheSameBits(String agent, String cell) throws Exception {
    Map<String, String> settings =
        small(
            agent,
            "network.cell",
            cell,
            "rollout",
            "8",
            "normalise.observations",
            "true",
            "normalise.rewards",
            "true");
    if (agent.endsWith("ppo")) {
      settings.put("learning.minibatches", "2");
    }
    Trainings.assertReproducible(
        agent, "CartPole-v1", 600, 4, settings, List.of(1, 7, 8, 9, 63, 100));
    Trainings.assertReproducible(agent, "Pendulum-v1", 400, 2, settings, List.of(5, 8, 150));
    Trainings.assertReproducible(agent, "GamblersProblem-v1", 200, 2, settings, List.of(5, 50));
  }

  /** A stretch of steps with an update in it; the compiler may still be at work in others. */
  @ParameterizedTest
  @CsvSource({"recurrent-ppo, lstm", "recurrent-a2c, gru"})
  void stepsAndUpdatesAllocateNothing(String agent, String cell) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    Map<String, String> settings = small(agent, "network.cell", cell, "rollout", "8");
    try (Trainer trainer =
        Trainings.begin(agent, "CartPole-v1", 10_000_000, 4, "scalar", 1, settings)) {
      for (int stretch = 0; stretch < 200 && least > 0; stretch++) {
        long before = threads.getThreadAllocatedBytes(thread);
        for (int step = 0; step < 8; step++) {
          trainer.step();
        }
        least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
      }
    }
    assertThat(least).isZero();
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    Box box = Box.of(-1, 1, 3);
    assertThatThrownBy(
            () ->
                RecurrentPpo.definition()
                    .create(
                        Contexts.of(
                            box, new Discrete(2), 1000, Map.of("learning.minibatches", "4"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "recurrent-ppo: learning.minibatches=4 does not divide 1 copies, which are learned from"
                + " as a whole; choose another of the two");
    assertThatThrownBy(() -> RecurrentA2c.definition().settings(Map.of("network.memory", "0")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("network.memory must be from 1 to 65536, got 0");
    assertThatThrownBy(() -> RecurrentPpo.definition().settings(Map.of("network.cell", "rnn")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("network.cell")
        .hasMessageContaining("gru");
    assertThatThrownBy(() -> RecurrentPpo.definition().settings(Map.of("rollout", "0")))
        .hasMessageContaining("rollout must be at least 1, got 0");
    assertThatThrownBy(() -> RecurrentA2c.definition().settings(Map.of("lambda", "2")))
        .hasMessageContaining("lambda must be in [0, 1], got 2.0");
  }
}
