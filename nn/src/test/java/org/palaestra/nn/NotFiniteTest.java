package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.palaestra.nn.Values.graph;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.palaestra.random.RandomStream;

/** A loss that is not a number is traced to where that began. */
final class NotFiniteTest {

  private final Parameters weights = new Parameters();
  private final Linear first = new Linear(weights, "body.0", 3, 4);
  private final Linear second = new Linear(weights, "body.1", 4, 2);
  private final Graph graph = graph();
  private final Tensor x = graph.input(5, 3);
  private final Tensor y = graph.input(5, 2);
  private Tensor hidden = x;
  private Tensor loss = x;

  @BeforeEach
  void build() {
    weights.initialise(new RandomStream(2));
    hidden = first.apply(x);
    loss = Losses.mse(Functions.log(Functions.square(second.apply(Functions.relu(hidden)))), y);
  }

  private String report() {
    graph.forward();
    assertThat(loss.scalar()).isNotFinite();
    return graph.firstNotFinite().orElseThrow().toString();
  }

  @Test
  void nothingIsReportedWhereAllIsWell() {
    graph.forward();
    assertThat(loss.scalar()).isFinite();
    assertThat(graph.firstNotFinite()).isEmpty();
  }

  @Test
  void anInputIsNamed() {
    x.value()[7] = Float.POSITIVE_INFINITY;
    assertThat(report())
        .isEqualTo("Infinity at [2, 1] of tensor [5, 3], which was given to the graph");
  }

  @Test
  void aParameterIsNamedWithItsLayerAndItsPlaceAsInPyTorch() {
    float[] values = weights.all().get(2).get();
    values[1 * 4 + 3] = Float.NaN;
    weights.all().get(2).set(values);
    assertThat(report())
        .isEqualTo(
            "NaN at [1, 3] of parameter body.1.weight [2, 4], read by linear body.1, 4 to 2");
  }

  @Test
  void theOperationThatOverflowsIsNamedRatherThanThoseBehindIt() {
    java.util.Arrays.fill(x.value(), 0, x.size(), 1);
    x.value()[0] = 3e38f;
    Parameter weight = weights.all().get(0);
    float[] large = weight.get();
    java.util.Arrays.fill(large, 2);
    weight.set(large);
    assertThat(report())
        .isEqualTo("Infinity at [0, 0] of tensor [5, 4], the result of linear body.0, 3 to 4");
  }

  @Test
  void aFunctionOutsideItsDomainIsNamed() {
    Parameter weight = weights.all().get(2);
    weight.set(new float[8]);
    weights.all().get(3).set(1, 0);
    assertThat(report()).isEqualTo("-Infinity at [0, 1] of tensor [5, 2], the result of log");
  }

  @TestFactory
  Stream<DynamicTest> everyLayerIsNamedWithWhereItsParametersLie() {
    Map<String, Function<Parameters, Tensor>> layers =
        Map.of(
            "linear", p -> new Linear(p, "net.7", 2, 2).apply(graph().input(3, 2)),
            "batch_norm", p -> new BatchNorm(p, "net.7", 2).apply(graph().input(3, 2)),
            "layer_norm", p -> new LayerNorm(p, "net.7", 2).apply(graph().input(3, 2)),
            "embedding", p -> new Embedding(p, "net.7", 2, 2).apply(graph().input(3)),
            "conv2d", p -> new Conv2d(p, "net.7", 2, 2, Window.square(2, 1)).apply(image()),
            "conv_transpose2d",
                p -> new ConvTranspose2d(p, "net.7", 2, 2, Window.square(2, 1)).apply(image()),
            "rnn", p -> unroll(new Rnn(p, "net.7", 2, 2)),
            "lstm", p -> unroll(new Lstm(p, "net.7", 2, 2)),
            "gru", p -> unroll(new Gru(p, "net.7", 2, 2)));
    return layers.entrySet().stream()
        .map(
            layer ->
                DynamicTest.dynamicTest(
                    layer.getKey(),
                    () -> {
                      Parameters parameters = new Parameters();
                      Tensor output = layer.getValue().apply(parameters);
                      parameters.initialise(new RandomStream(1));
                      Parameter last = parameters.all().get(parameters.all().size() - 1);
                      float[] values = last.get();
                      values[0] = Float.NaN;
                      last.set(values);
                      output.graph().forward();
                      assertThat(output.graph().firstNotFinite().orElseThrow().toString())
                          .startsWith("NaN at [0")
                          .contains("of parameter " + last.name())
                          .contains("read by " + layer.getKey() + " net.7");
                    }));
  }

  private static Tensor image() {
    return graph().input(1, 3, 3, 2);
  }

  private static Tensor unroll(Recurrent layer) {
    return layer.apply(graph().input(1, 2, 2)).outputs();
  }
}
