package org.palaestra.benchmarks;

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
import org.palaestra.nn.kernel.KernelChoice;

/**
 * A training step of every kind of network. With {@code -prof gc} it shows whether the compiler
 * boxes vectors, which depends on what it happens to compile first: hence the forks. With {@code
 * -jvmArgsAppend -Xbatch -jvmArgsAppend -XX:InlineSmallCode=1000000} it compiles as much together
 * as it ever does.
 */
@State(Scope.Thread)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 2, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TrainingSteps {

  /** What computes. */
  @Param({"vector"})
  public String kernels = "";

  /** What is trained. */
  @Param public TrainingStep step;

  private SmallNetwork network;

  /** For JMH. */
  @SuppressWarnings("NullAway.Init")
  public TrainingSteps() {}

  /** Builds the network. */
  @Setup
  public void setUp() {
    network = new SmallNetwork(KernelChoice.of(kernels), step);
  }

  /** Forward, backward and a step of Adam. */
  @Benchmark
  public float update() {
    return network.update();
  }
}
