package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.palaestra.nn.Values.assertClose;
import static org.palaestra.nn.Values.graph;
import static org.palaestra.nn.Values.normal;
import static org.palaestra.nn.Values.rows;

import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class FunctionsTest {

  private static final float INFINITY = Float.POSITIVE_INFINITY;

  private static float[] apply(UnaryOperator<Tensor> function, float... values) {
    Graph graph = graph();
    Tensor y = function.apply(rows(graph, values.length, values));
    graph.forward();
    return Values.of(y);
  }

  @Test
  void activationsAreTheirDefinitions() {
    assertClose(apply(x -> Functions.leakyRelu(x, 0.1), -2, 0, 3), -0.2, 0, 3);
    assertClose(apply(Functions::softplus, 0, 1, -100, 100), Math.log(2), 1.3132616875, 0, 100);
    assertClose(apply(x -> Functions.elu(x, 2), -1, 0, 3), 2 * (Math.exp(-1) - 1), 0, 3);
    assertClose(apply(Functions::gelu, -1, 0, 1, 2), -0.1586552539, 0, 0.8413447461, 1.9544997361);
    assertClose(apply(Functions::silu, -1, 0, 2), -0.2689414214, 0, 1.7615941560);
  }

  @Test
  void smallResultsKeepTheirDigits() {
    assertThat(apply(Functions::softplus, -20)[0] / Math.exp(-20)).isBetween(1 - 1e-6, 1 + 1e-6);
    assertThat(apply(x -> Functions.elu(x, 1), -1e-6f)[0] / Math.expm1(-1e-6f))
        .isBetween(1 - 1e-6, 1 + 1e-6);
  }

  @Test
  void elementaryFunctionsAreTheirDefinitions() {
    assertClose(apply(Functions::log, 1, 10, 0.5f), 0, 2.302585093, -0.6931471806);
    assertClose(apply(Functions::sqrt, 0, 9, 2), 0, 3, 1.4142135624);
    assertClose(apply(Functions::abs, -3, 0, 2), 3, 0, 2);
    assertClose(apply(x -> Functions.clip(x, -1, 2), -3, 0.5f, 7), -1, 0.5, 2);
    Graph graph = graph();
    Tensor a = rows(graph, 3, 1, 6, -4);
    Tensor b = rows(graph, 3, 2, 3, 8);
    Tensor quotient = Functions.dividedBy(a, b);
    Tensor smaller = Functions.min(a, b);
    Tensor larger = Functions.max(a, b);
    graph.forward();
    assertClose(Values.of(quotient), 0.5, 2, -0.5);
    assertClose(Values.of(smaller), 1, 3, -4);
    assertClose(Values.of(larger), 2, 6, 8);
  }

  @Test
  void atKinksTheGradientIsPyTorchs() {
    Graph graph = graph();
    Tensor a = rows(graph, 2, 1, 5);
    Tensor b = rows(graph, 2, 1, 4);
    Tensor loss = Functions.sum(Functions.max(a, b));
    Tensor x = rows(graph, 3, -1, 0, 3);
    Tensor size = Functions.sum(Functions.abs(x));
    Tensor clipped = Functions.sum(Functions.clip(x, -1, 2));
    graph.forward();
    graph.backward(loss);
    assertThat(Values.gradient(a)).containsExactly(0.5f, 1);
    assertThat(Values.gradient(b)).containsExactly(0.5f, 0);
    graph.backward(size);
    assertThat(Values.gradient(x)).containsExactly(-1, 0, 1);
    graph.backward(clipped);
    assertThat(Values.gradient(x)).as("a bound itself is inside").containsExactly(1, 1, 0);
  }

  @Test
  void softmaxSharesOutOneAndDoesNotMindASumAdded() {
    float[] p = apply(Functions::softmax, 0, (float) Math.log(2), (float) Math.log(5));
    assertClose(p, 0.125, 0.25, 0.625);
    assertClose(apply(Functions::softmax, 1000, 1000, -1000), 0.5, 0.5, 0);
    assertClose(
        apply(Functions::logSoftmax, 1000, 1000, -1000), -Math.log(2), -Math.log(2), -2000.6931);
    float[] excluded = apply(Functions::logSoftmax, 3, -INFINITY, 3);
    assertClose(new float[] {excluded[0], excluded[2]}, -Math.log(2), -Math.log(2));
    assertThat(excluded[1]).isEqualTo(-INFINITY);
  }

  @Test
  void eachRowHasASoftmaxOfItsOwn() {
    Graph graph = graph();
    Tensor x = graph.variable(2, 2, 2);
    x.set(0, 0, 5, 5, (float) Math.log(3), 0, -7, -7);
    Tensor y = Functions.softmax(x);
    graph.forward();
    assertThat(y.shape()).containsExactly(2, 2, 2);
    assertClose(Values.of(y), 0.5, 0.5, 0.5, 0.5, 0.75, 0.25, 0.5, 0.5);
  }

  @Test
  void rowsMeetARowAndAreSummed() {
    Graph graph = graph();
    Tensor x = rows(graph, 3, 1, 2, 3, 4, 5, 6);
    Tensor row = graph.variable(3);
    row.set(10, 20, 30);
    Tensor plus = Functions.plusRow(x, row);
    Tensor times = Functions.timesRow(x, row);
    Tensor sums = Functions.rowSums(x);
    Tensor means = Functions.rowMeans(x);
    Tensor loss = Functions.sum(times);
    graph.forward();
    assertClose(Values.of(plus), 11, 22, 33, 14, 25, 36);
    assertClose(Values.of(times), 10, 40, 90, 40, 100, 180);
    assertThat(sums.shape()).containsExactly(2);
    assertClose(Values.of(sums), 6, 15);
    assertClose(Values.of(means), 2, 5);
    graph.backward(loss);
    assertClose(Values.gradient(row), 5, 7, 9);
    assertClose(Values.gradient(x), 10, 20, 30, 10, 20, 30);
  }

  @Test
  void aLearnedRowCollectsTheGradientOfItsParameter() {
    Parameters parameters = new Parameters();
    Parameter row = parameters.add("row", Initialisers.constant(2), 3);
    parameters.initialise(new RandomStream(1));
    Graph graph = graph();
    Tensor x = rows(graph, 3, 1, 2, 3, 4, 5, 6);
    Tensor y = Functions.timesRow(x, Functions.learned(graph, row));
    GradientCheck.check(y, parameters, x);
    assertClose(Values.of(y), 2, 4, 6, 8, 10, 12);
    parameters.add("turned", Initialisers.constant(2), new int[] {3, 2}, new int[] {1, 0});
    assertThatThrownBy(() -> Functions.learned(graph, parameters.all().get(1)))
        .hasMessage("parameter turned [3, 2] lies in memory in another order");
  }

  /** Values lie between kinks: none within 0.1 of 0, 1 or −1. */
  @TestFactory
  Stream<DynamicTest> gradientsAgreeWithCentralDifferences() {
    Map<String, UnaryOperator<Tensor>> functions =
        Map.ofEntries(
            Map.entry("leaky relu", x -> Functions.leakyRelu(x, 0.1)),
            Map.entry("softplus", Functions::softplus),
            Map.entry("elu", x -> Functions.elu(x, 1.5)),
            Map.entry("gelu", Functions::gelu),
            Map.entry("silu", Functions::silu),
            Map.entry("softmax", Functions::softmax),
            Map.entry("log softmax", Functions::logSoftmax),
            Map.entry("entropy", x -> Functions.entropy(Functions.logSoftmax(x))),
            Map.entry("abs", Functions::abs),
            Map.entry("clip", x -> Functions.clip(x, -1, 1)),
            Map.entry("log", x -> Functions.log(Functions.affine(Functions.abs(x), 1, 0.5))),
            Map.entry("sqrt", x -> Functions.sqrt(Functions.affine(Functions.abs(x), 1, 0.5))),
            Map.entry("row sums", Functions::rowSums),
            Map.entry("row means", x -> Functions.rowMeans(Functions.square(x))));
    return functions.entrySet().stream()
        .flatMap(
            function ->
                KernelChoice.names().stream()
                    .map(
                        kernels ->
                            DynamicTest.dynamicTest(
                                function.getKey() + ", " + kernels,
                                () -> {
                                  Graph graph = new Graph(KernelChoice.of(kernels));
                                  Tensor x = awayFromKinks(graph, 3, 5);
                                  Tensor y = function.getValue().apply(x);
                                  GradientCheck.check(y, new Parameters(), x);
                                })));
  }

  @TestFactory
  Stream<DynamicTest> gradientsOfPairsAgreeWithCentralDifferences() {
    Map<String, BinaryOperator<Tensor>> functions =
        Map.of(
            "divided by", (a, b) -> Functions.dividedBy(a, Functions.affine(b, 0.2, 2)),
            "min", (a, b) -> Functions.min(a, Functions.affine(b, 0, 0.01)),
            "max", Functions::max,
            "bce", (a, b) -> Losses.binaryCrossEntropy(a, b, LossReduction.NONE),
            "l1", (a, b) -> Losses.l1(a, b, LossReduction.NONE));
    return functions.entrySet().stream()
        .map(
            function ->
                DynamicTest.dynamicTest(
                    function.getKey(),
                    () -> {
                      Graph graph = graph();
                      Tensor a = awayFromKinks(graph, 2, 9);
                      Tensor b = graph.variable(2, 9);
                      for (int i = 0; i < b.size(); i++) {
                        b.value()[i] = a.value()[i] + (i % 2 == 0 ? 0.5f : -0.5f);
                      }
                      GradientCheck.check(function.getValue().apply(a, b), new Parameters(), a, b);
                    }));
  }

  private static Tensor awayFromKinks(Graph graph, int... shape) {
    RandomStream random = new RandomStream(17);
    Tensor x = normal(graph, random, shape);
    for (int i = 0; i < x.size(); i++) {
      while (Math.abs(x.value()[i]) < 0.1 || Math.abs(Math.abs(x.value()[i]) - 1) < 0.1) {
        x.value()[i] = (float) random.nextGaussian();
      }
    }
    return x;
  }

  @Test
  void everyKernelGivesTheSameNetwork() {
    float[] vectorY = new float[0];
    float[] vectorGradient = new float[0];
    for (String kernels : KernelChoice.names()) {
      Graph graph = new Graph(KernelChoice.of(kernels));
      Tensor x = awayFromKinks(graph, 3, 19);
      Tensor y =
          Functions.logSoftmax(
              Functions.gelu(Functions.elu(Functions.silu(Functions.softplus(x)), 1)));
      Tensor loss = Functions.sum(Functions.square(y));
      graph.forward();
      graph.backward(loss);
      switch (kernels) {
        case "vector" -> {
          vectorY = Values.of(y);
          vectorGradient = Values.gradient(x);
        }
        case "scalar" -> {
          assertThat(Values.of(y)).as("the same bits").isEqualTo(vectorY);
          assertThat(Values.gradient(x)).as("the same bits").isEqualTo(vectorGradient);
        }
        default -> {
          assertThat(Values.of(y)).usingComparatorWithPrecision(2e-6f).containsExactly(vectorY);
          assertThat(Values.gradient(x))
              .usingComparatorWithPrecision(1e-5f)
              .containsExactly(vectorGradient);
        }
      }
    }
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    Graph graph = graph();
    Tensor x = graph.input(2, 3);
    Tensor y = graph.input(3, 2);
    Tensor row = graph.input(2);
    assertThatThrownBy(() -> Functions.plusRow(x, row))
        .hasMessage("plusRow cannot take tensor [2, 3] and the row tensor [2], which must be [3]");
    assertThatThrownBy(() -> Functions.timesRow(x, y))
        .hasMessage(
            "timesRow cannot take tensor [2, 3] and the row tensor [3, 2], which must be [3]");
    assertThatThrownBy(() -> Functions.dividedBy(x, y))
        .hasMessage(
            "dividedBy cannot take tensor [2, 3] and tensor [3, 2]: they must have the same shape");
    assertThatThrownBy(() -> Functions.clip(x, 2, 1))
        .hasMessage("clip needs low at most high, got 2.0 and 1.0");
  }
}
