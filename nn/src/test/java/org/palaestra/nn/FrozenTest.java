package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.palaestra.random.RandomStream;

/** What is frozen gets no gradient, and all else the very one that it had. */
final class FrozenTest {

  /** Makes a layer and applies it to a tensor of the graph. */
  private static final Map<String, BiFunction<Parameters, Graph, Tensor>> LAYERS =
      Map.ofEntries(
          Map.entry("linear", (p, g) -> new Linear(p, "l", 4, 3).apply(g.variable(5, 4))),
          Map.entry("relu", (p, g) -> new Linear(p, "l", 4, 3).applyRelu(g.variable(5, 4))),
          Map.entry("masked linear", (p, g) -> maskedLinear(p).apply(g.variable(5, 4))),
          Map.entry("conv2d", (p, g) -> conv2d(p).apply(g.variable(2, 5, 5, 2))),
          Map.entry("transpose", (p, g) -> transpose(p).apply(g.variable(2, 3, 3, 2))),
          Map.entry("batch norm", (p, g) -> new BatchNorm(p, "l", 4).apply(g.variable(5, 4))),
          Map.entry("layer norm", (p, g) -> new LayerNorm(p, "l", 4).apply(g.variable(5, 4))),
          Map.entry("embedding", (p, g) -> new Embedding(p, "l", 4, 3).apply(g.input(5))),
          Map.entry("learned", (p, g) -> Functions.learned(g, learned(p))),
          Map.entry("rnn", (p, g) -> unrolled(g, new Rnn(p, "l", 3, 4))),
          Map.entry("lstm", (p, g) -> unrolled(g, new Lstm(p, "l", 3, 4))),
          Map.entry("gru", (p, g) -> unrolled(g, new Gru(p, "l", 3, 4))));

  static Stream<String> layers() {
    return LAYERS.keySet().stream().sorted();
  }

  private static Layer maskedLinear(Parameters p) {
    return MaskedLinear.hidden(p, "l", new int[] {1, 2, 3, 1}, new int[] {2, 3});
  }

  private static Layer conv2d(Parameters p) {
    return new Conv2d(p, "l", 2, 3, Window.square(3, 2));
  }

  private static Layer transpose(Parameters p) {
    return new ConvTranspose2d(p, "l", 2, 3, Window.square(3, 2));
  }

  private static Parameter learned(Parameters p) {
    return p.add("l.scale", Initialisers.constant(1), 3);
  }

  private static Tensor unrolled(Graph graph, Recurrent layer) {
    return layer.apply(graph.variable(3, 4, 3)).outputs();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void frozenParametersGetNoGradientAndOthersTheSameBits(String name) {
    Parameters parameters = new Parameters();
    Graph graph = Values.graph();
    Tensor y = Objects.requireNonNull(LAYERS.get(name)).apply(parameters, graph);
    RandomStream random = new RandomStream(11);
    parameters.initialise(random);
    if (!name.equals("embedding")) {
      y.graph().given().forEach(x -> Drawn.fill(x, random));
    }
    float[] dy = new float[y.size()];
    for (int i = 0; i < dy.length; i++) {
      dy[i] = 2 * random.nextFloat() - 1;
    }
    List<float[]> all = gradients(graph, y, dy, parameters);
    for (float[] gradient : all) {
      assertThat(gradient).as("not the trivial case").isNotEqualTo(new float[gradient.length]);
    }
    for (int frozen = 0; frozen < parameters.all().size(); frozen++) {
      parameters.all().get(frozen).frozen(true);
      List<float[]> others = gradients(graph, y, dy, parameters);
      for (int i = 0; i < all.size(); i++) {
        float[] expected = i == frozen ? new float[all.get(i).length] : all.get(i);
        assertThat(others.get(i)).as("%d while %d is frozen", i, frozen).isEqualTo(expected);
      }
      parameters.all().get(frozen).frozen(false);
    }
  }

  /** Of the parameters, then of the variables. */
  private static List<float[]> gradients(Graph graph, Tensor y, float[] dy, Parameters parameters) {
    graph.forward();
    graph.clearGradients();
    parameters.clearGradients();
    System.arraycopy(dy, 0, y.gradient(), 0, dy.length);
    graph.backward();
    List<float[]> gradients = new ArrayList<>();
    parameters.all().forEach(parameter -> gradients.add(parameter.gradient().clone()));
    for (Tensor x : graph.given()) {
      if (x.differentiable()) {
        gradients.add(x.gradient().clone());
      }
    }
    return gradients;
  }

  /** Counts how often it is differentiated. */
  private static final class Counter implements Operation {

    private int times;

    @Override
    public void forward() {}

    @Override
    public void backward() {
      times++;
    }
  }

  @Test
  void nothingIsDifferentiatedBeforeTheFirstLayerThatLearns() {
    Parameters parameters = new Parameters();
    Linear body = new Linear(parameters, "body", 3, 4);
    Linear head = new Linear(parameters, "head", 4, 1);
    parameters.initialise(new RandomStream(3));
    Graph graph = Values.graph();
    Tensor x = graph.input(2, 3);
    Arrays.fill(x.value(), 0, x.size(), 1);
    Tensor hidden = body.apply(x);
    Counter counter = new Counter();
    graph.add(counter);
    Tensor loss = Functions.mean(head.apply(Functions.tanh(hidden)));
    graph.forward();
    graph.backward(loss);
    assertThat(counter.times).isOne();
    float[] learned = parameters.all().get(2).gradient().clone();
    parameters.freeze("body");
    parameters.clearGradients();
    graph.backward(loss);
    assertThat(counter.times).as("it was left out").isOne();
    assertThat(parameters.all().get(0).gradient()).containsOnly(0);
    assertThat(parameters.all().get(2).gradient()).isEqualTo(learned);
    parameters.all().get(1).frozen(false);
    graph.backward(loss);
    assertThat(counter.times).as("one bias is enough").isEqualTo(2);
    assertThat(parameters.all().get(1).gradient()).isNotEqualTo(new float[20]);
    parameters.freeze("body");
    graph.variable(1);
    graph.backward(loss);
    assertThat(counter.times).as("variables want gradients").isEqualTo(3);
  }
}
