package org.palaestra.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.store.Checkpoint;

class LocalVectorEnvironmentTest {

  /** Observes how many steps the episode has and its first draw; ends after {@code end} steps. */
  static class Counter implements DiscreteEnvironment {

    int end = Integer.MAX_VALUE;
    int steps;
    float first;

    static EnvironmentSpec spec(int timeLimit) {
      return new EnvironmentSpec(EnvironmentId.parse("Counter-v3"), Map.of(), timeLimit);
    }

    @Override
    public Space observationSpace() {
      return Box.of(0, 1e9f, 2);
    }

    @Override
    public Discrete actionSpace() {
      return new Discrete(2);
    }

    @Override
    public void reset(RandomGenerator random) {
      steps = 0;
      first = random.nextInt(1000);
    }

    @Override
    public double step(int action, RandomGenerator random) {
      steps++;
      return 10 * action + steps;
    }

    @Override
    public boolean terminated() {
      return steps >= end;
    }

    @Override
    public void observe(float[] out, int offset) {
      out[offset] = steps;
      out[offset + 1] = first;
    }
  }

  private static LocalVectorEnvironment counters(int copies, int timeLimit, int end) {
    return new LocalVectorEnvironment(
        Counter.spec(timeLimit),
        copies,
        () -> {
          Counter counter = new Counter();
          counter.end = end;
          return counter;
        });
  }

  private static final EpisodeSeeds SEEDS = (copy, episode) -> 100L * copy + episode;

  private static ActionBatch actions(int... indices) {
    ActionBatch batch = new ActionBatch(new Discrete(2), indices.length);
    System.arraycopy(indices, 0, batch.indices, 0, indices.length);
    return batch;
  }

  /** Observes nothing but a mark on one of 20 cells: as many as the episode has steps. */
  private static final class Marker extends Counter {

    @Override
    public Space observationSpace() {
      return Box.bits(20);
    }

    @Override
    public void observe(float[] out, int offset) {
      out[offset + steps % 20] = 1;
    }
  }

  @Test
  void wideObservationsArriveZeroedToo() {
    LocalVectorEnvironment environment =
        new LocalVectorEnvironment(
            Counter.spec(0),
            2,
            () -> {
              Counter marker = new Marker();
              marker.end = 7;
              return marker;
            });
    environment.reset(SEEDS);
    for (int step = 1; step <= 20; step++) {
      StepBatch batch = environment.step(actions(0, 1));
      float[] seen = new float[40];
      seen[step % 7] = 1;
      seen[20 + step % 7] = 1;
      assertThat(batch.observations).as("step %d", step).containsExactly(seen);
    }
  }

  @Test
  void timeLimitTruncatesAndDoesNotTerminate() {
    LocalVectorEnvironment environment = counters(1, 3, 100);
    environment.reset(SEEDS);
    for (int step = 1; step <= 2; step++) {
      StepBatch batch = environment.step(actions(0));
      assertThat(batch.truncated).containsExactly(false);
      assertThat(batch.starts).containsExactly(false);
    }
    StepBatch batch = environment.step(actions(0));
    assertThat(batch.truncated).containsExactly(true);
    assertThat(batch.terminated).containsExactly(false);
    assertThat(batch.ended(0)).isTrue();
  }

  @Test
  void terminationOnTheLastAllowedStepIsATermination() {
    LocalVectorEnvironment environment = counters(1, 3, 3);
    environment.reset(SEEDS);
    environment.step(actions(0));
    environment.step(actions(0));
    StepBatch batch = environment.step(actions(0));
    assertThat(batch.terminated).containsExactly(true);
    assertThat(batch.truncated).containsExactly(false);
  }

