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
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;

/** Square products by one and by two threads: sets from which size on threads share them. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SharedProducts {

  /** How many threads. */
  @Param({"1", "2"})
  public int threads;

  /** Rows and columns. */
  @Param({"64", "80", "100", "128", "160", "256", "512", "1024"})
  public int size;

  private Kernels kernels;
  private float[] a;
  private float[] b;
  private float[] c;

  /** For JMH. */
  @SuppressWarnings("NullAway.Init")
  public SharedProducts() {}

  /** Fills the matrices. */
  @Setup
  public void setUp() {
    kernels = KernelChoice.of(KernelChoice.AUTO, threads);
    RandomStream random = new RandomStream(1);
    a = filled(random);
    b = filled(random);
    c = filled(random);
  }

  private float[] filled(RandomStream random) {
    float[] x = Kernels.buffer(size * size);
    for (int i = 0; i < size * size; i++) {
      x[i] = random.nextFloat();
    }
    return x;
  }

  /** C = row + A·B. */
  @Benchmark
  public float product() {
    kernels.multiply(size, size, size, a, 0, size, 1, b, 0, size, a, 0, 0, c, 0, size);
    return c[0];
  }
}
