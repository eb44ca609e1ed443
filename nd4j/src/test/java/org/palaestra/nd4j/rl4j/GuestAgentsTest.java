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
import java.util.Properties;
import org.deeplearning4j.rl4j.learning.sync.qlearning.discrete.QLearningDiscreteDense;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
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
  @CsvSource({"rl4j-double-dqn, 400", "rl4j-a2c, 1500"})
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
   * With γ = 0.9 a reward of 1 for ever is worth 10; who takes the cut in each tenth step for an
   * end learns 1/(1 − 0.81), which is 5.3.
   */
  @Test
  void truncationBootstraps() {
    try (Trainer trainer =
        GuestTrainings.finish(
            GuestTrainings.small("rl4j-double-dqn", "ProbeTruncation-v1", 7, 1_500))) {
      assertThat(GuestTrainings.ask(trainer, 1, 0).value).isCloseTo(10, within(1.0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rl4j-double-dqn", "rl4j-a2c"})
  void stoppedRunIsStoredAndPlaysOnButDoesNotResume(String agent) throws Exception {
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
    assertThat(Files.readAllLines(run.metrics())).anyMatch(row -> row.contains(",loss"));
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
  void seedDecidesTheFirstWeightsAndTheSameSeedLearnsTheSame() {
    List<String> hashes = new ArrayList<>();
    for (long seed : new long[] {3, 3, 4}) {
      try (Trainer trainer =
          GuestTrainings.finish(GuestTrainings.small("rl4j-a2c", "CartPole-v1", seed, 60))) {
        hashes.add(Checkpoint.hashOf(trainer));
      }
    }
    assertThat(hashes.get(1)).isEqualTo(hashes.get(0));
    assertThat(hashes.get(2)).isNotEqualTo(hashes.get(0));
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
    try (Trainer masked =
        GuestTrainings.begin(GuestTrainings.AGENTS, "rl4j-a2c", "GamblersProblem-v1", 1, 10, 1)) {
      assertThatThrownBy(masked::step)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("cannot keep to the actions that GamblersProblem-v1 allows");
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