  @Test
  void endedCopyRestartsInTheSameStepAndItsSuccessorIsTheTrueEnd() {
    LocalVectorEnvironment environment = counters(2, 0, 2);
    StepBatch batch = environment.reset(SEEDS);
    assertThat(batch.starts).containsExactly(true, true);
    assertThat(batch.observations)
        .containsExactly(0, first(0), 0, first(100))
        .isEqualTo(batch.successors);

    batch = environment.step(actions(1, 0));
    assertThat(batch.rewards).containsExactly(11, 1);
    assertThat(batch.observations).containsExactly(1, first(0), 1, first(100));
    assertThat(batch.successors).isEqualTo(batch.observations);
    assertThat(batch.starts).containsExactly(false, false);

    batch = environment.step(actions(0, 1));
    assertThat(batch.rewards).containsExactly(2, 12);
    assertThat(batch.terminated).containsExactly(true, true);
    assertThat(batch.successors).containsExactly(2, first(0), 2, first(100));
    assertThat(batch.observations).containsExactly(0, first(1), 0, first(101));
    assertThat(batch.starts).containsExactly(true, true);

    batch = environment.step(actions(0, 0));
    assertThat(batch.rewards).containsExactly(1, 1);
    assertThat(batch.observations).containsExactly(1, first(1), 1, first(101));
  }

  /** What an episode of that seed draws first. */
  private static float first(long seed) {
    return new RandomStream(seed).nextInt(1000);
  }

  @Test
  void twoBatchesAlternateSoThatTheOneBeforeStaysValid() {
    LocalVectorEnvironment environment = counters(1, 0, 100);
    StepBatch zero = environment.reset(SEEDS);
    StepBatch one = environment.step(actions(0));
    assertThat(one).isNotSameAs(zero);
    assertThat(zero.observations[0]).isEqualTo(0);
    StepBatch two = environment.step(actions(0));
    assertThat(two).isSameAs(zero);
    assertThat(one.observations[0]).isEqualTo(1);
    assertThat(two.observations[0]).isEqualTo(2);
    assertThat(environment.current()).isSameAs(two);
  }

  @Test
  void everyEpisodeOfEveryCopyAsksForItsSeed() {
    List<String> asked = new ArrayList<>();
    LocalVectorEnvironment environment = counters(2, 2, 100);
    environment.reset(
        (copy, episode) -> {
          asked.add(copy + "/" + episode);
          return 0;
        });
    for (int step = 0; step < 4; step++) {
      environment.step(actions(0, 0));
    }
    assertThat(asked).containsExactly("0/0", "1/0", "0/1", "1/1", "0/2", "1/2");
    environment.reset(SEEDS);
    assertThat(environment.current().observations[1]).isEqualTo(first(0));
  }

  @Test
  void listenerSeesTheFinalStateBeforeTheRestart() {
    Counter counter = new Counter();
    LocalVectorEnvironment environment =
        new LocalVectorEnvironment(Counter.spec(3), 1, () -> counter);
    List<Integer> seen = new ArrayList<>();
    environment.beforeRestart(copy -> seen.add(counter.steps));
    environment.reset(SEEDS);
    for (int step = 0; step < 7; step++) {
      environment.step(actions(0));
    }
    assertThat(seen).containsExactly(3, 3);
  }

  // ---- faults

  @Test
  void faultNamesItsPlace() {
    class Mutant extends Counter {
      @Override
      public double step(int action, RandomGenerator random) {
        if (steps == 3 && first == first(5)) {
          throw new ArithmeticException("division by zero");
        }
        return super.step(action, random);
      }
    }
    assertFault(Mutant::new, 5, "threw java.lang.ArithmeticException: division by zero", 1, 5, 3);
  }

  /** Plays until the fault: copy 0, episodes of four steps, episode 1 has {@code seed}. */
  private static void assertFault(
      Supplier<Environment> factory, long seed, String problem, int episode, long of, int step) {
    LocalVectorEnvironment environment = new LocalVectorEnvironment(Counter.spec(4), 1, factory);
    assertThatThrownBy(
            () -> {
              environment.reset((copy, e) -> e == 0 ? 1 : seed);
              for (int i = 0; i < 8; i++) {
                environment.step(actions(0));
              }
            })
        .isInstanceOf(EnvironmentFault.class)
        .hasMessageContaining("Counter-v3 " + problem)
        .hasMessageContaining("(episode %d with seed %d, step %d)".formatted(episode, of, step))
        .hasMessageContaining("palaestra check " + Counter.spec(4).arguments() + "`");
  }

