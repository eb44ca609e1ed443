package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.palaestra.nn.Values.assertClose;
import static org.palaestra.nn.Values.graph;
import static org.palaestra.nn.Values.normal;
import static org.palaestra.nn.Values.rows;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.palaestra.nn.distribution.Bernoulli;
import org.palaestra.nn.distribution.Categorical;
import org.palaestra.nn.distribution.DiagonalGaussian;
import org.palaestra.nn.distribution.SquashedGaussian;
import org.palaestra.random.RandomStream;

final class DistributionsTest {

  private static final Parameters NONE = new Parameters();
  private static final int DRAWS = 40_000;
  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

  private final Graph graph = graph();
  private final RandomStream random = new RandomStream(21);

  private static RandomGenerator[] streams(int rows) {
    RandomGenerator[] streams = new RandomGenerator[rows];
    for (int row = 0; row < rows; row++) {
      streams[row] = new RandomStream(100 + row);
    }
    return streams;
  }

  @Test
  void categoricalSamplesComeAsOftenAsTheirProbabilitiesSay() {
    Tensor logits = rows(graph, 3, 0, 1, -1, 2, Float.NEGATIVE_INFINITY, 0);
    Categorical distribution = new Categorical(logits);
    graph.forward();
    RandomGenerator[] streams = streams(2);
    int[] choice = new int[2];
    double[] counts = new double[6];
    for (int i = 0; i < DRAWS; i++) {
      distribution.sample(streams, choice);
      counts[choice[0]]++;
      counts[3 + choice[1]]++;
    }
    for (int i = 0; i < 6; i++) {
      // Five deviations of a frequency: sqrt(1/4 / 40,000) = 0.0025.
      assertThat(counts[i] / DRAWS)
          .isCloseTo(distribution.probabilities().value()[i], within(0.0125));
    }
    assertThat(counts[4]).as("excluded").isZero();
    distribution.mode(choice);
    assertThat(choice).containsExactly(1, 0);
  }

  @Test
  void aRowsSamplesDependOnItsOwnStreamOnly() {
    Categorical one = new Categorical(rows(graph, 3, 0, 1, -1));
    Categorical two = new Categorical(rows(graph, 3, 5, 0, 0, 0, 1, -1));
    graph.forward();
    RandomGenerator[] alone = {new RandomStream(7)};
    RandomGenerator[] beside = {new RandomStream(3), new RandomStream(7)};
    int[] a = new int[1];
    int[] b = new int[2];
    for (int i = 0; i < 200; i++) {
      one.sample(alone, a);
      two.sample(beside, b);
      assertThat(b[1]).isEqualTo(a[0]);
    }
  }

