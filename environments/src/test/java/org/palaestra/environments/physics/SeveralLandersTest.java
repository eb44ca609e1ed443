package org.palaestra.environments.physics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.Environment;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.environment.EpisodeSeeds;
import org.palaestra.environment.StepBatch;
import org.palaestra.environment.VectorEnvironment;
import org.palaestra.environment.WrapperSpec;
import org.palaestra.environments.Registered;
import org.palaestra.plugin.Plugins;
import org.palaestra.random.RandomStream;
import org.palaestra.store.Checkpoint;

/** Native worlds side by side, one after the other, and taken up again. */
class SeveralLandersTest {

  private static final EpisodeSeeds SEEDS = (copy, episode) -> 31L * copy + episode;

  private final Environments environments = Environments.load(Plugins.none());

  /** Every reward and observation of an episode of random play, as bits. */
  private static final class Life {
    private final Environment environment;
    private final RandomStream random;
    private final RandomStream policy;
    private final float[] seen = new float[8];
    private final List<Long> bits = new ArrayList<>();

    Life(Environment environment, long seed) {
      this.environment = environment;
      random = new RandomStream(seed);
      policy = new RandomStream(seed + 500);
      environment.reset(random);
      look();
    }

    boolean live() {
      if (environment.terminated()) {
        return false;
      }
      if (environment instanceof LunarLander lander) {
        int action = policy.nextInt(4);
        bits.add(Double.doubleToLongBits(lander.step(action, random)));
      } else if (environment instanceof LunarLanderContinuous lander) {
        float[] action = Registered.randomAction(lander.actionSpace(), policy);
        bits.add(Double.doubleToLongBits(lander.step(action, 0, random)));
      }
      look();
      return true;
    }

    private void look() {
      environment.observe(seen, 0);
      for (float value : seen) {
        bits.add((long) Float.floatToIntBits(value));
      }
    }
  }

  private static List<Long> life(String id, long seed) {
    Life life = new Life(Registered.environment(id), seed);
    while (life.live()) {
      // Until it ends.
    }
    return life.bits;
  }

  @ParameterizedTest
  @ValueSource(strings = {LunarLander.ID, LunarLanderContinuous.ID})
  void sameSeedIsTheSameEpisodeWhateverCameBeforeAndBesideIt(String id) {
    Environment used = Registered.environment(id);
    for (long seed = 0; seed < 100; seed++) {
      List<Long> alone = life(id, seed);
      // With a past, and in turns with a third one.
      Life one = new Life(used, seed);
      Life other = new Life(Registered.environment(id), seed + 1);
      boolean going = true;
      while (going) {
        going = one.live();
        other.live();
      }
      assertThat(one.bits).as("seed %s", seed).isEqualTo(alone);
    }
    assertThat(life(id, 1)).isNotEqualTo(life(id, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {LunarLander.ID, LunarLanderContinuous.ID})
  void threadsDoNotChangeABit(String id) throws Exception {
    List<List<Long>> alone = new ArrayList<>();
    for (long seed = 0; seed < 60; seed++) {
      alone.add(life(id, seed));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<List<Long>>> work = new ArrayList<>();
      for (long seed = 0; seed < 60; seed++) {
        long mine = seed;
        work.add(() -> life(id, mine));
      }
      List<Future<List<Long>>> done = threads.invokeAll(work);
      for (int seed = 0; seed < 60; seed++) {
        assertThat(done.get(seed).get()).as("seed %s", seed).isEqualTo(alone.get(seed));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void batchInSeveralThreadsIsTheBatchInOne() {
    EnvironmentSpec spec = environments.find(LunarLander.ID).spec();
    try (VectorEnvironment one = environments.vector(spec, 6, 1);
        VectorEnvironment several = environments.vector(spec, 6, 3)) {
      one.reset(SEEDS);
      several.reset(SEEDS);
      RandomStream chance = new RandomStream(1);
      // Beyond the steps that are timed before threads are used.
      for (int step = 0; step < 700; step++) {
        ActionBatch actions = random(one, chance);
        StepBatch expected = one.step(actions);
        assertSame(several.step(actions), expected);
      }
    }
  }

  /** Its state cannot be saved, so that the running episode is played again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        LunarLander.ID,
        LunarLanderContinuous.ID,
        LunarLander.ID + " sticky-actions:probability=0.3",
        LunarLander.ID + " frame-stack:frames=3"
      })
  void resumedBatchGoesOnBitForBit(String what, @TempDir Path folder) throws Exception {
    String[] parts = what.split(" ", 2);
    EnvironmentSpec plain = environments.find(parts[0]).spec();
    EnvironmentSpec spec =
        parts.length == 1 ? plain : plain.withWrappers(List.of(WrapperSpec.parse(parts[1])));
    RandomStream chance = new RandomStream(77);
    try (VectorEnvironment straight = environments.vector(spec, 4)) {
      straight.reset(SEEDS);
      for (int stop = 0; stop < 5; stop++) {
        for (int step = 0; step < 10 + 50 * stop; step++) {
          straight.step(random(straight, chance));
        }
        Path file = folder.resolve(stop + ".safetensors");
        Checkpoint.write(file, straight);
        try (VectorEnvironment resumed = environments.vector(spec, 4)) {
          resumed.seeds(SEEDS);
          resumed.restore(Checkpoint.read(file).state());
          assertThat(resumed.exact()).isTrue();
          for (int step = 0; step < 120; step++) {
            ActionBatch actions = random(straight, chance);
            StepBatch expected = straight.step(actions);
            assertSame(resumed.step(actions), expected);
          }
        }
      }
    }
  }

  private static ActionBatch random(VectorEnvironment environment, RandomStream chance) {
    ActionBatch batch = new ActionBatch(environment.actionSpace(), environment.size());
    for (int i = 0; i < batch.indices.length; i++) {
      batch.indices[i] = chance.nextInt(4);
    }
    for (int i = 0; i < batch.values.length; i++) {
      batch.values[i] = 2 * chance.nextFloat() - 1;
    }
    return batch;
  }

  private static void assertSame(StepBatch actual, StepBatch expected) {
    assertThat(actual.observations).isEqualTo(expected.observations);
    assertThat(actual.successors).isEqualTo(expected.successors);
    assertThat(actual.rewards).isEqualTo(expected.rewards);
    assertThat(actual.terminated).isEqualTo(expected.terminated);
    assertThat(actual.truncated).isEqualTo(expected.truncated);
    assertThat(actual.starts).isEqualTo(expected.starts);
  }

  /** Resets make a world and its objects; steps make nothing. */
  @Test
  void stepsAllocateNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    RandomStream random = new RandomStream(3);
    float[] seen = new float[8];
    long least = Long.MAX_VALUE;
    try (LunarLander lander = new LunarLander(LunarLanderOptions.CALM)) {
      for (int episode = 0; episode < 300; episode++) {
        lander.reset(random);
        long before = threads.getCurrentThreadAllocatedBytes();
        while (!lander.terminated()) {
          lander.step(random.nextInt(4), random);
          lander.observe(seen, 0);
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
    }
    assertThat(least).isLessThan(200);
  }
}
