package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.palaestra.nn.Functions.concat;
import static org.palaestra.nn.Functions.reshape;
import static org.palaestra.nn.Functions.slice;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class RecurrentTest {

  private final RandomStream random = new RandomStream(11);
  private final Parameters weights = new Parameters();

  private Recurrent layer(String kind, int in, int hidden) {
    Recurrent layer =
        switch (kind) {
          case "rnn" -> new Rnn(weights, "layer", in, hidden);
          case "lstm" -> new Lstm(weights, "layer", in, hidden);
          default -> new Gru(weights, "layer", in, hidden);
        };
    weights.initialise(random);
    return layer;
  }

  private static Graph graph() {
    return new Graph(KernelChoice.of("auto"));
  }

  private Tensor fill(Tensor tensor) {
    for (int i = 0; i < tensor.size(); i++) {
      tensor.value()[i] = 2 * random.nextFloat() - 1;
    }
    return tensor;
  }

  private Memory memory(Recurrent layer, Graph graph, int batch) {
    Tensor h = fill(graph.variable(batch, layer.hidden()));
    return layer instanceof Lstm
        ? Memory.of(h, fill(graph.variable(batch, layer.hidden())))
        : Memory.of(h);
  }

  private static float[] values(Tensor tensor) {
    return Arrays.copyOf(tensor.value(), tensor.size());
  }

  private static float[] gradients(Tensor tensor) {
    return Arrays.copyOf(tensor.gradient(), tensor.size());
  }

  /** Everything that comes out, in a row. */
  private static Tensor everything(Recurrent.Unrolled unrolled) {
    Tensor all = reshape(unrolled.outputs(), unrolled.outputs().size());
    for (Tensor part : unrolled.memory().parts()) {
      all = concat(0, all, reshape(part, part.size()));
    }
    return all;
  }

  /** Sizes below and above those at which weights are cut into panels. */
  @ParameterizedTest
  @CsvSource({
    "rnn,3,5,2,3", "lstm,3,5,2,3", "gru,3,5,2,3",
    "rnn,5,130,17,3", "lstm,5,130,17,3", "gru,5,130,17,3"
  })
  void outputsAreWhatTheEquationsSayWithEpisodesThatBeginInside(
      String kind, int in, int hidden, int batch, int steps) {
    Recurrent layer = layer(kind, in, hidden);
    Graph graph = graph();
    Tensor x = fill(graph.input(batch, steps, in));
    Memory begin = memory(layer, graph, batch);
    Tensor resets = graph.input(batch, steps);
    resets.value()[1] = 1; // row 0, step 1
    resets.value()[steps] = 1; // row 1, step 0
    Recurrent.Unrolled unrolled = layer.apply(x, begin, resets);
    graph.forward();
    for (int b = 0; b < batch; b++) {
      double[] h = new double[hidden];
      double[] c = new double[hidden];
      for (int j = 0; j < hidden; j++) {
        h[j] = begin.hidden().value()[b * hidden + j];
        c[j] = begin.parts().get(begin.parts().size() - 1).value()[b * hidden + j];
      }
      for (int t = 0; t < steps; t++) {
        if (resets.value()[b * steps + t] != 0) {
          Arrays.fill(h, 0);
          Arrays.fill(c, 0);
        }
        double[] step = new double[in];
        for (int i = 0; i < in; i++) {
          step[i] = x.value()[(b * steps + t) * in + i];
        }
        h = step(kind, step, h, c);
        for (int j = 0; j < hidden; j++) {
          assertThat((double) unrolled.outputs().value()[(b * steps + t) * hidden + j])
              .as("row %d, step %d, unit %d", b, t, j)
              .isCloseTo(h[j], within(2e-6));
        }
      }
      for (int j = 0; j < hidden; j++) {
        assertThat((double) unrolled.memory().hidden().value()[b * hidden + j])
            .isCloseTo(h[j], within(2e-6));
        if (kind.equals("lstm")) {
          assertThat((double) unrolled.memory().cell().value()[b * hidden + j])
              .isCloseTo(c[j], within(4e-6));
        }
      }
    }
  }

  /** One step by the equations, in doubles; changes {@code c} and returns the new h. */
  private double[] step(String kind, double[] x, double[] h, double[] c) {
    int n = h.length;
    double[] input = affine(0, 2, x);
    double[] state = affine(1, 3, h);
    double[] next = new double[n];
    for (int j = 0; j < n; j++) {
      switch (kind) {
        case "rnn" -> next[j] = StrictMath.tanh(input[j] + state[j]);
        case "lstm" -> {
          double i = sigmoid(input[j] + state[j]);
          double f = sigmoid(input[n + j] + state[n + j]);
          double g = StrictMath.tanh(input[2 * n + j] + state[2 * n + j]);
          double o = sigmoid(input[3 * n + j] + state[3 * n + j]);
          c[j] = f * c[j] + i * g;
          next[j] = o * StrictMath.tanh(c[j]);
        }
        default -> {
          double r = sigmoid(input[j] + state[j]);
          double z = sigmoid(input[n + j] + state[n + j]);
          double candidate = StrictMath.tanh(input[2 * n + j] + r * state[2 * n + j]);
          next[j] = (1 - z) * candidate + z * h[j];
        }
      }
    }
    return next;
  }

  private double[] affine(int weight, int bias, double[] x) {
    float[] w = weights.all().get(weight).get(); // [G·H, x]
    float[] b = weights.all().get(bias).get();
    double[] y = new double[b.length];
    for (int row = 0; row < y.length; row++) {
      y[row] = b[row];
      for (int i = 0; i < x.length; i++) {
        y[row] += (double) w[row * x.length + i] * x[i];
      }
    }
    return y;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  @ParameterizedTest
  @CsvSource({
    "rnn,3,5,2,4", "lstm,3,5,2,4", "gru,3,5,2,4",
    "rnn,2,66,16,2", "lstm,2,34,16,2", "gru,2,44,16,2"
  })
  void gradientsAgreeWithCentralDifferencesAcrossResets(
      String kind, int in, int hidden, int batch, int steps) {
    Recurrent layer = layer(kind, in, hidden);
    Graph graph = graph();
    Tensor x = fill(graph.variable(batch, steps, in));
    Memory begin = memory(layer, graph, batch);
    Tensor resets = graph.input(batch, steps);
    resets.value()[1] = 1; // row 0, step 1
    Tensor y = everything(layer.apply(x, begin, resets));
    Tensor[] variables = new Tensor[1 + begin.parts().size()];
    variables[0] = x;
    for (int p = 0; p < begin.parts().size(); p++) {
      variables[1 + p] = begin.parts().get(p);
    }
    GradientCheck.check(y, weights, variables);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void vectorAndScalarKernelsGiveTheSameBits(String kind) {
    Recurrent layer = layer(kind, 7, 67);
    float[][][] results = new float[2][][];
    for (int k = 0; k < 2; k++) {
      Graph graph = new Graph(KernelChoice.of(KernelChoice.names().get(k)));
      Tensor x = graph.variable(18, 5, 7);
      for (int i = 0; i < x.size(); i++) {
        x.value()[i] = (i * 37 % 101 - 50) / 25f;
      }
      Recurrent.Unrolled unrolled = layer.apply(x);
      Tensor loss = Functions.sum(Functions.square(unrolled.outputs()));
      weights.clearGradients();
      graph.forward();
      graph.backward(loss);
      results[k] =
          new float[][] {
            values(unrolled.outputs()),
            gradients(x),
            weights.all().get(0).getGradient(),
            weights.all().get(1).getGradient(),
            weights.all().get(2).getGradient(),
            weights.all().get(3).getGradient()
          };
    }
    assertThat(results[0]).isDeepEqualTo(results[1]);
  }

  /** Twenty rows over many steps meet weights cut into panels, single steps meet them whole. */
  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void memoryCarriedOverWindowsAndStepsGivesTheOutputsOfTheWholeToTheLastBit(String kind) {
    int batch = 20;
    int steps = 6;
    Recurrent layer = layer(kind, 3, 70);
    Graph whole = graph();
    Tensor x = fill(whole.input(batch, steps, 3));
    Recurrent.Unrolled expected = layer.apply(x);
    whole.forward();
    for (int window : new int[] {1, 3}) {
      Graph graph = graph();
      Tensor piece = graph.input(batch, window, 3);
      Memory begin = layer.memory(graph, batch);
      Recurrent.Unrolled unrolled = layer.apply(piece, begin);
      for (int from = 0; from < steps; from += window) {
        for (int b = 0; b < batch; b++) {
          System.arraycopy(
              x.value(), (b * steps + from) * 3, piece.value(), b * window * 3, window * 3);
        }
        graph.forward();
        begin.carry(unrolled.memory());
        for (int b = 0; b < batch; b++) {
          for (int i = 0; i < window * 70; i++) {
            assertThat(unrolled.outputs().value()[b * window * 70 + i])
                .isEqualTo(expected.outputs().value()[(b * steps + from) * 70 + i]);
          }
        }
      }
      for (int p = 0; p < begin.parts().size(); p++) {
        assertThat(values(begin.parts().get(p)))
            .isEqualTo(values(expected.memory().parts().get(p)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void gradientsPassAMemoryOfTensorsAndStopAtAMemoryOfInputs(String kind) {
    Recurrent layer = layer(kind, 3, 8);
    Graph graph = graph();
    Tensor x = fill(graph.variable(2, 6, 3));
    Tensor whole = Sequences.last(layer.apply(x).outputs());
    Recurrent.Unrolled first = layer.apply(slice(x, 1, 0, 4));
    Tensor through = Sequences.last(layer.apply(slice(x, 1, 4, 6), first.memory()).outputs());
    Memory cut = layer.memory(graph, 2);
    Tensor truncated = Sequences.last(layer.apply(slice(x, 1, 4, 6), cut).outputs());
    graph.forward();
    cut.carry(first.memory());
    graph.forward();
    assertThat(values(through)).isEqualTo(values(whole));
    assertThat(values(truncated)).isEqualTo(values(whole));

    float[] expected = gradientOfX(graph, x, whole);
    assertThat(gradientOfX(graph, x, through)).containsExactly(expected, within(1e-6f));
    float[] stopped = gradientOfX(graph, x, truncated);
    for (int b = 0; b < 2; b++) {
      int at = b * 18;
      assertThat(Arrays.copyOfRange(expected, at, at + 12)).doesNotContain(0f);
      assertThat(Arrays.copyOfRange(stopped, at, at + 12)).containsOnly(0f);
      assertThat(Arrays.copyOfRange(stopped, at + 12, at + 18))
          .containsExactly(Arrays.copyOfRange(expected, at + 12, at + 18), within(1e-6f));
    }
  }

  private static float[] gradientOfX(Graph graph, Tensor x, Tensor y) {
    graph.clearGradients();
    Arrays.fill(y.gradient(), 0, y.size(), 1);
    graph.backward();
    return gradients(x);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void anEpisodeThatBeginsInsideKnowsNothingOfTheOneBefore(String kind) {
    Recurrent layer = layer(kind, 3, 8);
    Graph graph = graph();
    Tensor x = fill(graph.variable(2, 5, 3));
    Memory begin = memory(layer, graph, 2);
    Tensor resets = graph.input(2, 5);
    resets.value()[2] = 1; // row 0, step 2
    Tensor last = Sequences.last(layer.apply(x, begin, resets).outputs());
    Tensor alone = Sequences.last(layer.apply(slice(x, 1, 2, 5)).outputs());
    graph.forward();
    assertThat(Arrays.copyOf(last.value(), 8)).isEqualTo(Arrays.copyOf(alone.value(), 8));
    assertThat(Arrays.copyOfRange(last.value(), 8, 16))
        .as("the other row goes on")
        .isNotEqualTo(Arrays.copyOfRange(alone.value(), 8, 16));
    float[] dx = gradientOfX(graph, x, last);
    assertThat(Arrays.copyOf(dx, 6)).containsOnly(0f);
    assertThat(Arrays.copyOfRange(dx, 6, 30)).doesNotContain(0f);
    for (Tensor part : begin.parts()) {
      assertThat(Arrays.copyOf(part.gradient(), 8)).containsOnly(0f);
      assertThat(Arrays.copyOfRange(part.gradient(), 8, 16)).doesNotContain(0f);
    }
  }

  /**
   * On plain Java kernels: those of the Vector API box vectors until they are compiled, which says
   * nothing of the layers; {@link BoxingTest} watches over them.
   */
  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void aStepOfTrainingAllocatesNothingOfItsOwn(String kind) {
    Recurrent layer = layer(kind, 3, 32);
    Graph graph = new Graph(KernelChoice.of("scalar"));
    Memory begin = layer.memory(graph, 16);
    Tensor x = fill(graph.variable(16, 4, 3));
    Recurrent.Unrolled unrolled = layer.apply(x, begin, graph.input(16, 4));
    Tensor loss = Functions.mean(Functions.square(unrolled.outputs()));
    Adam adam = new Adam(graph.kernels(), weights, 1e-8);
    var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 300 && least > 0; round++) {
      long before = bean.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 200; i++) {
        graph.forward();
        weights.clearGradients();
        graph.backward(loss);
        adam.step(1e-3);
        begin.carry(unrolled.memory());
        begin.clear(i % 16);
      }
      least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes in 200 steps").isLessThan(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void shapesThatDoNotFitAreNamed(String kind) {
    Recurrent layer = layer(kind, 4, 5);
    Graph graph = graph();
    Tensor x = graph.input(2, 3, 4);
    assertThatThrownBy(() -> layer.apply(graph.input(2, 4)))
        .hasMessage(
            kind + " 4 to 5 cannot take tensor [2, 4]: it takes sequences [batch, time, 4]");
    assertThatThrownBy(() -> layer.apply(graph.input(2, 3, 5)))
        .hasMessageContaining("cannot take tensor [2, 3, 5]");
    assertThatThrownBy(() -> layer.apply(x, layer.memory(graph, 3)))
        .hasMessageContaining("cannot read tensor [2, 3, 4] with a memory of [tensor [3, 5]")
        .hasMessageEndingWith("of [2, 5]");
    assertThatThrownBy(() -> layer.apply(x, layer.memory(graph, 2), graph.input(3, 2)))
        .hasMessageEndingWith("with resets tensor [3, 2]: they must be [2, 3]");
    assertThatThrownBy(() -> Memory.of(graph.input(2, 3), graph.input(3, 2)))
        .hasMessageContaining("matrices of one shape");
    if (kind.equals("lstm")) {
      assertThatThrownBy(() -> layer.apply(x, Memory.of(graph.input(2, 5))))
          .hasMessageEndingWith("it needs 2 of [2, 5]");
    }
  }
}
