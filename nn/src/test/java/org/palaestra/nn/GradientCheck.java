package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.palaestra.random.RandomStream;

/**
 * Holds the gradients of a graph against central differences of it. Values are floats, so that a
 * difference is good to about three digits; a wrong term is wrong in the first.
 */
final class GradientCheck {

  private static final float STEP = 1e-2f;

  private GradientCheck() {}

  /**
   * Checks the gradients of a weighted sum of {@code y}, with random weights, with respect to
   * variables and parameters. Values near a kink of the function must have been kept away from it.
   */
  static void check(Tensor y, Parameters parameters, Tensor... variables) {
    Graph graph = y.graph();
    RandomStream random = new RandomStream(99);
    float[] weights = new float[y.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 2 * random.nextFloat() - 1;
    }
    graph.forward();
    graph.clearGradients();
    parameters.clearGradients();
    System.arraycopy(weights, 0, y.gradient(), 0, weights.length);
    graph.backward();
    for (int v = 0; v < variables.length; v++) {
      float[] gradient = variables[v].gradient().clone();
      compare("variable " + v, variables[v].value(), gradient, variables[v].size(), y, weights);
    }
    for (Parameter parameter : parameters.all()) {
      float[] gradient = parameter.gradient().clone();
      compare(parameter.name(), parameter.value(), gradient, parameter.size(), y, weights);
    }
  }

  private static void compare(
      String name, float[] values, float[] gradient, int size, Tensor y, float[] weights) {
    for (int i = 0; i < size; i++) {
      float saved = values[i];
      values[i] = saved + STEP;
      double above = weighted(y, weights);
      values[i] = saved - STEP;
      double below = weighted(y, weights);
      values[i] = saved;
      double expected = (above - below) / ((double) (saved + STEP) - (saved - STEP));
      assertThat((double) gradient[i])
          .as("%s[%d]", name, i)
          .isCloseTo(expected, within(1e-2 * Math.max(1, Math.abs(expected))));
    }
    y.graph().forward();
  }

  private static double weighted(Tensor y, float[] weights) {
    y.graph().forward();
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (double) weights[i] * y.value()[i];
    }
    return sum;
  }
}
