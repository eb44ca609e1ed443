package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.palaestra.nn.Values.assertClose;
import static org.palaestra.nn.Values.graph;
import static org.palaestra.nn.Values.normal;
import static org.palaestra.nn.Values.rows;

import org.junit.jupiter.api.Test;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class LossesTest {

  private static final Parameters NONE = new Parameters();

  private final Graph graph = graph();
  private final RandomStream random = new RandomStream(8);

  @Test
  void errorsAreWeighedAsEachLossSays() {
    Tensor prediction = rows(graph, 4, 1, 2, 3, 4);
    Tensor target = rows(graph, 4, 1, 0, 3.5f, 9);
    Tensor l1 = Losses.l1(prediction, target);
    Tensor smooth = Losses.smoothL1(prediction, target, 2);
    Tensor summed = Losses.mse(prediction, target, LossReduction.SUM);
    Tensor each = Losses.huber(prediction, target, 2, LossReduction.NONE);
    graph.forward();
    assertClose(Values.of(l1), (0 + 2 + 0.5 + 5) / 4);
    assertClose(Values.of(smooth), (0 + 1 + 0.0625 + 4) / 4);
    assertClose(Values.of(summed), 4 + 0.25 + 25);
    assertClose(Values.of(each), 0, 2, 0.125, 8);
    graph.backward(smooth);
    assertClose(Values.gradient(prediction), 0, 0.25, -0.0625, -0.25);
    assertClose(Values.gradient(target), 0, -0.25, 0.0625, 0.25);
  }

  @Test
  void binaryCrossEntropyIsRightForSureAnswersToo() {
    Tensor logits = rows(graph, 6, 0, 2, -2, 100, -100, 10);
    Tensor target = rows(graph, 6, 0.3f, 1, 1, 0, 0, 1);
    Tensor each = Losses.binaryCrossEntropy(logits, target, LossReduction.NONE);
    graph.forward();
    assertClose(
        Values.of(each),
        Math.log(2),
        Math.log1p(Math.exp(-2)),
        2 + Math.log1p(Math.exp(-2)),
        100,
        0,
        Math.log1p(Math.exp(-10)));
    assertThat(each.value()[5] / Math.log1p(Math.exp(-10))).isBetween(1 - 1e-6, 1 + 1e-6);
  }

  @Test
  void crossEntropyIsTheSurpriseAtTheClass() {
    float third = (float) Math.log(1.0 / 3);
    Tensor logits = rows(graph, 3, 0, 0, 0, 500, 0, 0);
    int[] classes = {1, 0};
    Tensor loss = Losses.crossEntropy(logits, classes);
    Tensor surprise = Losses.nll(rows(graph, 3, third, third, third), new int[] {2});
    graph.forward();
    assertClose(Values.of(loss), Math.log(3) / 2);
    assertClose(Values.of(surprise), Math.log(3));
    graph.backward(loss);
    assertClose(Values.gradient(logits), 1.0 / 6, -1.0 / 3, 1.0 / 6, 0, 0, 0);
    classes[1] = 2;
    graph.forward();
    assertClose(Values.of(loss), (Math.log(3) + 500) / 2);
    Tensor others = normal(graph, random, 4, 5);
    GradientCheck.check(
        Losses.crossEntropy(others, new int[] {0, 4, 2, 2}, LossReduction.NONE), NONE, others);
  }

  @Test
  void gaussianLikelihoodIsTheDensitysLogarithmLessItsConstant() {
    Tensor mean = rows(graph, 2, 1, 0);
    Tensor logVariance = rows(graph, 2, (float) Math.log(4), 0);
    Tensor target = rows(graph, 2, 3, 0.5f);
    Tensor each = Likelihoods.gaussianNll(mean, logVariance, target, LossReduction.NONE);
    graph.forward();
    assertClose(Values.of(each), (Math.log(4) + 1) / 2, 0.125);
    GradientCheck.check(each, NONE, mean, logVariance, target);
  }

  /** The best mean and deviation for a sample are its own: minimising NLL is maximum likelihood. */
  @Test
  void minimisingGaussianNllFindsTheSamplesMeanAndDeviation() {
    Parameters weights = new Parameters();
    Parameter mean = weights.add("mean", Initialisers.constant(0), 1);
    Parameter logVariance = weights.add("log_variance", Initialisers.constant(0), 1);
    weights.initialise(random);
    Tensor target = graph.input(4, 1);
    target.set(1, 2, 4, 9);
    Tensor zeros = graph.input(4, 1);
    Tensor loss =
        Likelihoods.gaussianNll(
            Functions.plusRow(zeros, Functions.learned(graph, mean)),
            Functions.plusRow(zeros, Functions.learned(graph, logVariance)),
            target);
    Adam adam = new Adam(graph.kernels(), weights, 1e-8);
    for (int i = 0; i < 3000; i++) {
      graph.forward();
      weights.clearGradients();
      graph.backward(loss);
      adam.step(0.02);
    }
    assertThat((double) mean.get()[0]).isCloseTo(4, within(1e-3));
    // ((−3)² + (−2)² + 0² + 5²) / 4
    assertThat(Math.exp(logVariance.get()[0])).isCloseTo(9.5, within(1e-2));
  }

  @Test
  void aMixturesDensityIsTheWeightedSumOfItsComponents() {
    // Weights ¼ and ¾; N(0, 1) and N(2, ½²) in one dimension, at 1 and far away.
    Tensor logits = rows(graph, 2, 0, (float) Math.log(3), 0, (float) Math.log(3));
    Tensor means = graph.variable(2, 2, 1);
    means.set(0, 2, 0, 2);
    Tensor logStds = graph.variable(2, 2, 1);
    logStds.set(0, (float) Math.log(0.5), 0, (float) Math.log(0.5));
    Tensor target = rows(graph, 1, 1, -40);
    Tensor nll = Likelihoods.mixtureNll(logits, means, logStds, target, LossReduction.NONE);
    graph.forward();
    double density = 0.25 * normalDensity(1) + 0.75 * normalDensity(-2) / 0.5;
    double farAway = Math.log(4) + 800 + 0.5 * Math.log(2 * Math.PI);
    assertClose(Values.of(nll), -Math.log(density), farAway);
  }

  private static double normalDensity(double z) {
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  @Test
  void aMixturesGradientsAgreeWithCentralDifferences() {
    for (String kernels : KernelChoice.names()) {
      Graph own = new Graph(KernelChoice.of(kernels));
      Tensor logits = normal(own, random, 3, 4);
      Tensor means = normal(own, random, 3, 4, 2);
      Tensor logStds = normal(own, random, 3, 4, 2);
      for (int i = 0; i < logStds.size(); i++) {
        logStds.value()[i] *= 0.2f;
      }
      Tensor target = normal(own, random, 3, 2);
      Tensor nll = Likelihoods.mixtureNll(logits, means, logStds, target, LossReduction.NONE);
      GradientCheck.check(nll, NONE, logits, means, logStds, target);
    }
  }

  @Test
  void divergencesAreTheirClosedForms() {
    Tensor mean = rows(graph, 2, 0, 0, 1, 2);
    Tensor logVariance = rows(graph, 2, 0, 0, 0, (float) Math.log(4));
    Tensor standard = Divergences.gaussianToStandard(mean, logVariance, LossReduction.NONE);
    Tensor zeros = rows(graph, 2, 0, 0, 0, 0);
    Tensor same = Divergences.gaussian(mean, logVariance, mean, logVariance, LossReduction.NONE);
    Tensor back = Divergences.gaussian(zeros, zeros, mean, logVariance, LossReduction.NONE);
    graph.forward();
    // Row 1: 1/2, and (4 + 4 − 1 − log 4) / 2.
    assertClose(Values.of(standard), 0, 0.5 + 3.5 - Math.log(2));
    assertClose(Values.of(same), 0, 0);
    // Row 1: 1/2, and (log 4 + (1 + 4) / 4 − 1) / 2.
    assertClose(Values.of(back), 0, 0.5 + Math.log(2) + 0.125);
  }

  @Test
  void categoricalDivergenceIsTheExpectedLogOfTheRatio() {
    float infinity = Float.POSITIVE_INFINITY;
    Tensor p = rows(graph, 2, 0, 0, 0, -infinity);
    Tensor q = rows(graph, 2, (float) Math.log(3), 0, 0, -infinity);
    Tensor each = Divergences.categorical(p, q, LossReduction.NONE);
    Tensor loss = Functions.sum(each);
    graph.forward();
    // ½ log(½ / ¾) + ½ log(½ / ¼), and 0 where both exclude a choice.
    assertClose(Values.of(each), 0.5 * Math.log(4.0 / 3), 0);
    graph.backward(loss);
    assertClose(Values.gradient(q), 0.25, -0.25, 0, 0);
    for (float value : Values.gradient(p)) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void divergencesGradientsAgreeWithCentralDifferences() {
    Tensor a = normal(graph, random, 3, 4);
    Tensor b = normal(graph, random, 3, 4);
    Tensor c = normal(graph, random, 3, 4);
    Tensor d = normal(graph, random, 3, 4);
    GradientCheck.check(Divergences.gaussianToStandard(a, b, LossReduction.NONE), NONE, a, b);
    GradientCheck.check(Divergences.categorical(a, b, LossReduction.NONE), NONE, a, b);
    for (int i = 0; i < d.size(); i++) {
      d.value()[i] = 1 + 0.3f * d.value()[i];
    }
    GradientCheck.check(Divergences.gaussian(a, b, c, d, LossReduction.NONE), NONE, a, b, c, d);
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    Tensor x = graph.input(2, 3);
    Tensor y = graph.input(3, 2);
    assertThatThrownBy(() -> Losses.binaryCrossEntropy(x, y))
        .hasMessage(
            "binary cross-entropy cannot take tensor [2, 3] and tensor [3, 2]: they must have the same shape");
    assertThatThrownBy(() -> Losses.crossEntropy(x, new int[3]))
        .hasMessage(
            "pick takes an index for each row of a matrix, got tensor [2, 3] and 3 indices");
    assertThatThrownBy(() -> Losses.smoothL1(x, x, 0)).hasMessage("beta must be above 0, got 0.0");
    assertThatThrownBy(() -> Divergences.categorical(x, y, LossReduction.MEAN))
        .hasMessage(
            "a divergence takes logits [rows, n] twice, got tensor [2, 3] and tensor [3, 2]");
    assertThatThrownBy(() -> Likelihoods.mixtureNll(x, y, y, x))
        .hasMessageContaining("logits [rows, K]")
        .hasMessageContaining("got tensor [2, 3], tensor [3, 2], tensor [3, 2] and tensor [2, 3]");
  }
}
