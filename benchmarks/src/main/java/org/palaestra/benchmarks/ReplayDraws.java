package org.palaestra.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.replay.PrioritisedSampling;
import org.palaestra.agents.replay.ReplayMemory;
import org.palaestra.agents.replay.Sampling;
import org.palaestra.agents.replay.Transitions;
import org.palaestra.agents.replay.UniformSampling;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;

/**
 * A batch of 32 out of a million steps of arcade frames, 10×10 cells of which one in twenty is set,
 * in episodes of 100 steps: drawn, looked up and unpacked.
 */
@State(Scope.Thread)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReplayDraws {

  private static final int STEPS = 1_000_000;
  private static final Discrete ACTIONS = new Discrete(6);

  /** Numbers in a cell. */
  @Param({"4", "10"})
  public int channels;

  /** {@code uniform} or {@code prioritised}. */
  @Param({"uniform", "prioritised"})
  public String sampling = "";

  /** How many steps a transition looks ahead. */
  @Param({"1", "3"})
  public int n;

  private ReplayMemory memory;
  private Sampling chooser;
  private Transitions batch;
  private final float[] errors = new float[32];
  private final RandomStream random = new RandomStream(1);

  /** For JMH. */
  @SuppressWarnings("NullAway.Init")
  public ReplayDraws() {}

  /** Fills the memory, and says how much it takes. */
  @Setup
  public void setUp() {
    Box space = Box.bits(10, 10, channels);
    long before = used();
    memory = new ReplayMemory(space, ACTIONS, 1, STEPS);
    chooser =
        sampling.equals("uniform")
            ? new UniformSampling(memory)
            : new PrioritisedSampling(memory, 0.6, Schedule.constant(0.4), STEPS);
    batch = new Transitions(space, ACTIONS, 32);
    ActionBatch actions = new ActionBatch(ACTIONS, 1);
    StepBatch now = new StepBatch(1, space.size(), 0);
    StepBatch after = new StepBatch(1, space.size(), 0);
    for (int step = 0; step < STEPS; step++) {
      Arrays.fill(after.successors, 0);
      for (int i = 0; i < space.size() / 20; i++) {
        after.successors[random.nextInt(space.size())] = 1;
      }
      System.arraycopy(after.successors, 0, after.observations, 0, space.size());
      after.terminated[0] = step % 100 == 99;
      after.starts[0] = after.terminated[0];
      memory.add(now, actions, after);
      chooser.added();
      StepBatch swap = now;
      now = after;
      after = swap;
    }
    System.out.printf("%n%,d MB for %,d steps%n", (used() - before) >> 20, memory.size());
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Draws, reads and, for priorities, learns. */
  @Benchmark
  public float draw() {
    chooser.draw(random, 0, batch);
    memory.read(batch, n, 0.99);
    for (int i = 0; i < errors.length; i++) {
      errors[i] = random.nextFloat();
    }
    chooser.learned(batch, errors);
    return batch.observations[7];
  }
}
