package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.training.TrainingPlan;
import org.palaestra.training.TrainingRun.Progress;

final class ExperimentProgressTest {

  private static final long SECOND = 1_000_000_000L;

  private final StringWriter shown = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();

  private ExperimentProgress progress(boolean terminal, int total) {
    return new ExperimentProgress(new PrintWriter(shown), terminal, total, 0, nanos::get);
  }

  private static TrainingPlan plan(long seed) {
    return new TrainingPlan(
        new EnvironmentSpec(EnvironmentId.parse("FrozenLake-v1"), Map.of(), 100),
        "q-learning",
        Map.of(),
        seed,
        100,
        1,
        "scalar");
  }

  private void at(ExperimentProgress progress, long seed, long steps, double seconds) {
    nanos.set((long) (seconds * SECOND));
    progress.progress(plan(seed), new Progress(steps, 100, 1, 0, 10));
  }

  @Test
  void aTerminalHasOneLineThatIsDrawnOverAndNeverTooLong() {
    ExperimentProgress progress = progress(true, 40);
    for (int i = 1; i <= 12; i++) {
      at(progress, i, 50, i);
    }
    assertThat(shown.toString()).doesNotContain("\n");
    String[] drawn = shown.toString().split("\r", -1);
    assertThat(drawn[1])
        .isEqualTo("0 of 40 done, about 1 min 19 s left: FrozenLake-v1 q-learning seed 1 50%");
    assertThat(drawn[12]).contains("0 of 40 done, about 1 min 08 s left").contains(", +11");
    for (String line : drawn) {
      assertThat(line.length()).isLessThan(80);
    }
  }

  @Test
  void trainingsThatDifferInTheirSettingsOnlyAreTwo() {
    ExperimentProgress progress = progress(true, 2);
    TrainingPlan one = plan(1);
    TrainingPlan other =
        new TrainingPlan(
            one.environment(), one.agent(), Map.of("discount", "0.5"), 1, 100, 1, "scalar");
    progress.progress(one, new Progress(20, 100, 1, 0, 10));
    nanos.set(SECOND);
    progress.progress(other, new Progress(60, 100, 1, 0, 10));
    assertThat(shown.toString())
        .contains("seed 1 60%, +1")
        .contains("0 of 2 done, about 2 s left"); // 80 of 200 steps were done in a second
  }

  @Test
  void aTerminalIsNotDrawnOnMoreThanTenTimesASecond() {
    ExperimentProgress progress = progress(true, 2);
    for (int i = 0; i < 1000; i++) {
      at(progress, 1, 50, 1 + i / 1000.0);
    }
    assertThat(shown.toString().split("\r", -1)).hasSizeLessThan(13);
  }

  @Test
  void elsewhereThereIsALineForEachEndAndOneAMinute() {
    ExperimentProgress progress = progress(false, 2);
    for (int second = 1; second < 150; second++) {
      at(progress, 1, second % 100, second);
    }
    progress.failed(plan(1), "out of ice");
    progress.end();
    assertThat(shown.toString().lines())
        .containsExactly(
            "0 of 2 done, about 2 min 20 s left: FrozenLake-v1 q-learning seed 1 60%",
            "0 of 2 done, about 18 min 00 s left: FrozenLake-v1 q-learning seed 1 20%",
            "[1/2] FrozenLake-v1 q-learning seed 1 failed: out of ice");
    assertThat(progress.failures()).isEqualTo(1);
  }
}
