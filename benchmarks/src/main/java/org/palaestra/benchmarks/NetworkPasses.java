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
import org.palaestra.nn.Adam;
import org.palaestra.nn.Mlp;
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

  private Mlp network;
  private Mlp.Pass row;
  private Mlp.Pass batch;
  private Adam adam;
  private float[] gradients = {};

  /** For JMH. */
  @SuppressWarnings("NullAway.Init")
  public NetworkPasses() {}

  /** Builds the network. */
  @Setup
  public void setUp() {
    Kernels set = KernelChoice.of(kernels);
    RandomStream random = new RandomStream(1);
    network = new Mlp(set, 4, 120, 84, 2);
    network.initialise(random);
    row = network.pass(1);
    batch = network.pass(BATCH);
    adam = new Adam(set, network.parameters().length, 1e-8);
    gradients = new float[network.parameters().length];
    for (int i = 0; i < batch.input().length; i++) {
      batch.input()[i] = random.nextFloat();
    }
  }

  /** One observation to its action values. */
  @Benchmark
  public float forwardRow() {
    row.forward(1);
    return row.output()[0];
  }

  /** A batch to its action values. */
  @Benchmark
  public float forwardBatch() {
    batch.forward(BATCH);
    return batch.output()[0];
  }

  /** Forward, backward and a step of Adam. */
  @Benchmark
  public float update() {
    batch.forward(BATCH);
    float[] gradient = batch.outputGradient();
    for (int i = 0; i < BATCH; i++) {
      gradient[i * batch.outputStride()] = batch.output()[i * batch.outputStride()] / BATCH;
    }
    Arrays.fill(gradients, 0);
    batch.backward(BATCH, gradients);
    adam.step(network.parameters(), gradients, 1e-4);
    return network.parameters()[0];
  }
}
