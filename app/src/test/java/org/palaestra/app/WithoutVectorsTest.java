package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.store.Json;

/** A Java that was started without {@code --add-modules jdk.incubator.vector}. */
final class WithoutVectorsTest {

  private Session session;

  @BeforeEach
  void begin(@TempDir Path folder) {
    session = new Session(folder);
  }

  private static String[] training(String... more) {
    List<String> all = new ArrayList<>(List.of("train", "CartPole-v1"));
    all.addAll(Session.SMALL_DQN);
    all.addAll(List.of("--steps=800", "--episodes=5", "--json"));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }

  @Test
  void trainingWarnsOnceAndComesToTheSameBits() throws Exception {
    try (RealProcess process = RealProcess.startWithoutVectors(session, training())) {
      assertThat(process.exitCode()).as(process.errors()).isZero();
      assertThat(process.errors().lines().filter(line -> line.matches("(?i).*warning.*")))
          .singleElement()
          .asString()
          .isEqualTo(
              "warning: this Java was started without --add-modules jdk.incubator.vector:"
                  + " networks compute with plain Java, several times slower");
      List<String> lines = process.output().lines().toList();
      JsonNode plain = Json.parse(lines.get(lines.size() - 1));
      Path run = session.runs().resolve(plain.path("run").asText());
      JsonNode plan = Json.read(run.resolve("run.json")).path("plan");
      assertThat(plan.path("kernels").asText()).isEqualTo("scalar");

      JsonNode vectors =
          session
              .train("CartPole-v1", "--steps=800", "--episodes=5", "--kernels=vector", "--json")
              .json();
      assertThat(plain.path("checkpoint")).isEqualTo(vectors.path("checkpoint"));
      assertThat(plain.path("evaluation")).isEqualTo(vectors.path("evaluation"));
    }
  }

  @Test
  void vectorKernelsAreRefusedWithTheRemedy() throws Exception {
    try (RealProcess process =
        RealProcess.startWithoutVectors(session, training("--kernels=vector"))) {
      assertThat(process.exitCode()).isEqualTo(2);
      assertThat(process.errors())
          .contains(
              "error: kernels: the kernels \"vector\" need Java to be started with"
                  + " --add-modules jdk.incubator.vector")
          .doesNotContain("\tat ");
      assertThat(session.tree()).isEmpty();
    }
  }
}
