package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

/** What the field says of recurrent networks. */
final class SequenceClaimsTest {

  private static final int HIDDEN = 16;

  private static Graph graph() {
    return new Graph(KernelChoice.of("auto"));
  }

  private static double norm(float[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) values[i] * values[i];
    }
    return Math.sqrt(sum);
  }

  private static double norm(Parameters weights) {
    double sum = 0;
    for (Parameter parameter : weights.all()) {
      double one = norm(parameter.gradient(), 0, parameter.size());
      sum += one * one;
    }
    return Math.sqrt(sum);
  }

  /** The norm of the gradient of the sum of the last output with respect to the first input. */
  private static double reach(Recurrent layer, int steps) {
    Graph graph = graph();
    Tensor x = graph.variable(1, steps, 2);
    RandomStream random = new RandomStream(7);
    for (int i = 0; i < x.size(); i++) {
      x.value()[i] = 2 * random.nextFloat() - 1;
    }
    Tensor loss = Functions.sum(Sequences.last(layer.apply(x).outputs()));
    graph.forward();
    graph.backward(loss);
    return norm(x.gradient(), 0, 2);
  }

  /**
   * Bengio, Simard and Frasconi, "Learning long-term dependencies with gradient descent is
   * difficult" (1994), against the constant error carousel of Hochreiter and Schmidhuber (1997),
   * that is, an LSTM whose forget gates stand open.
   */
  @Test
  void gradientsOfAVanillaNetworkVanishWithLengthWhereThoseOfAnLstmDoNot() {
    Parameters weights = new Parameters();
    Recurrent vanilla = new Rnn(weights, "vanilla", 2, HIDDEN);
    Recurrent lstm = new Lstm(weights, "lstm", 2, HIDDEN, 6);
    weights.initialise(new RandomStream(1));
    double[] vanillaReach = new double[3];
    double[] lstmReach = new double[3];
    int[] lengths = {10, 40, 100};
    for (int i = 0; i < 3; i++) {
      vanillaReach[i] = reach(vanilla, lengths[i]);
      lstmReach[i] = reach(lstm, lengths[i]);
    }
    String measured = Arrays.toString(vanillaReach) + " and " + Arrays.toString(lstmReach);
    assertThat(vanillaReach[1]).as(measured).isLessThan(1e-3 * vanillaReach[0]);
    assertThat(vanillaReach[2]).as(measured).isLessThan(1e-9 * vanillaReach[0]);
    assertThat(lstmReach[2]).as(measured).isGreaterThan(0.01 * lstmReach[0]);
  }

  /**
   * Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks" (2013):
   * where the hidden weights are large and the state is near 0, the gradient grows with length; a
   * step along it throws the weights away, one along its clipped self does not.
   */
  @Test
  void clippingTheNormOfTheGradientStopsAnExplosion() {
    assertThat(explosion(10)[0]).isLessThan(1e6);
    double[] free = explosion(50);
    assertThat(free[0]).as("norm of the first gradient").isGreaterThan(1e12);
    assertThat(free[1]).as("largest weight").isGreaterThan(1e9);
    double[] clipped = explosion(50, 1);
    assertThat(clipped[0]).isEqualTo(free[0]);
    assertThat(clipped[1]).as("largest weight").isLessThan(10);
    assertThat(free[3]).as("loss without clipping, as much descent").isGreaterThan(0.5 * free[2]);
    assertThat(clipped[3]).as("loss, from %s", clipped[2]).isLessThan(0.01 * clipped[2]);
  }

  private static double[] explosion(int steps) {
    return explosion(steps, Double.POSITIVE_INFINITY);
  }

  /**
   * Descends; returns the norm of the first gradient, the largest weight afterwards, and the first
   * and the last loss.
   */
  private static double[] explosion(int steps, double limit) {
    Parameters weights = new Parameters();
    Recurrent layer = new Rnn(weights, "layer", 1, 4);
    for (Parameter parameter : weights.all()) {
      float[] values = new float[parameter.size()];
      if (parameter.name().endsWith("weight_hh")) {
        for (int i = 0; i < 4; i++) {
          values[5 * i] = 2;
        }
      }
      parameter.set(values);
    }
    Graph graph = graph();
    Tensor target = graph.input(1, 4);
    target.set(0.5f, -0.5f, 0.5f, -0.5f);
    Tensor loss =
        Losses.mse(Sequences.last(layer.apply(graph.input(1, steps, 1)).outputs()), target);
    double first = 0;
    double start = 0;
    for (int i = 0; i < 1000; i++) {
      graph.forward();
      weights.clearGradients();
      graph.backward(loss);
      double norm = norm(weights);
      if (i == 0) {
        first = norm;
        start = loss.scalar();
      }
      double rate = 0.1 * Math.min(1, limit / norm);
      for (Parameter parameter : weights.all()) {
        for (int j = 0; j < parameter.size(); j++) {
          parameter.value()[j] -= (float) (rate * parameter.gradient()[j]);
        }
      }
    }
    graph.forward();
    double largest = 0;
    for (Parameter parameter : weights.all()) {
      for (float value : parameter.get()) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return new double[] {first, largest, start, loss.scalar()};
  }

  /**
   * The adding problem (Hochreiter and Schmidhuber, 1997): of 100 random numbers two are marked,
   * one in each half; what is their sum? Predicting the mean leaves 1/6 = 0.167.
   */
  @Test
  @Tag("learning")
  void anLstmAddsTwoNumbersFarApart() {
    int batch = 32;
    int steps = 100;
    RandomStream random = new RandomStream(1);
    Parameters weights = new Parameters();
    Recurrent layer = new Lstm(weights, "layer", 2, 48, 2);
    Linear head = new Linear(weights, "head", 48, 1);
    weights.initialise(random);
    Graph graph = graph();
    Tensor x = graph.input(batch, steps, 2);
    Tensor target = graph.input(batch, 1);
    Tensor sum = head.apply(Sequences.last(layer.apply(x).outputs()));
    Tensor loss = Losses.mse(sum, target);
    Adam adam = new Adam(graph.kernels(), weights, 1e-8);
    for (int i = 0; i < 2000; i++) {
      mark(x, target, random);
      graph.forward();
      weights.clearGradients();
      graph.backward(loss);
      double norm = norm(weights);
      for (Parameter parameter : weights.all()) {
        float[] gradient = parameter.gradient();
        for (int j = 0; norm > 1 && j < parameter.size(); j++) {
          gradient[j] *= (float) (1 / norm);
        }
      }
      adam.step(0.01);
    }
    double error = 0;
    double mean = 0;
    for (int i = 0; i < 50; i++) {
      mark(x, target, random);
      graph.forward();
      error += loss.scalar() / 50;
      for (int b = 0; b < batch; b++) {
        mean += Math.pow(target.value()[b] - 1, 2) / (50 * batch);
      }
    }
    assertThat(mean).as("error of the mean").isBetween(0.14, 0.19);
    assertThat(error).isLessThan(0.04);
  }

  private static void mark(Tensor x, Tensor target, RandomStream random) {
    int steps = x.extent(1);
    for (int b = 0; b < x.extent(0); b++) {
      int first = random.nextInt(steps / 2);
      int second = steps / 2 + random.nextInt(steps / 2);
      float sum = 0;
      for (int t = 0; t < steps; t++) {
        int at = (b * steps + t) * 2;
        boolean marked = t == first || t == second;
        x.value()[at] = random.nextFloat();
        x.value()[at + 1] = marked ? 1 : 0;
        sum += marked ? x.value()[at] : 0;
      }
      target.value()[b] = sum;
    }
  }
}
