package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.app.Session.Outcome;
import org.palaestra.store.Json;

/** Agents of five kinds, each killed twenty times over while it learns. */
@Tag("learning")
final class KilledAgentsTest {

  private static final int KILLS = 20;

  @ParameterizedTest
  @CsvSource({
    "q-learning, FrozenLake-v1, 1000000, ''",
    "dqn, CartPole-v1, 40000, replay.capacity=1000 replay.warmup=200 replay.batch=16"
        + " network.hidden=16",
    "ppo, CartPole-v1, 60000, network.hidden=16",
    "recurrent-ppo, CartPole-v1, 30000, network.body.hidden=16 network.memory=8",
    "sac, Pendulum-v1, 6000, replay.capacity=1000 replay.warmup=200 replay.batch=16"
        + " network.hidden=16"
  })
  void whateverIsKilledItEndsWithTheSameBits(
      String agent, String environment, long steps, String settings, @TempDir Path folder)
      throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(environment, "--agent=" + agent, "--steps=" + steps, "--seed=4"));
    arguments.addAll(List.of("--episodes=3", "--kernels=scalar", "--json"));
    for (String setting : settings.split(" ", -1)) {
      if (!setting.isEmpty()) {
        arguments.addAll(List.of("--set", setting));
      }
    }
    Session straight = new Session(folder.resolve("straight"));
    Outcome outcome = straight.run("train", arguments.toArray(new String[0]));
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();

    Session session = new Session(folder.resolve("killed"));
    long seed = System.nanoTime();
    System.out.println("KilledAgentsTest " + agent + ": seed " + seed);
    Random random = new Random(seed);
    long[] moments = random.longs(KILLS, 0, steps * 2 / 3).sorted().toArray();
    for (int kill = 0; kill < KILLS; kill++) {
      long moment = moments[kill];
      try (RealProcess process = goOn(session, arguments)) {
        process.await(() -> savedSteps(session) >= moment);
        process.killAfter(Duration.ofMillis(random.nextInt(60)));
        assertThat(process.exitCode()).as("kill %d: %s", kill, process.errors()).isEqualTo(137);
      }
    }
    try (RealProcess process = goOn(session, arguments)) {
      assertThat(process.exitCode()).as(process.errors()).isZero();
      List<String> lines = process.output().lines().toList();
      JsonNode result = Json.parse(lines.get(lines.size() - 1));
      assertThat(result.path("checkpoint")).isEqualTo(outcome.json().path("checkpoint"));
      assertThat(result.path("evaluation")).isEqualTo(outcome.json().path("evaluation"));
    }
  }

  /** Begins the run, unless there is one already. */
  private static RealProcess goOn(Session session, List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("train", "--save-every=0.01"));
    if (session.platform().runs().names().isEmpty()) {
      all.addAll(arguments);
    } else {
      all.addAll(List.of("--resume=latest", "--episodes=3", "--json"));
    }
    return RealProcess.start(session, all.toArray(new String[0]));
  }

  private static long savedSteps(Session session) throws IOException {
    List<String> names = session.platform().runs().names();
    if (names.isEmpty()) {
      return 0;
    }
    List<Path> files = session.platform().runs().find(names.get(0)).checkpoints();
    return files.isEmpty()
        ? 0
        : Long.parseLong(String.valueOf(files.get(0).getFileName()).substring(0, 12));
  }
}
