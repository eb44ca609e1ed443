package org.palaestra.nd4j.rl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.store.Json;
import org.palaestra.training.Evaluator;
import org.palaestra.training.RunFolder;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingRun;

/** A stored policy plays where there is no RL4J, no DL4J, no ND4J and no native code. */
final class GuestPlaybackTest {

  private static final int EPISODES = 5;

  @ParameterizedTest
  @ValueSource(strings = {"rl4j-double-dqn", "rl4j-a2c"})
  void storedPolicyPlaysTheSameWithoutRl4jAndItsNatives(String agent, @TempDir Path folder)
      throws Exception {
    RunFolder run;
    String scores;
    try (Trainer trainer = GuestTrainings.small(agent, "CartPole-v1", 3, 150)) {
      run = RunFolder.create(folder, trainer.plan(), Instant.EPOCH, Json.object());
      try (TrainingRun training =
          new TrainingRun(run, trainer, new ArrayList<>(), System::nanoTime)) {
        training.train(() -> false, progress -> {});
      }
      scores = scores(trainer);
    }
    List<String> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !foreign(Path.of(entry).getFileName().toString()))
            .toList();
    Process player =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, classPath),
                Player.class.getName(),
                run.path().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(player.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(player.waitFor()).isZero();
    assertThat(said.strip()).isEqualTo(scores);
  }

  private static boolean foreign(String jar) {
    return Stream.of("nd4j-", "rl4j-", "deeplearning4j-", "datavec-", "javacpp", "openblas")
        .anyMatch(jar::startsWith);
  }

  private static String scores(Trainer trainer) {
    double[] returns =
        new Evaluator(GuestTrainings.ENVIRONMENTS, trainer.plan().environment())
            .evaluate(trainer.agent().target(), Evaluator.seeds(1, EPISODES))
            .returns();
    return Arrays.stream(returns).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }

  /** Plays in a process of its own. */
  static final class Player {

    public static void main(String[] folder) throws Exception {
      for (String absent :
          List.of(
              "org.nd4j.linalg.factory.Nd4j",
              "org.deeplearning4j.rl4j.mdp.MDP",
              "org.bytedeco.javacpp.Loader")) {
        try {
          Class.forName(absent);
          System.out.println(absent + " is there, so that nothing is proved");
        } catch (ClassNotFoundException expected) {
          // As it should be.
        }
      }
      RunFolder run = RunFolder.open(Path.of(folder[0]));
      try (Trainer trainer =
          new Trainer(run.plan(), GuestTrainings.ENVIRONMENTS, GuestTrainings.AGENTS)) {
        trainer.restore(run.newestCheckpoint().orElseThrow().checkpoint().state());
        System.out.println(scores(trainer));
      }
    }
  }
}
