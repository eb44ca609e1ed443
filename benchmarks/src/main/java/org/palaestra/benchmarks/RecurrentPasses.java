package org.palaestra.benchmarks;

import static org.palaestra.nn.Losses.mse;

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
import org.palaestra.nn.Adam;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Gru;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Lstm;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Recurrent;
import org.palaestra.nn.Rnn;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;

/**
 * Training steps of recurrent layers on 16 sequences of 16 steps with 4 features. With {@code -prof
 * gc} it shows whether narrow layers box vectors.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RecurrentPasses {

  private static final int BATCH = 16;
  private static final int STEPS = 16;
  private static final int FEATURES = 4;

  /** What computes. */
  @Param({"vector", "scalar"})
  public String kernels = "";

  /** The kind of layer. */
  @Param({"lstm", "gru", "rnn"})
  public String layer = "";

  /** H, the width of its memory. */
  @Param({"8", "32", "128"})
  public int width;

  private Parameters weights;
  private Graph learning;
  private Tensor loss;
  private Adam adam;

  /** For JMH. */
  @SuppressWarnings("NullAway.Init")
  public RecurrentPasses() {}

  /** Builds the layer and a linear one on its outputs. */
  @Setup
  public void setUp() {
    Kernels set = KernelChoice.of(kernels);
    RandomStream random = new RandomStream(1);
    weights = new Parameters();
    Recurrent recurrent =
        switch (layer) {
          case "lstm" -> new Lstm(weights, "0", FEATURES, width);
          case "gru" -> new Gru(weights, "0", FEATURES, width);
          default -> new Rnn(weights, "0", FEATURES, width);
        };
    Linear head = new Linear(weights, "1", width, 2);
    weights.initialise(random);
    learning = new Graph(set);
    Tensor x = learning.input(BATCH, STEPS, FEATURES);
    for (int i = 0; i < x.size(); i++) {
      x.value()[i] = random.nextFloat();
    }
    loss = mse(head.apply(recurrent.apply(x).outputs()), learning.input(BATCH, STEPS, 2));
    adam = new Adam(set, weights, 1e-8);
  }

  /** Forward, backward and a step of Adam. */
  @Benchmark
  public float update() {
    learning.forward();
    weights.clearGradients();
    learning.backward(loss);
    adam.step(1e-4);
    return loss.scalar();
  }
}
