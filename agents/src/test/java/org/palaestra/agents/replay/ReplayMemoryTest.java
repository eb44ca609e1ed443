package org.palaestra.agents.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.MismatchException;

final class ReplayMemoryTest {

  private static final Box OBSERVED = Box.of(-1e6f, 1e6f, 2);
  private static final Discrete ACTIONS = new Discrete(3);

  /** A step as whoever stores everything twice keeps it. */
  private record Step(
      float[] observation,
      int action,
      float reward,
      float[] successor,
      boolean terminated,
      boolean ended,
      boolean[] allowed) {}

  /** N copies that never observe the same twice, with the memory and what it should hold. */
  private static final class World {
    final int copies;
    final int capacity; // in rows
    final RandomStream random;
    final List<List<Step>> past = new ArrayList<>();
    final ReplayMemory memory;
    StepBatch now;
    float counter;

    World(int copies, int capacity, long seed) {
      this.copies = copies;
      this.capacity = (capacity + copies - 1) / copies;
      random = new RandomStream(seed);
      memory = new ReplayMemory(OBSERVED, ACTIONS, copies, capacity);
      now = new StepBatch(copies, 2, 3);
      for (int copy = 0; copy < copies; copy++) {
        past.add(new ArrayList<>());
        begin(now, copy);
      }
    }

    void begin(StepBatch batch, int copy) {
      batch.starts[copy] = true;
      batch.observations[2 * copy] = ++counter;
      batch.observations[2 * copy + 1] = -counter;
    }

    void step() {
      ActionBatch actions = new ActionBatch(ACTIONS, copies);
      StepBatch after = new StepBatch(copies, 2, 3);
      for (int copy = 0; copy < copies; copy++) {
        actions.indices[copy] = random.nextInt(3);
        after.rewards[copy] = random.nextInt(100);
        int end = random.nextInt(8);
        after.terminated[copy] = end == 0;
        after.truncated[copy] = end == 1;
        float[] successor = {++counter, -counter};
        System.arraycopy(successor, 0, after.successors, 2 * copy, 2);
        System.arraycopy(successor, 0, after.observations, 2 * copy, 2);
        boolean[] mask = {random.nextBoolean(), random.nextBoolean(), true};
        System.arraycopy(mask, 0, after.successorAllowed, 3 * copy, 3);
        float[] observation = {now.observations[2 * copy], now.observations[2 * copy + 1]};
        past.get(copy)
            .add(
                new Step(
                    observation,
                    actions.indices[copy],
                    (float) after.rewards[copy],
                    successor,
                    after.terminated[copy],
                    after.ended(copy),
                    mask));
        if (after.ended(copy)) {
          begin(after, copy);
        }
      }
      memory.add(now, actions, after);
      now = after;
    }

    int held() {
      return Math.min(past.get(0).size(), capacity);
    }

    /** The naive n-step transition, by the definition. */
    void check(ReplayMemory of, int n, double gamma) {
      int size = past.get(0).size();
      assertThat(of.size()).isEqualTo(held() * copies);
      Transitions batch = new Transitions(OBSERVED, ACTIONS, 1);
      for (int copy = 0; copy < copies; copy++) {
        int slot = of.newest(copy);
        for (int t = size - 1; t >= size - held(); t--) {
          batch.slots[0] = slot;
          of.read(batch, n, gamma);
          Step first = past.get(copy).get(t);
          double sum = 0;
          int last = t;
          for (int k = t; k < Math.min(t + n, size); k++) {
            Step step = past.get(copy).get(k);
            sum += Math.pow(gamma, k - t) * step.reward;
            last = k;
            if (step.ended) {
              break;
            }
          }
          Step end = past.get(copy).get(last);
          String where = "copy %d, step %d of %d, n = %d".formatted(copy, t, size, n);
          assertThat(batch.observations).as(where).isEqualTo(first.observation);
          assertThat(batch.indices[0]).as(where).isEqualTo(first.action);
          assertThat(batch.rewards[0]).as(where).isCloseTo((float) sum, within(1e-3f));
          assertThat(batch.successors).as(where).isEqualTo(end.successor);
          assertThat(batch.allowed).as(where).isEqualTo(end.allowed);
          assertThat(batch.discounts[0])
              .as(where)
              .isCloseTo(end.terminated ? 0 : (float) Math.pow(gamma, last - t + 1), within(1e-6f));
          slot = previous(of, slot);
        }
      }
    }

    private int previous(ReplayMemory of, int slot) {
      int before = slot - copies;
      return before < 0 ? before + of.capacity() : before;
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "1, 7", "2, 10", "3, 10", "4, 64"})
  void whatIsStoredOnceComesBackAsIfStoredTwice(int copies, int capacity, @TempDir Path folder)
      throws IOException {
    World world = new World(copies, capacity, 31L * copies + capacity);
    for (int step = 0; step < 80; step++) {
      world.step();
      world.check(world.memory, 1, 0.9);
      world.check(world.memory, 3, 0.9);
      world.check(world.memory, 5, 1);
    }
    Path file = folder.resolve("memory");
    Checkpoint.write(file, world.memory);
    ReplayMemory restored = new ReplayMemory(OBSERVED, ACTIONS, copies, capacity);
    restored.restore(Checkpoint.read(file).state());
    world.check(restored, 3, 0.9);
  }

