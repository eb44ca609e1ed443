package org.palaestra.agents.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.palaestra.nn.Functions.mean;
import static org.palaestra.nn.Functions.square;

import org.junit.jupiter.api.Test;
import org.palaestra.agents.Slopes;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Parameter;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class NoisyLinearTest {

  private final Parameters weights = new Parameters();
  private final NoisyLinear layer = new NoisyLinear(weights, "0", 3, 2, 0.5);
  private final RandomStream random = new RandomStream(4);

  private Graph graph() {
    return new Graph(KernelChoice.of("scalar", 1), random);
  }

  private static float f(double epsilon) {
    return (float) (Math.signum(epsilon) * Math.sqrt(Math.abs(epsilon)));
  }

  /** μ = 1 to 6, b = 7, 8, σ_w = 0.1 to 0.6, σ_b = 0.7, 0.8: the paper's equation, spelled out. */
  @Test
  void weightsAreMovedByTheProductOfTwoNoises() {
    weights.all().get(0).set(1, 2, 3, 4, 5, 6);
    weights.all().get(1).set(7, 8);
    weights.all().get(2).set(0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f);
    weights.all().get(3).set(0.7f, 0.8f);
    Graph graph = graph();
    Tensor x = graph.input(2, 3);
    x.set(1, -2, 3, 0.5f, 0, -1);
    Tensor y = layer.apply(x);
    graph.forward();
    RandomStream same = new RandomStream(4);
    float[] in = {f(same.nextGaussian()), f(same.nextGaussian()), f(same.nextGaussian())};
    float[] out = {f(same.nextGaussian()), f(same.nextGaussian())};
    for (int row = 0; row < 2; row++) {
      for (int o = 0; o < 2; o++) {
        double expected = 7 + o + (0.7 + 0.1 * o) * out[o];
        for (int i = 0; i < 3; i++) {
          double w = 1 + 3 * o + i + (0.1 + 0.3 * o + 0.1 * i) * out[o] * in[i];
          expected += w * x.value()[row * 3 + i];
        }
        assertThat(y.value()[row * 2 + o]).isCloseTo((float) expected, within(1e-4f));
      }
    }
    float before = y.value()[0];
    graph.forward();
    assertThat(y.value()[0]).as("drawn anew").isNotEqualTo(before);
  }

  @Test
  void withoutNoiseTheMeansAreLeftWhichAreAlsoTheMeanOfAllDraws() {
    weights.initialise(new RandomStream(1));
    Graph quiet = graph();
    quiet.training(false);
    Tensor x = quiet.input(1, 3);
    x.set(1, 2, -1);
    Tensor y = layer.apply(x);
    quiet.forward();
    float[] w = weights.all().get(0).get();
    float[] b = weights.all().get(1).get();
    for (int o = 0; o < 2; o++) {
      assertThat(y.value()[o])
          .isCloseTo(b[o] + w[3 * o] + 2 * w[3 * o + 1] - w[3 * o + 2], within(1e-5f));
    }
    Graph noisy = graph();
    Tensor same = noisy.input(1, 3);
    same.set(1, 2, -1);
    Tensor drawn = layer.apply(same);
    double sum = 0;
    int draws = 40_000;
    for (int i = 0; i < draws; i++) {
      noisy.forward();
      sum += drawn.value()[0];
    }
    assertThat(sum / draws).isCloseTo(y.value()[0], within(0.02));
  }

  @Test
  void deviationsBeginAtSigmaByTheRootOfTheInputs() {
    weights.initialise(new RandomStream(1));
    float expected = (float) (0.5 / Math.sqrt(3));
    assertThat(weights.all().get(2).get()).containsOnly(expected);
    assertThat(weights.all().get(3).get()).containsOnly(expected);
    for (float mean : weights.all().get(0).get()) {
      assertThat(Math.abs(mean)).isLessThanOrEqualTo((float) (1 / Math.sqrt(3)));
    }
  }

  /** With the stream wound back, each forward pass draws the same. */
  @Test
  void gradientsOfMeansAndDeviationsAreThoseOfCentralDifferences() {
    weights.initialise(new RandomStream(1));
    Graph graph = graph();
    Tensor x = graph.variable(4, 3);
    for (int i = 0; i < 12; i++) {
      x.value()[i] = (i % 5 - 2) / 2f;
    }
    Tensor loss = mean(square(layer.apply(x)));
    random.reseed(9);
    graph.forward();
    weights.clearGradients();
    graph.backward(loss);
    for (Parameter parameter : weights.all()) {
      Slopes.check(
          parameter.toString(),
          parameter.value(),
          parameter.gradient().clone(),
          parameter.size(),
          () -> {
            random.reseed(9);
            graph.forward();
            return loss.scalar();
          });
      float largest = 0;
      for (float g : parameter.getGradient()) {
        largest = Math.max(largest, Math.abs(g));
      }
      assertThat(largest).as("gradient of %s", parameter).isGreaterThan(1e-3f);
    }
    Slopes.check(
        "x",
        x.value(),
        x.gradient().clone(),
        x.size(),
        () -> {
          random.reseed(9);
          graph.forward();
          return loss.scalar();
        });
  }
}
