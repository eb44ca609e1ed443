package org.palaestra.nn;

import java.util.Arrays;
import org.assertj.core.api.Assertions;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

/** What tests of single operations share. */
final class Values {

  private Values() {}

  static Graph graph() {
    return new Graph(KernelChoice.of("auto"));
  }

  /** A variable that holds {@code values} in rows of {@code width}. */
  static Tensor rows(Graph graph, int width, float... values) {
    Tensor tensor = graph.variable(values.length / width, width);
    tensor.set(values);
    return tensor;
  }

  /** A variable with normal numbers. */
  static Tensor normal(Graph graph, RandomStream random, int... shape) {
    Tensor tensor = graph.variable(shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.value()[i] = (float) random.nextGaussian();
    }
    return tensor;
  }

  static float[] of(Tensor tensor) {
    return Arrays.copyOf(tensor.value(), tensor.size());
  }

  static float[] gradient(Tensor tensor) {
    return Arrays.copyOf(tensor.gradient(), tensor.size());
  }

  static void assertClose(float[] actual, double... expected) {
    Assertions.assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      Assertions.assertThat((double) actual[i])
          .as("element %d of %s", i, Arrays.toString(actual))
          .isCloseTo(expected[i], Assertions.within(2e-6 * Math.max(1, Math.abs(expected[i]))));
    }
  }
}
