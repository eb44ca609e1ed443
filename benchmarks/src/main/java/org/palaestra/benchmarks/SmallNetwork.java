package org.palaestra.benchmarks;

import org.palaestra.nn.Adam;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;

/** The network of a {@link TrainingStep} while it is built, and then its training. */
final class SmallNetwork {

  private final Parameters weights = new Parameters();
  private final RandomStream random = new RandomStream(1);
  private final Graph graph;
  private final Tensor loss;
  private final Adam adam;

  SmallNetwork(Kernels kernels, TrainingStep step) {
    graph = new Graph(kernels, random);
    loss = step.loss(this);
    weights.initialise(random);
    adam = new Adam(kernels, weights, 1e-8);
  }

  /** Where layers put their parameters. */
  Parameters weights() {
    return weights;
  }

  /** Data: numbers from 0 to 1. */
  Tensor given(int... shape) {
    Tensor x = graph.input(shape);
    for (int i = 0; i < x.size(); i++) {
      x.value()[i] = random.nextFloat();
    }
    return x;
  }

  /** Data, {@code [rows, width]}. */
  Tensor rows(int rows, int width) {
    return given(rows, width);
  }

  /** A class for each row. */
  int[] classes(int rows, int count) {
    int[] classes = new int[rows];
    for (int i = 0; i < rows; i++) {
      classes[i] = random.nextInt(count);
    }
    return classes;
  }

  private Linear layer(Tensor x, int out) {
    return new Linear(weights, "linear" + weights.all().size(), x.extent(-1), out);
  }

  /** A linear layer to {@code out} features. */
  Tensor linear(Tensor x, int out) {
    return layer(x, out).apply(x);
  }

  /** A linear layer, rectified. */
  Tensor relu(Tensor x, int out) {
    return layer(x, out).applyRelu(x);
  }

  /** Forward, backward and a step of Adam. */
  float update() {
    graph.forward();
    weights.clearGradients();
    graph.backward(loss);
    adam.step(1e-4);
    return loss.scalar();
  }
}