  @Test
  void valuesThatAreNoNumbersAreFaults() {
    class Reward extends Counter {
      @Override
      public double step(int action, RandomGenerator random) {
        super.step(action, random);
        return steps == 2 ? Double.NaN : 0;
      }
    }
    class Observation extends Counter {
      @Override
      public void observe(float[] out, int offset) {
        out[offset + 1] = steps == 2 ? Float.NEGATIVE_INFINITY : 0;
      }
    }
    assertFault(Reward::new, 5, "returned the reward NaN", 0, 1, 2);
    assertFault(Observation::new, 5, "observed -Infinity at index 1", 0, 1, 2);
  }

  @Test
  void observationOfAnotherSizeIsAFault() {
    class Wide extends Counter {
      @Override
      public void observe(float[] out, int offset) {
        super.observe(out, offset);
        out[offset + 2] = 1;
      }
    }
    class Far extends Counter {
      @Override
      public void observe(float[] out, int offset) {
        out[offset + 1000] = 1;
      }
    }
    assertFault(Wide::new, 5, "observed more than the 2 values of its space", 0, 1, 0);
    assertFault(Far::new, 5, "threw java.lang.ArrayIndexOutOfBounds", 0, 1, 0);
  }

  @Test
  void exceptionOfAnyQuestionIsAFault() {
    class Reset extends Counter {
      @Override
      public void reset(RandomGenerator random) {
        super.reset(random);
        if (first == first(5)) {
          throw new IllegalStateException("no map");
        }
      }
    }
    class End extends Counter {
      @Override
      public boolean terminated() {
        if (steps == 2) {
          throw new IllegalStateException("no end");
        }
        return false;
      }
    }
    class Mask extends Counter implements Masked {
      @Override
      public boolean allowed(int action) {
        if (steps == 2) {
          throw new IllegalStateException("no mask");
        }
        return true;
      }
    }
    assertFault(Reset::new, 5, "threw java.lang.IllegalStateException: no map at reset", 1, 5, 0);
    assertFault(End::new, 5, "threw java.lang.IllegalStateException: no end", 0, 1, 2);
    assertFault(Mask::new, 5, "threw java.lang.IllegalStateException: no mask", 0, 1, 2);
  }

  @Test
  void actionOutsideTheSpaceIsRefused() {
    LocalVectorEnvironment environment = counters(1, 0, 9);
    environment.reset(SEEDS);
    assertThatThrownBy(() -> environment.step(actions(2)))
        .hasMessageContaining("action must be from 0 to 1, got 2");
  }