  @Test
  void categoricalEntropyAndProbabilityAreTheirDefinitions() {
    float log3 = (float) Math.log(3);
    Categorical distribution =
        new Categorical(rows(graph, 4, 2, 2, 2, 2, 0, log3, Float.NEGATIVE_INFINITY, -500));
    Tensor entropy = distribution.entropy();
    Tensor logProb = distribution.logProb(new int[] {3, 1});
    graph.forward();
    double mixed = -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75);
    assertClose(Values.of(entropy), Math.log(4), mixed);
    assertClose(Values.of(logProb), Math.log(0.25), Math.log(0.75));
  }

  @Test
  void excludedChoicesDoNotSpoilGradients() {
    Tensor logits = rows(graph, 3, 0, 1, Float.NEGATIVE_INFINITY);
    Categorical distribution = new Categorical(logits);
    Tensor loss =
        Functions.sum(Functions.plus(distribution.entropy(), distribution.logProb(new int[] {0})));
    graph.forward();
    graph.backward(loss);
    assertThat(loss.scalar()).isFinite();
    assertThat(logits.gradient()[0]).isFinite().isNotZero();
    assertThat(logits.gradient()[2]).isZero();
  }

  @Test
  void gaussianSamplesHaveItsMeanAndDeviation() {
    Tensor mean = rows(graph, 2, 1, -2, 0, 0);
    Tensor logStd = graph.variable(2);
    logStd.set(0, (float) Math.log(0.5));
    DiagonalGaussian distribution = new DiagonalGaussian(mean, logStd);
    graph.forward();
    RandomGenerator[] streams = streams(2);
    float[] out = new float[4];
    double[] sum = new double[4];
    double[] square = new double[4];
    for (int i = 0; i < DRAWS; i++) {
      distribution.sample(streams, out);
      for (int j = 0; j < 4; j++) {
        double off = out[j] - mean.value()[j];
        sum[j] += off;
        square[j] += off * off;
      }
    }
    for (int j = 0; j < 4; j++) {
      double variance = j % 2 == 0 ? 1 : 0.25;
      assertThat(sum[j] / DRAWS).isCloseTo(0, within(0.025));
      assertThat(square[j] / DRAWS / variance).isCloseTo(1, within(0.036));
    }
  }

  @Test
  void gaussianDensityAndEntropyAreTheirClosedForms() {
    Tensor mean = rows(graph, 2, 1, -2);
    Tensor logStd = rows(graph, 2, 0, (float) Math.log(0.5));
    Tensor value = rows(graph, 2, 2, -2);
    DiagonalGaussian distribution = new DiagonalGaussian(mean, logStd);
    Tensor logProb = distribution.logProb(value);
    Tensor entropy = distribution.entropy();
    graph.forward();
    assertClose(Values.of(logProb), -0.5 - 2 * HALF_LOG_2_PI + Math.log(2));
    assertClose(Values.of(entropy), 1 + 2 * HALF_LOG_2_PI - Math.log(2));
    GradientCheck.check(logProb, NONE, mean, logStd, value);
    GradientCheck.check(entropy, NONE, mean, logStd);
  }

  @Test
  void gradientsReachMeanAndDeviationThroughASample() {
    Tensor mean = normal(graph, random, 2, 3);
    Tensor logStd = graph.variable(3);
    logStd.set(-0.5f, 0, 0.3f);
    Tensor noise = graph.input(2, 3);
    DiagonalGaussian.draw(streams(2), noise);
    DiagonalGaussian distribution = new DiagonalGaussian(mean, logStd);
    GradientCheck.check(Functions.tanh(distribution.sample(noise)), NONE, mean, logStd);
    float[] drawn = new float[6];
    distribution.sample(streams(2), drawn);
    assertThat(Values.of(distribution.mean())).isEqualTo(Values.of(mean));
    Tensor sample = distribution.sample(noise);
    graph.forward();
    assertThat(Values.of(sample)).as("the same streams, the same sample").isEqualTo(drawn);
  }

  /** The density integrates to 1 over (−1, 1), which a wrong correction would not do. */
  @Test
  void squashedDensityIsADensity() {
    int points = 20_000;
    Tensor mean = graph.input(points, 1);
    java.util.Arrays.fill(mean.value(), 0, points, 0.4f);
    Tensor logStd = graph.input(1);
    logStd.set(-0.3f);
    Tensor u = graph.input(points, 1);
    double width = 2.0 / points;
    for (int i = 0; i < points; i++) {
      double a = -1 + (i + 0.5) * width;
      u.value()[i] = (float) (0.5 * Math.log((1 + a) / (1 - a)));
    }
    Tensor logProb = new SquashedGaussian(mean, logStd).logProb(u);
    graph.forward();
    double total = 0;
    for (int i = 0; i < points; i++) {
      total += Math.exp(logProb.value()[i]) * width;
    }
    assertThat(total).isCloseTo(1, within(1e-4));
  }

  @Test
  void squashedDensityStaysRightWhereTanhIsRoundedToOne() {
    Tensor u = rows(graph, 1, 20);
    SquashedGaussian distribution = new SquashedGaussian(rows(graph, 1, 20), rows(graph, 1, 0));
    Tensor logProb = distribution.logProb(u);
    graph.forward();
    // log(1 − tanh²(20)) = 2 (log 2 − 20) up to 1e-17.
    assertClose(Values.of(logProb), -HALF_LOG_2_PI - 2 * (Math.log(2) - 20));
  }

  @Test
  void squashedSamplesAreTanhOfNormalOnesAndGradientsFlow() {
    Tensor mean = normal(graph, random, 2, 3);
    Tensor logStd = normal(graph, random, 2, 3);
    for (int i = 0; i < 6; i++) {
      logStd.value()[i] *= 0.3f;
    }
    Tensor noise = graph.input(2, 3);
    DiagonalGaussian.draw(streams(2), noise);
    SquashedGaussian distribution = new SquashedGaussian(mean, logStd);
    Tensor u = distribution.sample(noise);
    Tensor action = SquashedGaussian.squash(u);
    GradientCheck.check(distribution.entropy(u), NONE, mean, logStd);
    float[] drawn = new float[6];
    distribution.sample(streams(2), drawn);
    assertThat(Values.of(action)).isEqualTo(drawn);
    for (float value : drawn) {
      assertThat(value).isBetween(-1f, 1f);
    }
  }

  @Test
  void bernoulliSamplesComeAsOftenAsTheirProbabilitiesSay() {
    Bernoulli distribution = new Bernoulli(rows(graph, 2, 0, 2, -3, 50));
    graph.forward();
    RandomGenerator[] streams = streams(2);
    float[] out = new float[4];
    double[] counts = new double[4];
    for (int i = 0; i < DRAWS; i++) {
      distribution.sample(streams, out);
      for (int j = 0; j < 4; j++) {
        counts[j] += out[j];
      }
    }
    for (int j = 0; j < 4; j++) {
      assertThat(counts[j] / DRAWS)
          .isCloseTo(distribution.probabilities().value()[j], within(0.0125));
    }
  }

  @Test
  void bernoulliEntropyAndProbabilityAreTheirDefinitions() {
    Tensor logits = rows(graph, 2, 0, (float) Math.log(3), 100, -100);
    Tensor value = rows(graph, 2, 1, 0, 1, 1);
    Bernoulli distribution = new Bernoulli(logits);
    Tensor entropy = distribution.entropy();
    Tensor logProb = distribution.logProb(value);
    graph.forward();
    double mixed = -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75);
    assertClose(Values.of(entropy), Math.log(2) + mixed, 0);
    assertClose(Values.of(logProb), Math.log(0.5) + Math.log(0.25), -100);
    Tensor others = normal(graph, random, 3, 4);
    GradientCheck.check(new Bernoulli(others).entropy(), NONE, others);
  }

  @Test
  void wrongShapesAndBuffersAreNamed() {
    Tensor x = graph.input(2, 3);
    assertThatThrownBy(() -> new DiagonalGaussian(x, graph.input(2)))
        .hasMessage(
            "a Gaussian takes means [rows, n] and deviations [rows, n] or [n], got tensor [2, 3]"
                + " and tensor [2]");
    assertThatThrownBy(() -> new Categorical(graph.input(3)))
        .hasMessage("categorical takes logits [rows, n], got tensor [3]");
    assertThatThrownBy(() -> new Bernoulli(graph.input(3)))
        .hasMessage("bernoulli takes logits [rows, n], got tensor [3]");
    Categorical categorical = new Categorical(x);
    assertThatThrownBy(() -> categorical.sample(streams(1), new int[2]))
        .hasMessage("sampling 2 rows takes as many streams, got 1");
    assertThatThrownBy(() -> categorical.sample(streams(2), new int[1]))
        .hasMessage("the samples take 2 places, got 1");
    x.set(Float.NaN, 0, 0, 0, 0, 0);
    graph.forward();
    assertThatThrownBy(() -> categorical.sample(streams(2), new int[2]))
        .hasMessage("the probabilities of row 0 add up to NaN");
  }
}
