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
 * microseconds operations} for each, timed as {@code torch_workloads.py} times its own.
 *
 * <p>Operations are the additions and multiplications of the matrix products that a work cannot do
 * without. Of a layer with r rows, a inputs and b outputs these are r·a·b multiply-adds forward, as
 * many for the gradient of its weights, and as many for the gradient of its inputs unless those are
 * the data. A row of a convolution is one place of the image it makes, its inputs are one patch; a
 * row of an LSTM is one step of one sequence, with the products of its inputs and of its hidden
 * state. Biases, activations, losses and Adam are not counted, so that a fraction of the peak is
 * what remains of it after all of these.
 */
public final class TorchWorkloads {

  private final Kernels kernels = KernelChoice.of(KernelChoice.AUTO);
  private final RandomStream random = new RandomStream(1);

  private TorchWorkloads() {}

  /** Times every work; arguments are the sizes of matrix products. */
  public static void main(String[] sizes) {
    TorchWorkloads works = new TorchWorkloads();
    double mlp = 4 * 120 + 120 * 84 + 84 * 2;
    report("forward-row", works.forwardRow(), mlp);
    report("mlp-step", works.mlpStep(), 128 * (3 * mlp - 4 * 120));
    double convolutions = 13 * 13 * 16 * 32 + 5 * 5 * 512 * 64;
    double dense = 1600 * 256 + 256 * 10;
    double data = 13 * 13 * 16 * 32;
    report("conv-step", works.convStep(), 64 * (3 * (convolutions + dense) - data));
    double lstm = 36 * 512 + 128 * 512 + 128 * 32;
    report("lstm-step", works.lstmStep(), 32 * 50 * (3 * lstm - 36 * 512));
    for (String size : sizes) {
      int n = Integer.parseInt(size);
      report("product-" + size, works.product(n), (double) n * n * n);
    }
  }

  private static void report(String name, Runnable work, double multiplyAdds) {
    System.out.printf(Locale.ROOT, "%s %.3f %.0f%n", name, Timing.best(work), 2 * multiplyAdds);
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