  @Test
  void misuseIsRefused() {
    assertThatThrownBy(() -> counters(0, 0, 1)).hasMessageContaining("at least 1 copy, got 0");
    LocalVectorEnvironment environment = counters(1, 0, 1);
    assertThatThrownBy(() -> environment.step(actions(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("step before reset");
  }

  @Test
  void masksFollowObservationsAndSuccessors() {
    LocalVectorEnvironment environment =
        new LocalVectorEnvironment(Line.spec().withTimeLimit(1), 1, Line::new);
    StepBatch batch = environment.reset(SEEDS);
    ActionBatch right = new ActionBatch(new Discrete(3), 1);
    right.indices[0] = 1;
    for (int step = 0; step < 50; step++) {
      assertThat(batch.allowed).containsExactly(true, true, batch.observations[0] != 3);
      assertThat(batch.successorAllowed).containsExactly(true, true, batch.successors[0] != 3);
      batch = environment.step(right);
    }
  }

  // ---- resume

  /** Draws in each step, and cannot save itself. */
  private static class Forgetful extends Counter {
    @Override
    public double step(int action, RandomGenerator random) {
      first += (float) random.nextDouble() * (1 + action);
      return super.step(action, random);
    }
  }

  private static class ForgetfulSlider implements ContinuousEnvironment {
    private final Slider slider = new Slider();

    @Override
    public Box actionSpace() {
      return slider.actionSpace();
    }

    @Override
    public Space observationSpace() {
      return slider.observationSpace();
    }

    @Override
    public double step(float[] action, int offset, RandomGenerator random) {
      return slider.step(action, offset, random);
    }

    @Override
    public void reset(RandomGenerator random) {
      slider.reset(random);
    }

    @Override
    public boolean terminated() {
      return slider.terminated();
    }

    @Override
    public void observe(float[] out, int offset) {
      slider.observe(out, offset);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 6, 7, 40, 600})
  void resumedEnvironmentsGoOnBitForBit(int stop, @TempDir Path folder) throws Exception {
    resumes(Line.spec().withTimeLimit(6), Line::new, stop, folder);
    resumes(Slider.spec().withTimeLimit(6), Slider::new, stop, folder);
    resumes(Counter.spec(6), Forgetful::new, stop, folder);
    resumes(Counter.spec(0), Forgetful::new, stop, folder);
    resumes(Slider.spec().withTimeLimit(0), ForgetfulSlider::new, stop, folder);
  }

  private static void resumes(
      EnvironmentSpec spec, Supplier<Environment> factory, int stop, Path folder) throws Exception {
    LocalVectorEnvironment straight = new LocalVectorEnvironment(spec, 3, factory);
    RandomStream chance = new RandomStream(stop);
    straight.reset(SEEDS);
    for (int step = 0; step < stop; step++) {
      straight.step(random(straight, chance));
    }
    Path file = folder.resolve(spec.id() + "-" + spec.timeLimit());
    Checkpoint.write(file, straight);

    LocalVectorEnvironment resumed = new LocalVectorEnvironment(spec, 3, factory);
    resumed.seeds(SEEDS);
    resumed.restore(Checkpoint.read(file).state());
    assertThat(resumed.exact()).isTrue();
    for (int step = 0; step < 20; step++) {
      ActionBatch action = random(straight, chance);
      StepBatch expected = straight.step(action);
      StepBatch actual = resumed.step(action);
      assertThat(actual.observations).isEqualTo(expected.observations);
      assertThat(actual.successors).isEqualTo(expected.successors);
      assertThat(actual.rewards).isEqualTo(expected.rewards);
      assertThat(actual.terminated).isEqualTo(expected.terminated);
      assertThat(actual.truncated).isEqualTo(expected.truncated);
      assertThat(actual.starts).isEqualTo(expected.starts);
      assertThat(actual.allowed).isEqualTo(expected.allowed);
    }
    assertThat(Checkpoint.hashOf(resumed)).isEqualTo(Checkpoint.hashOf(straight));
  }

  private static ActionBatch random(VectorEnvironment environment, RandomStream chance) {
    ActionBatch batch = new ActionBatch(environment.actionSpace(), environment.size());
    for (int i = 0; i < batch.indices.length; i++) {
      batch.indices[i] = chance.nextInt(2);
    }
    for (int i = 0; i < batch.values.length; i++) {
      batch.values[i] = 2 * chance.nextFloat() - 1;
    }
    return batch;
  }

  @Test
  void environmentWithHiddenChanceIsMarkedInexactAndBeginsAnew(@TempDir Path folder)
      throws Exception {
    class Hidden extends Counter implements Masked {
      private final Random own = new Random();

      @Override
      public double step(int action, RandomGenerator random) {
        first = own.nextInt();
        return super.step(action, random);
      }

      @Override
      public boolean allowed(int action) {
        return action == 0 || steps == 0;
      }
    }
    StepBatch batch = interrupted(Hidden::new, folder.resolve("a"));
    assertThat(batch.starts).containsExactly(true);
    assertThat(batch.observations).containsExactly(0, first(1));
    assertThat(batch.allowed).containsExactly(true, true);
  }

  /** Same sight, but the replay draws another number of times, or ends before it should. */
  @Test
  void replayThatOnlyLooksAlikeIsInexactToo(@TempDir Path folder) throws Exception {
    class Draws extends Counter {
      private static int made;
      private final boolean second = made++ % 2 == 1;

      @Override
      public double step(int action, RandomGenerator random) {
        if (second) {
          random.nextLong();
        }
        return super.step(action, random);
      }
    }
    class Ends extends Counter {
      private static int made;
      private final boolean second = made++ % 2 == 1;

      @Override
      public boolean terminated() {
        return second && steps == 4;
      }

      @Override
      public void observe(float[] out, int offset) {
        out[offset] = steps == 0 ? 0 : 1;
      }
    }
    assertThat(interrupted(Draws::new, folder.resolve("a")).starts).containsExactly(true);
    assertThat(interrupted(Ends::new, folder.resolve("b")).starts).containsExactly(true);
  }

  /** Five steps, saved and taken over by a new copy, which must not be exact. */
  private static StepBatch interrupted(Supplier<Environment> factory, Path file) throws Exception {
    LocalVectorEnvironment before = new LocalVectorEnvironment(Counter.spec(0), 1, factory);
    before.reset(SEEDS);
    for (int step = 0; step < 5; step++) {
      before.step(actions(0));
    }
    Checkpoint.write(file, before);
    LocalVectorEnvironment after = new LocalVectorEnvironment(Counter.spec(0), 1, factory);
    after.seeds(SEEDS);
    after.restore(Checkpoint.read(file).state());
    assertThat(after.exact()).isFalse();
    return after.current();
  }

  @Test
  void steppingAllocatesNothing() {
    LocalVectorEnvironment environment = new LocalVectorEnvironment(Line.spec(), 4, Line::new);
    environment.reset(SEEDS);
    ActionBatch action = new ActionBatch(new Discrete(3), 4);
    Arrays.fill(action.indices, 1);
    var bean =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 50 && least > 0; round++) {
      long before = bean.getCurrentThreadAllocatedBytes();
      for (int step = 0; step < 1000; step++) {
        environment.step(action);
      }
      least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }

  @Test
  void closingReachesEveryCopy() {
    List<String> closed = new ArrayList<>();
    class Closing extends Counter implements AutoCloseable {
      @Override
      public void close() {
        closed.add("closed");
      }
    }
    new LocalVectorEnvironment(Counter.spec(0), 3, Closing::new).close();
    assertThat(closed).hasSize(3);
  }

  /** Takes its time, and tells who gave it. */
  private static final class Slow implements DiscreteEnvironment {

    private final Set<Thread> workers;
    private double state;

    Slow(Set<Thread> workers) {
      this.workers = workers;
    }

    @Override
    public Box observationSpace() {
      return Box.of(0, 1, 1);
    }

    @Override
    public Discrete actionSpace() {
      return new Discrete(2);
    }

    @Override
    public void reset(RandomGenerator random) {
      state = random.nextDouble();
    }

    @Override
    public double step(int action, RandomGenerator random) {
      workers.add(Thread.currentThread());
      for (int i = 0; i < 300; i++) {
        state = StrictMath.abs(StrictMath.sin(100 * state + random.nextDouble()));
      }
      return state;
    }

    @Override
    public boolean terminated() {
      return state > 0.98;
    }

    @Override
    public void observe(float[] out, int offset) {
      out[offset] = (float) state;
    }
  }

  @Test
  void threadsThatShareTheCopiesChangeNothing() {
    EnvironmentSpec spec = new EnvironmentSpec(EnvironmentId.parse("Slow-v0"), Map.of(), 50);
    Set<Thread> workers = ConcurrentHashMap.newKeySet();
    try (VectorEnvironment alone =
            new LocalVectorEnvironment(spec, 7, () -> new Slow(new HashSet<>()));
        VectorEnvironment together =
            new LocalVectorEnvironment(spec, 7, () -> new Slow(workers), 3)) {
      EpisodeSeeds seeds = (copy, episode) -> 31L * copy + episode;
      alone.reset(seeds);
      together.reset(seeds);
      ActionBatch actions = new ActionBatch(alone.actionSpace(), 7);
      for (int step = 0; step < 700; step++) {
        StepBatch one = alone.step(actions);
        StepBatch other = together.step(actions);
        assertThat(other.observations).isEqualTo(one.observations);
        assertThat(other.rewards).isEqualTo(one.rewards);
        assertThat(other.starts).isEqualTo(one.starts);
      }
    }
    assertThat(workers).hasSizeGreaterThan(1);
  }
}
