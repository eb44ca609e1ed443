package org.palaestra.benchmarks;

import static org.palaestra.nn.Functions.relu;
import static org.palaestra.nn.Functions.reshape;
import static org.palaestra.nn.Losses.crossEntropy;
import static org.palaestra.nn.Losses.mse;

import java.util.Locale;
import org.palaestra.nn.Adam;
import org.palaestra.nn.Conv2d;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Lstm;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.Window;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;

/**
 * The works of {@code benchmarks/compare-torch} here, on one thread: prints a line {@code name
 * microseconds} for each, timed as {@code torch_workloads.py} times its own.
 */
public final class TorchWorkloads {

  private static final double ROUND_NANOS = 2e8;
  private static final int ROUNDS = 7;

  /** A compiler that compiles while it runs needs a longer warm-up than a library does. */
  private static final int WARM_ROUNDS = 8;

  private final Kernels kernels = KernelChoice.of(KernelChoice.AUTO);
  private final RandomStream random = new RandomStream(1);

  private TorchWorkloads() {}

  /** Times every work; arguments are the sizes of matrix products. */
  public static void main(String[] sizes) {
    TorchWorkloads works = new TorchWorkloads();
    report("forward-row", works.forwardRow());
    report("mlp-step", works.mlpStep());
    report("conv-step", works.convStep());
    report("lstm-step", works.lstmStep());
    for (String size : sizes) {
      report("product-" + size, works.product(Integer.parseInt(size)));
    }
  }

  private static void report(String name, Runnable work) {
    System.out.println(name + " " + String.format(Locale.ROOT, "%.3f", best(work)));
  }

  private static double best(Runnable work) {
    double least = Double.POSITIVE_INFINITY;
    long count = 1;
    for (int round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
      long start = System.nanoTime();
      for (long i = 0; i < count; i++) {
        work.run();
      }
      double each = (double) (System.nanoTime() - start) / count;
      count = Math.max(1, (long) (ROUND_NANOS / each));
      if (round >= WARM_ROUNDS) {
        least = Math.min(least, each);
      }
    }
    return least / 1000;
  }

  private Tensor filled(Graph graph, int... shape) {
    Tensor tensor = graph.input(shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.value()[i] = random.nextFloat();
    }
    return tensor;
  }

  private Runnable training(Graph graph, Parameters weights, Tensor loss) {
    weights.initialise(random);
    Adam adam = new Adam(kernels, weights, 1e-8);
    return () -> {
      weights.clearGradients();
      graph.forward();
      graph.backward(loss);
      adam.step(1e-4);
    };
  }

  private Runnable forwardRow() {
    Parameters weights = new Parameters();
    Graph graph = new Graph(kernels);
    mlp(weights, filled(graph, 1, 4));
    weights.initialise(random);
    return graph::forward;
  }

  private static Tensor mlp(Parameters weights, Tensor x) {
    Tensor h = new Linear(weights, "0", 4, 120).applyRelu(x);
    h = new Linear(weights, "1", 120, 84).applyRelu(h);
    return new Linear(weights, "2", 84, 2).apply(h);
  }

  private Runnable mlpStep() {
    Parameters weights = new Parameters();
    Graph graph = new Graph(kernels);
    Tensor y = mlp(weights, filled(graph, 128, 4));
    return training(graph, weights, mse(y, filled(graph, 128, 2)));
  }

  private Runnable convStep() {
    Parameters weights = new Parameters();
    Graph graph = new Graph(kernels);
    Tensor h = filled(graph, 64, 28, 28, 1);
    h = relu(new Conv2d(weights, "0", 1, 32, Window.square(4, 2)).apply(h));
    h = relu(new Conv2d(weights, "1", 32, 64, Window.square(4, 2)).apply(h));
    h = new Linear(weights, "2", 1600, 256).applyRelu(reshape(h, 64, 1600));
    int[] classes = new int[64];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = random.nextInt(10);
    }
    return training(
        graph, weights, crossEntropy(new Linear(weights, "3", 256, 10).apply(h), classes));
  }

  private Runnable lstmStep() {
    Parameters weights = new Parameters();
    Graph graph = new Graph(kernels);
    Tensor x = filled(graph, 32, 50, 36);
    Tensor h = new Lstm(weights, "lstm", 36, 128).apply(x).outputs();
    Tensor y = new Linear(weights, "linear", 128, 32).apply(h);
    return training(graph, weights, mse(y, filled(graph, 32, 50, 32)));
  }

  private Runnable product(int size) {
    float[] a = Kernels.buffer(size * size);
    float[] b = Kernels.buffer(size * size);
    float[] c = Kernels.buffer(size * size);
    float[] zero = Kernels.buffer(size);
    for (int i = 0; i < size * size; i++) {
      a[i] = random.nextFloat();
      b[i] = random.nextFloat();
    }
    return () ->
        kernels.multiply(size, size, size, a, 0, size, 1, b, 0, size, zero, 0, 0, c, 0, size);
  }
}
