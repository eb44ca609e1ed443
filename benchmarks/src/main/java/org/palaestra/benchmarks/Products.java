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
import org.palaestra.nd4j.Nd4jKernels;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;

/**
 * Matrix products by shape: sets the threshold of {@link Nd4jKernels}, which here leave every
 * product to BLAS. Squares, and what the networks of the DQN, convolutions and LSTMs multiply.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Products {

  /** What computes. */
  @Param({"vector", "nd4j"})
  public String kernels = "";

  /** Rows of A, columns of A, columns of B. */
  @Param({
    "8x8x8",
    "16x16x16",
    "31x31x31",
    "32x32x32",
    "64x64x64",
    "100x100x100",
    "128x128x128",
    "256x256x256",
    "384x384x384",
    "448x448x448",
    "500x500x500",
    "512x512x512",
    "1024x1024x1024",
    "128x120x84",
    "32x1024x128",
    "64x3136x256",
    "1024x144x32",
    "10816x16x32",
    "1600x512x64",
    "32x128x128"
  })
  public String shape = "";

  private Kernels set;
  private int m;
  private int k;
  private int n;
  private float[] a;
  private float[] b;
  private float[] c;
  private float[] bias;

  /** For JMH. */
  @SuppressWarnings("NullAway.Init")
  public Products() {}

  /** Fills the matrices. */
  @Setup
  public void setUp() {
    set = kernels.equals("nd4j") ? Nd4jKernels.withoutThreshold() : KernelChoice.of(kernels);
    String[] sides = shape.split("x", 3);
    m = Integer.parseInt(sides[0]);
    k = Integer.parseInt(sides[1]);
    n = Integer.parseInt(sides[2]);
    RandomStream random = new RandomStream(1);
    a = filled(m * k, random);
    b = filled(k * n, random);
    c = filled(m * n, random);
    bias = filled(n, random);
  }

  private static float[] filled(int size, RandomStream random) {
    float[] x = Kernels.buffer(size);
    for (int i = 0; i < size; i++) {
      x[i] = random.nextFloat();
    }
    return x;
  }

  /** C = bias + A·B. */
  @Benchmark
  public float product() {
    set.multiply(m, n, k, a, 0, k, 1, b, 0, n, bias, 0, 0, c, 0, n);
    return c[0];
  }
}
