package org.palaestra.nn;

import org.palaestra.random.RandomStream;

/** Tensors of random numbers. */
final class Drawn {

  private Drawn() {}

  /** A variable with values from −1 to 1. */
  static Tensor variable(Graph graph, RandomStream random, int... shape) {
    Tensor tensor = graph.variable(shape);
    fill(tensor, random);
    return tensor;
  }

  /** Sets values from −1 to 1. */
  static void fill(Tensor tensor, RandomStream random) {
    for (int i = 0; i < tensor.size(); i++) {
      tensor.value()[i] = 2 * random.nextFloat() - 1;
    }
  }

  /** A variable whose values lie at least 0.05 apart, so that small steps change no order. */
  static Tensor distinct(Graph graph, RandomStream random, int... shape) {
    Tensor tensor = graph.variable(shape);
    float[] values = tensor.value();
    for (int i = 0; i < tensor.size(); i++) {
      int other = random.nextInt(i + 1);
      values[i] = values[other];
      values[other] = 0.05f * (i - tensor.size() / 2);
    }
    return tensor;
  }
}
