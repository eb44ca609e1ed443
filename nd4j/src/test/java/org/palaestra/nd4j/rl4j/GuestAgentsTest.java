package org.palaestra.nd4j.rl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.deeplearning4j.rl4j.learning.sync.qlearning.discrete.QLearningDiscreteDense;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.StepBatch;
import org.palaestra.environment.WrapperSpec;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Discrete;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.Json;
import org.palaestra.training.RunFolder;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingRun;

/** RL4J's learners as agents. Each training starts a Java of its own, which takes some seconds. */
final class GuestAgentsTest {

  private final Path folder;

  GuestAgentsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({"rl4j-double-dqn, 300", "rl4j-a2c, 900"})
  void theRightActionAndItsValueAreLearned(String agent, long steps) {
    try (Trainer trainer =
        GuestTrainings.finish(GuestTrainings.small(agent, "ProbeActionObservation-v1", 7, steps))) {
      for (int right = 0; right < 2; right++) {
        GuestTrainings.Answer answer = GuestTrainings.ask(trainer, 2, right == 0 ? -1 : 1);
        assertThat(answer.action).as("observing %d", right).isEqualTo(right);
        assertThat(answer.value).isCloseTo(1, within(agent.equals("rl4j-a2c") ? 0.4 : 0.2));
      }
    }
  }

  /**
   * A reward of 1 for a step, after which the episode is cut: who takes that for an end never
   * learns more than 1, who does not is on the way to 10 with γ = 0.9. The probe has one action,
   * which A2C does not take; it bootstraps from the state that it acted in, so that the pole will
   * do.
   */
  @ParameterizedTest
  @CsvSource({"rl4j-double-dqn, ProbeTruncation-v1, 1", "rl4j-a2c, CartPole-v1, 4"})
  void truncationBootstraps(String agent, String environment, int observed) {
    try (Trainer trainer =
        GuestTrainings.finish(GuestTrainings.cut(agent, environment, 1, 7, 250))) {
      assertThat(GuestTrainings.ask(trainer, 2, new float[observed]).value).isBetween(1.5, 11.0);
    }
  }

  @ParameterizedTest
  @CsvSource({"rl4j-double-dqn, loss/td exploration/epsilon", "rl4j-a2c, loss"})
  void stoppedRunIsStoredWithItsMetricsAndPlaysOnButDoesNotResume(String agent, String metrics)
      throws Exception {
    RunFolder run;
    GuestTrainings.Answer learned;
    String hash;
    try (Trainer trainer = GuestTrainings.small(agent, "CartPole-v1", 3, 200)) {
      run = RunFolder.create(folder, trainer.plan(), Instant.EPOCH, Json.object());
      try (TrainingRun training =
          new TrainingRun(run, trainer, new ArrayList<>(), System::nanoTime)) {
        assertThat(training.train(() -> trainer.steps() == 100, progress -> {}))
            .isEqualTo(TrainingRun.Outcome.STOPPED);
      }
      learned = GuestTrainings.ask(trainer, 2, 0.01f, -0.2f, 0.03f, 0.4f);
      hash = Checkpoint.hashOf(trainer);
    }
    List<String> rows = Files.readAllLines(run.metrics());
    assertThat(metrics.split(" "))
        .allSatisfy(name -> assertThat(rows).anyMatch(row -> row.contains("," + name + ",")));
    Checkpoint stored = run.newestCheckpoint().orElseThrow().checkpoint();
    assertThat(stored.hash()).isEqualTo(hash);
    assertThat(stored.content().tensors()).containsKey("agent/network/body.0.weight");
    byte[] label = new byte[stored.state().length("agent/learner")];
    stored.state().bytes("agent/learner", label);
    assertThat(new String(label, StandardCharsets.UTF_8)).isEqualTo(Rl4j.LABEL);
    try (Trainer played = GuestTrainings.small(agent, "CartPole-v1", 3, 200)) {
      played.restore(stored.state());
      GuestTrainings.Answer again = GuestTrainings.ask(played, 2, 0.01f, -0.2f, 0.03f, 0.4f);
      assertThat(again.actionValues).isEqualTo(learned.actionValues);
      assertThat(again.probabilities).isEqualTo(learned.probabilities);
      assertThat(again.value).isEqualTo(learned.value);
      assertThatThrownBy(played::step)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(agent + " cannot go on from a checkpoint");
    }
    try (Trainer trainer = GuestTrainings.small(agent, "CartPole-v1", 3, 200)) {
      assertThatThrownBy(() -> new TrainingRun(run, trainer, new ArrayList<>(), System::nanoTime))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("cannot be resumed: " + agent);
    }
  }