  /** Of an episode that a checkpoint could not bring back, the last known state is a cut. */
  @Test
  void anEpisodeThatBeginsAnewCutsTheOneBefore() {
    World world = new World(2, 20, 4);
    for (int step = 0; step < 12; step++) {
      world.step();
    }
    int last = world.memory.newest(1);
    while (world.memory.ended(last)) {
      world.step();
      last = world.memory.newest(1);
    }
    float[] successor = new float[2];
    world.memory.successor(last, successor, 0);
    world.begin(world.now, 1);
    world.step();
    assertThat(world.memory.ended(last)).isTrue();
    assertThat(world.memory.terminated(last)).isFalse();
    float[] still = new float[2];
    world.memory.successor(last, still, 0);
    assertThat(still).isEqualTo(successor);
    float[] begun = new float[2];
    world.memory.observation(world.memory.newest(1), begun, 0);
    assertThat(begun).isNotEqualTo(successor);
  }

  /**
   * Rewards 1, 2, 4 with γ = 1/2 and n = 3. From the first of three: 1 + 1 + 1 = 3, and γ³ = 1/8
   * where the third was cut, 0 where it ended. From the second: 2 + 2 = 4, γ² = 1/4. From the
   * third: 4, γ = 1/2; the next episode's 100 belongs to nobody here.
   */
  @ParameterizedTest
  @CsvSource({"true, 0, 0, 0", "false, 0.125, 0.25, 0.5"})
  void stepsAreAddedUpToTheEndOfTheEpisode(
      boolean terminates, float first, float second, float third) {
    ReplayMemory memory = new ReplayMemory(Box.of(0, 9, 1), ACTIONS, 1, 10);
    double[] rewards = {1, 2, 4, 100};
    for (int t = 0; t < 4; t++) {
      StepBatch before = new StepBatch(1, 1, 0);
      before.observations[0] = t == 3 ? 7 : t;
      before.starts[0] = t == 0 || t == 3;
      StepBatch after = new StepBatch(1, 1, 0);
      after.successors[0] = t == 3 ? 8 : t + 1;
      after.rewards[0] = rewards[t];
      after.terminated[0] = t == 2 && terminates;
      after.truncated[0] = t == 2 && !terminates;
      memory.add(before, new ActionBatch(ACTIONS, 1), after);
    }
    Transitions batch = new Transitions(Box.of(0, 9, 1), ACTIONS, 4);
    for (int i = 0; i < 4; i++) {
      batch.slots[i] = i;
    }
    memory.read(batch, 3, 0.5);
    assertThat(batch.rewards).containsExactly(3, 4, 4, 100);
    assertThat(batch.discounts).containsExactly(first, second, third, 0.5f);
    assertThat(batch.observations).containsExactly(0, 1, 2, 7);
    assertThat(batch.successors).containsExactly(3, 3, 3, 8);
  }

  @Test
  void continuousActionsAreKeptAsTheyWereSent() {
    Box actions = Box.of(-2, 2, 2);
    ReplayMemory memory = new ReplayMemory(Box.of(0, 9, 1), actions, 2, 6);
    for (int t = 0; t < 5; t++) {
      ActionBatch taken = new ActionBatch(actions, 2);
      for (int i = 0; i < 4; i++) {
        taken.values[i] = 10 * t + i;
      }
      memory.add(new StepBatch(2, 1, 0), taken, new StepBatch(2, 1, 0));
    }
    Transitions batch = new Transitions(Box.of(0, 9, 1), actions, 2);
    batch.slots[0] = memory.newest(0);
    batch.slots[1] = memory.newest(1);
    memory.read(batch, 1, 0.9);
    assertThat(batch.values).containsExactly(40, 41, 42, 43);
  }

  @Test
  void aSuccessorTakesNoRoomOfItsOwn(@TempDir Path folder) throws IOException {
    Box picture = Box.bytes(100, 100, 1);
    ReplayMemory memory = new ReplayMemory(picture, ACTIONS, 1, 50);
    for (int t = 0; t < 200; t++) {
      StepBatch before = new StepBatch(1, 10_000, 0);
      before.starts[0] = t % 10 == 0;
      StepBatch after = new StepBatch(1, 10_000, 0);
      after.truncated[0] = t % 10 == 9;
      memory.add(before, new ActionBatch(ACTIONS, 1), after);
    }
    // 51 frames, and 5 ends of the 50 steps in a ring of 16.
    Path file = folder.resolve("memory");
    Checkpoint.write(file, memory);
    assertThat(Files.size(file)).isBetween(510_000L, (51 + 16) * 10_000L + 10_000);
  }

  @Test
  void theMostThatFitsIsNamed() {
    Box picture = Box.bytes(84, 84, 4);
    // 2³¹ − 9 cells are 76,087 pictures, of which one row of 8 is being written.
    assertThatThrownBy(() -> new ReplayMemory(picture, ACTIONS, 8, 1_000_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "replay.capacity=1000000 of observations of 28224 numbers does not fit one array; it can be at most 76072");
  }

  @Test
  void aSmallerMemoryRefusesALargerOne(@TempDir Path folder) throws IOException {
    World world = new World(1, 20, 1);
    for (int step = 0; step < 20; step++) {
      world.step();
    }
    Path file = folder.resolve("memory");
    Checkpoint.write(file, world.memory);
    ReplayMemory smaller = new ReplayMemory(OBSERVED, ACTIONS, 1, 10);
    assertThatThrownBy(() -> smaller.restore(Checkpoint.read(file).state()))
        .isInstanceOf(MismatchException.class)
        .hasMessage("the replay memory holds 10, but 20 were stored");
  }
}
