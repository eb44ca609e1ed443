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

/**
 * What the kernels do element by element, each alone and all in turn. With {@code -prof gc} it
 * shows whether the compiler boxes vectors, as {@link TrainingSteps} do.
 */
@State(Scope.Thread)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 2, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KernelFunctions {

  private static final int ROWS = 4;

  /** What computes. */
  @Param({"vector", "scalar"})
  public String kernels = "";

  /** How many elements. */
  @Param({"53", "1024"})
  public int length;

  private Kernels set;
  private float[] x;
  private float[] y;
  private float[] parameters;
  private float[] means;
  private float[] squares;
  private float[] rows;

  /** For JMH. */
  @SuppressWarnings("NullAway.Init")
  public KernelFunctions() {}

  /** Draws the arguments. */
  @Setup
  public void setUp() {
    set = KernelChoice.of(kernels);
    RandomStream random = new RandomStream(1);
    x = filled(length, random);
    y = Kernels.buffer(length);
    parameters = filled(length, random);
    means = Kernels.buffer(length);
    squares = Kernels.buffer(length);
    rows = filled(ROWS * length, random);
  }

  private static float[] filled(int size, RandomStream random) {
    float[] x = Kernels.buffer(size);
    for (int i = 0; i < size; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  /** exp(x). */
  @Benchmark
  public float[] exp() {
    set.exp(x, y, length);
    return y;
  }

  /** tanh(x). */
  @Benchmark
  public float[] tanh() {
    set.tanh(x, y, length);
    return y;
  }

  /** 1 / (1 + exp(−x)). */
  @Benchmark
  public float[] sigmoid() {
    set.sigmoid(x, y, length);
    return y;
  }

  /** log(x). */
  @Benchmark
  public float[] log() {
    set.log(x, y, length);
    return y;
  }

  /** log(1 + exp(x)). */
  @Benchmark
  public float[] softplus() {
    set.softplus(x, y, length);
    return y;
  }

  /** erf(x). */
  @Benchmark
  public float[] erf() {
    set.erf(x, y, length);
    return y;
  }

  /** max(x, 0) and its gradient, in place. */
  @Benchmark
  public float[] rectify() {
    set.rectify(y, 0, length);
    set.rectifyGradient(x, y, 0, length);
    return y;
  }

  /** A sum over rows, as of the gradients of biases. */
  @Benchmark
  public float[] sumRows() {
    set.sumRows(ROWS, length, rows, y, 0);
    return y;
  }

  /** A step of Adam. */
  @Benchmark
  public float[] adam() {
    set.adam(length, parameters, x, means, squares, 0.9f, 0.999f, 1e-4f, 1.1f, 1e-8f);
    return parameters;
  }

  /** All of them in one method, which the compiler may inline together. */
  @Benchmark
  public float[] everything() {
    sumRows();
    rectify();
    exp();
    tanh();
    sigmoid();
    log();
    softplus();
    erf();
    return adam();
  }
}
