package org.palaestra.agents.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.store.Checkpoint;

final class ExploringStretchesTest {

  private static final int ACTIONS = 3;

  private final RandomStream random = new RandomStream(7);

  /** 1, 1/4 and 1/9 are 36, 9 and 4 of 49. */
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "35.9, 1",
    "36.1, 2",
    "44.9, 2",
    "45.1, 3",
    "48.99, 3",
  })
  void aStretchIsShorterTheLikelier(double fortyNinths, int length) {
    assertThat(new ExploringStretches(1, 3, 2).length(fortyNinths / 49)).isEqualTo(length);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.33, 1", "0, 0.34, 2", "0, 0.67, 3", "1, 0.54, 1", "1, 0.55, 2", "1, 0.82, 3"})
  void aSmallerMuMakesLongerOnes(double mu, double uniform, int length) {
    assertThat(new ExploringStretches(1, 3, mu).length(uniform)).isEqualTo(length);
  }

  @Test
  void aStretchKeepsItsAction() {
    ExploringStretches stretches = new ExploringStretches(1, 3, 2);
    StepBatch now = new StepBatch(1, 1, 0);
    int[] counts = new int[4];
    int begun = 0;
    for (int i = 0; i < 49_000; i++) {
      assertThat(stretches.goesOn(0, now, ACTIONS)).isFalse();
      int action = stretches.action(0, now, ACTIONS, random);
      int length = 1;
      while (stretches.goesOn(0, now, ACTIONS)) {
        assertThat(stretches.action(0, now, ACTIONS, random)).isEqualTo(action);
        length++;
      }
      counts[length]++;
      begun += action;
    }
    // 36,000, 9,000 and 4,000 are expected, with deviations of 98, 86 and 61.
    assertThat(counts[1]).isBetween(35_600, 36_400);
    assertThat(counts[2]).isBetween(8_650, 9_350);
    assertThat(counts[3]).isBetween(3_750, 4_250);
    assertThat(begun / 49_000.0).isBetween(0.98, 1.02); // each action equally likely
  }

  @Test
  void copiesKeepToTheirOwn() {
    ExploringStretches stretches = within(new ExploringStretches(2, 1000, 2), 1);
    StepBatch now = new StepBatch(2, 1, 0);
    assertThat(stretches.goesOn(0, now, ACTIONS)).isFalse();
    assertThat(stretches.goesOn(1, now, ACTIONS)).isTrue();
  }

  @Test
  void aStretchEndsWithTheEpisode() {
    ExploringStretches stretches = within(new ExploringStretches(1, 1000, 2), 0);
    StepBatch now = new StepBatch(1, 1, 0);
    now.starts[0] = true;
    assertThat(stretches.goesOn(0, now, ACTIONS)).isFalse();
    now.starts[0] = false;
    assertThat(stretches.goesOn(0, now, ACTIONS)).isFalse();
  }

  @Test
  void aStretchEndsWhereItsActionIsForbidden() {
    ExploringStretches stretches = new ExploringStretches(1, 1000, 2);
    StepBatch now = new StepBatch(1, 1, ACTIONS);
    do {
      now.allowed[1] = true; // the only one
      assertThat(stretches.action(0, now, ACTIONS, random)).isEqualTo(1);
    } while (!stretches.goesOn(0, now, ACTIONS));
    now.allowed[1] = false;
    now.allowed[2] = true;
    assertThat(stretches.goesOn(0, now, ACTIONS)).isFalse();
    assertThat(stretches.action(0, now, ACTIONS, random)).isEqualTo(2);
  }

  /** Plain ε-greedy exploration: as many random numbers as it ever took. */
  @Test
  void stretchesOfOneStepDrawTheActionAlone() {
    ExploringStretches stretches = new ExploringStretches(1, 1, 2);
    StepBatch now = new StepBatch(1, 1, 0);
    RandomStream same = new RandomStream(7);
    for (int i = 0; i < 20; i++) {
      assertThat(stretches.goesOn(0, now, ACTIONS)).isFalse();
      assertThat(stretches.action(0, now, ACTIONS, random)).isEqualTo(same.nextInt(ACTIONS));
    }
  }

  @Test
  void aStretchGoesOnAfterItWasStored(@TempDir Path folder) throws Exception {
    ExploringStretches stored = within(new ExploringStretches(1, 1000, 2), 0);
    Checkpoint.write(folder.resolve("stretches"), stored);
    ExploringStretches restored = new ExploringStretches(1, 1000, 2);
    restored.restore(Checkpoint.read(folder.resolve("stretches")).state());
    StepBatch now = new StepBatch(1, 1, 0);
    while (stored.goesOn(0, now, ACTIONS)) {
      assertThat(restored.goesOn(0, now, ACTIONS)).isTrue();
      assertThat(restored.action(0, now, ACTIONS, random))
          .isEqualTo(stored.action(0, now, ACTIONS, random));
    }
    assertThat(restored.goesOn(0, now, ACTIONS)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0", "10001"})
  void lengthsOutOfRangeAreRefused(int longest) {
    assertThatThrownBy(() -> new EpsilonSettings(1, 0, 1, longest, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("exploration.longest must be from 1 to 10000, got " + longest);
  }

  @ParameterizedTest
  @CsvSource({"-0.1", "10.5", "NaN"})
  void exponentsOutOfRangeAreRefused(double mu) {
    assertThatThrownBy(() -> new EpsilonSettings(1, 0, 1, 5, mu))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("exploration.mu must be in [0.0, 10.0], got " + mu);
  }

  /** Begins stretches until {@code copy} is within one. */
  private ExploringStretches within(ExploringStretches stretches, int copy) {
    StepBatch now = new StepBatch(copy + 1, 1, 0);
    do {
      stretches.action(copy, now, ACTIONS, random);
    } while (!stretches.goesOn(copy, now, ACTIONS));
    return stretches;
  }
}
