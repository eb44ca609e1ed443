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
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;

/** The network of the DQN on CartPole, 4-120-84-2, with a batch of 128. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NetworkPasses {

  private static final int BATCH = 128;

  /** What computes. */
  @Param({"vector", "scalar"})
  public String kernels = "";

  private Parameters weights;
  private Graph row;
  private Graph batch;
  private Graph learning;
  private Tensor rowOut;
  private Tensor batchOut;
  private Tensor loss;
  private Adam adam;

  /** For JMH. */
  @SuppressWarnings("NullAway.Init")
  public NetworkPasses() {}

  /** Builds the network. */
  @Setup
  public void setUp() {
    Kernels set = KernelChoice.of(kernels);
    RandomStream random = new RandomStream(1);
    weights = new Parameters();
    Linear first = new Linear(weights, "0", 4, 120);
    Linear second = new Linear(weights, "1", 120, 84);
    Linear third = new Linear(weights, "2", 84, 2);
    weights.initialise(random);
    row = new Graph(set);
    rowOut = third.apply(second.applyRelu(first.applyRelu(filled(row, 1, random))));
    batch = new Graph(set);
    batchOut = third.apply(second.applyRelu(first.applyRelu(filled(batch, BATCH, random))));
    learning = new Graph(set);
    Tensor y = third.apply(second.applyRelu(first.applyRelu(filled(learning, BATCH, random))));
    loss = mse(y, learning.input(BATCH, 2));
    adam = new Adam(set, weights, 1e-8);
  }

  private static Tensor filled(Graph graph, int rows, RandomStream random) {
    Tensor x = graph.input(rows, 4);
    for (int i = 0; i < x.size(); i++) {
      x.value()[i] = random.nextFloat();
    }
    return x;
  }

  /** One observation to its action values. */
  @Benchmark
  public float forwardRow() {
    row.forward();
    return rowOut.value()[0];
  }

  /** A batch to its action values. */
  @Benchmark
  public float forwardBatch() {
    batch.forward();
    return batchOut.value()[0];
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
