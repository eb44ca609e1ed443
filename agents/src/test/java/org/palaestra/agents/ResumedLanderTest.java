package org.palaestra.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.agent.Agents;
import org.palaestra.environment.Environments;
import org.palaestra.plugin.Plugins;
import org.palaestra.store.Checkpoint;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;

/**
 * A training in an environment whose state cannot be saved: a checkpoint holds the actions of the
 * running episode, and they lead back to the very same place.
 */
final class ResumedLanderTest {

  private static final int STEPS = 900;

  private final Environments environments = Environments.load(Plugins.none());
  private final Agents agents = Agents.load(Plugins.none());

  private Trainer trainer(String environment, String agent, int copies) {
    Map<String, String> settings = new HashMap<>();
    if (agent.equals("dqn")) {
      settings.putAll(
          Map.of(
              "network.hidden", "16",
              "replay.capacity", "2000",
              "replay.warmup", "64",
              "replay.batch", "32"));
    }
    TrainingPlan plan =
        new TrainingPlan(
            environments.find(environment).spec(), agent, settings, 5, STEPS, copies, "auto");
    return new Trainer(plan, environments, agents);
  }

  @ParameterizedTest
  @CsvSource({
    "LunarLander-v3, dqn, 1",
    "LunarLander-v3, dqn, 3",
    "LunarLanderContinuous-v3, random, 2"
  })
  void interruptedTrainingEndsWithTheSameBits(
      String environment, String agent, int copies, @TempDir Path folder) throws Exception {
    String straight;
    try (Trainer trainer = trainer(environment, agent, copies)) {
      run(trainer, STEPS);
      straight = Checkpoint.hashOf(trainer);
    }
    Path file = folder.resolve("checkpoint.safetensors");
    long[] stops = {50, 333, 600, STEPS};
    try (Trainer first = trainer(environment, agent, copies)) {
      run(first, 7);
      Checkpoint.write(file, first);
    }
    for (long stop : stops) {
      try (Trainer next = trainer(environment, agent, copies)) {
        next.restore(Checkpoint.read(file).state());
        assertThat(next.exact()).isTrue();
        run(next, stop);
        Checkpoint.write(file, next);
      }
    }
    assertThat(Checkpoint.read(file).hash()).isEqualTo(straight);
  }

  private static void run(Trainer trainer, long stop) {
    while (trainer.steps() < stop) {
      trainer.step();
    }
  }
}
