package org.palaestra.agents.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.agent.Schedule;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.store.Checkpoint;

final class SamplingTest {

  private static final Box OBSERVED = Box.of(0, 1, 1);
  private static final Discrete ACTIONS = new Discrete(2);

  private static ReplayMemory memory(int copies, int capacity) {
    return new ReplayMemory(OBSERVED, ACTIONS, copies, capacity);
  }

  private static void add(ReplayMemory memory, Sampling sampling, int steps) {
    for (int t = 0; t < steps; t++) {
      memory.add(
          new StepBatch(memory.copies(), 1, 0),
          new ActionBatch(ACTIONS, memory.copies()),
          new StepBatch(memory.copies(), 1, 0));
      sampling.added();
    }
  }

  private static PrioritisedSampling four(ReplayMemory memory, Schedule beta, float... errors) {
    PrioritisedSampling sampling = new PrioritisedSampling(memory, 0.5, beta, 100);
    add(memory, sampling, 4);
    learn(sampling, errors);
    return sampling;
  }

  private static void learn(PrioritisedSampling sampling, float... errors) {
    Transitions all = new Transitions(OBSERVED, ACTIONS, errors.length);
    for (int i = 0; i < errors.length; i++) {
      all.slots[i] = i;
    }
    sampling.learned(all, errors);
  }

  /** Errors 1, 4, 9, 16 with α = 1/2 have weights 1 to 4 of 10, up to ε. */
  @Test
  void transitionsAreDrawnInProportionToTheirPriority() {
    PrioritisedSampling sampling = four(memory(1, 4), Schedule.constant(0), 1, 4, 9, 16);
    for (int batch : new int[] {1, 4, 5}) {
      Transitions into = new Transitions(OBSERVED, ACTIONS, batch);
      RandomStream random = new RandomStream(batch);
      int[] counts = new int[4];
      for (int draw = 0; draw < 20_000; draw++) {
        sampling.draw(random, 0, into);
        for (int slot : into.slots) {
          counts[slot]++;
        }
      }
      for (int slot = 0; slot < 4; slot++) {
        assertThat(counts[slot] / (20_000.0 * batch))
            .as("slot %d in batches of %d", slot, batch)
            .isCloseTo((slot + 1) / 10.0, within(0.01));
      }
    }
  }

  /**
   * With P = 0.1, 0.2, 0.3, 0.4 and N = 4, w = (N P)^−β / max: at β = 1 these are 0.1 / P of the
   * rarest one drawn, at β = 1/2 the roots of that, at β = 0 all are 1.
   */
  @Test
  void whatComesOftenCountsLess() {
    ReplayMemory memory = memory(1, 4);
    PrioritisedSampling sampling = four(memory, new Schedule(0, 1, 1), 1, 4, 9, 16);
    Transitions into = new Transitions(OBSERVED, ACTIONS, 40);
    for (int step : new int[] {0, 50, 100}) {
      sampling.draw(new RandomStream(1), step, into);
      assertThat(into.slots).contains(0, 1, 2, 3);
      for (int i = 0; i < 40; i++) {
        double expected = Math.pow(1.0 / (into.slots[i] + 1), step / 100.0);
        assertThat(into.weights[i]).isCloseTo((float) expected, within(1e-5f));
      }
    }
  }

  @Test
  void whatIsNewHasTheLargestPriorityThatEverWas() {
    ReplayMemory memory = memory(1, 8);
    PrioritisedSampling sampling = four(memory, Schedule.constant(1), 1, 4, 9, 16);
    add(memory, sampling, 1);
    assertThat(sampling.weight(4)).isCloseTo(4, within(1e-5));
    learn(sampling, 1, 1, 1, 1);
    add(memory, sampling, 1);
    assertThat(sampling.weight(5)).isCloseTo(4, within(1e-5));
    assertThat(sampling.weight(3)).isCloseTo(1, within(1e-5));
    assertThat(sampling.weight(6)).isZero();
  }

  @Test
  void anErrorOfNothingKeepsAChance() {
    PrioritisedSampling sampling = four(memory(1, 4), Schedule.constant(1), 0, 0, 0, 0);
    assertThat(sampling.weight(0)).isCloseTo(1e-3, within(1e-9));
  }

  @Test
  void aRestoredSamplingDrawsTheSame(@TempDir Path folder) throws IOException {
    ReplayMemory memory = memory(2, 6);
    PrioritisedSampling sampling =
        new PrioritisedSampling(memory, 0.7, new Schedule(0.4, 1, 1), 100);
    add(memory, sampling, 5);
    learn(sampling, 3, 1, 4, 1, 5, 9);
    Path file = folder.resolve("sampling");
    Checkpoint.write(file, sampling);
    PrioritisedSampling restored =
        new PrioritisedSampling(memory, 0.7, new Schedule(0.4, 1, 1), 100);
    restored.restore(Checkpoint.read(file).state());
    Transitions one = new Transitions(OBSERVED, ACTIONS, 50);
    Transitions other = new Transitions(OBSERVED, ACTIONS, 50);
    sampling.draw(new RandomStream(2), 30, one);
    restored.draw(new RandomStream(2), 30, other);
    assertThat(other.slots).isEqualTo(one.slots);
    assertThat(other.weights).isEqualTo(one.weights);
    add(memory, restored, 1);
    assertThat(restored.weight(memory.newest(0))).isCloseTo(Math.pow(9, 0.7), within(1e-4));
  }

  @Test
  void theNewestAreThoseOfTheLastStep() {
    ReplayMemory memory = memory(3, 3);
    NewestSampling sampling = new NewestSampling(memory);
    add(memory, sampling, 4);
    Transitions into = new Transitions(OBSERVED, ACTIONS, 3);
    sampling.draw(new RandomStream(1), 0, into);
    assertThat(into.slots).containsExactly(0, 1, 2);
  }
}