  @Test
  void sameSeedLearnsTheSameAndAnotherBeginsWithOtherWeights() {
    List<String> begun = new ArrayList<>();
    List<String> learned = new ArrayList<>();
    for (long seed : new long[] {3, 3, 4}) {
      try (Trainer trainer = GuestTrainings.small("rl4j-a2c", "CartPole-v1", seed, 40)) {
        begun.add(Checkpoint.hashOf(trainer.agent()));
        if (seed == 3) {
          GuestTrainings.finish(trainer);
          learned.add(Checkpoint.hashOf(trainer));
        }
      }
    }
    assertThat(begun.get(1)).isEqualTo(begun.get(0));
    assertThat(begun.get(2)).isNotEqualTo(begun.get(0));
    assertThat(learned.get(1)).isEqualTo(learned.get(0));
  }

  @Test
  void versionIsThatOfTheJars() throws Exception {
    assertThat(version(QLearningDiscreteDense.class, "org.deeplearning4j/rl4j-core"))
        .isEqualTo(Rl4j.VERSION);
    assertThat(version(Nd4j.class, "org.nd4j/nd4j-api")).isEqualTo(Rl4j.ND4J_VERSION);
    for (AgentDefinition<?> guest : List.of(Rl4jA2c.definition(), Rl4jDoubleDqn.definition())) {
      assertThat(guest.summary()).contains(Rl4j.VERSION, Rl4j.ND4J_VERSION, "cannot resume");
    }
  }

  private static String version(Class<?> of, String artefact) throws Exception {
    Properties properties = new Properties();
    try (InputStream in =
        of.getResourceAsStream("/META-INF/maven/" + artefact + "/pom.properties")) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }

  @Test
  void whatCannotWorkIsRefusedInWords() {
    assertThatThrownBy(
            () -> GuestTrainings.begin(GuestTrainings.AGENTS, "rl4j-a2c", "Pendulum-v1", 1, 10, 1))
        .hasMessageContaining("rl4j-a2c needs discrete actions");
    assertThatThrownBy(
            () -> GuestTrainings.begin(GuestTrainings.AGENTS, "rl4j-a2c", "CartPole-v1", 1, 10, 4))
        .hasMessage(
            "rl4j-a2c learns in one copy of the environment at a time, got 4: leave out --envs");
    assertThatThrownBy(
            () ->
                GuestTrainings.begin(
                    GuestTrainings.AGENTS,
                    "rl4j-double-dqn",
                    "CartPole-v1",
                    1,
                    10,
                    1,
                    "capacity",
                    "10"))
        .hasMessageContaining("capacity must be at least batch, which is 64, got 10");
    assertThatThrownBy(
            () ->
                GuestTrainings.begin(
                    GuestTrainings.AGENTS, "rl4j-a2c", "ProbeConstant-v1", 1, 10, 1))
        .hasMessage(
            "rl4j-a2c needs two actions or more; ProbeConstant-v1 has one: use rl4j-double-dqn");
    for (String masked : new String[] {"GamblersProblem-v1", "JacksCarRental-v1"}) {
      assertThatThrownBy(
              () -> GuestTrainings.begin(GuestTrainings.AGENTS, "rl4j-a2c", masked, 1, 10, 1))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "rl4j-a2c needs all actions to be allowed; %s forbids some: use q-learning", masked);
    }
    EnvironmentSpec hidden =
        GuestTrainings.ENVIRONMENTS
            .find("GamblersProblem-v1")
            .spec()
            .withWrappers(List.of(new WrapperSpec("one-hot", Map.of())));
    try (Trainer masked =
        GuestTrainings.begin(GuestTrainings.AGENTS, "rl4j-a2c", hidden, 1, 10, 1)) {
      assertThatThrownBy(masked::step)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(
              "needs all actions to be allowed; GamblersProblem-v1 forbids some: use dqn");
    }
    try (Trainer cards =
        GuestTrainings.begin(GuestTrainings.AGENTS, "rl4j-a2c", "Blackjack-v1", 1, 10, 1)) {
      assertThat(cards.done()).as("nothing may be allowed at the end").isFalse();
    }
  }

  @Test
  void itLearnsFromItsOwnActionsOnly() {
    try (Trainer trainer = GuestTrainings.small("rl4j-a2c", "CartPole-v1", 3, 60)) {
      StepBatch batch = new StepBatch(1, 4, 0);
      assertThatThrownBy(
              () -> trainer.agent().observe(batch, new ActionBatch(new Discrete(2), 1), batch))
          .hasMessage("rl4j-a2c learns from its own actions only");
    }
  }
}
