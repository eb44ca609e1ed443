package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.palaestra.nn.Functions.affine;
import static org.palaestra.nn.Functions.exp;
import static org.palaestra.nn.Functions.mean;
import static org.palaestra.nn.Functions.minus;
import static org.palaestra.nn.Functions.pick;
import static org.palaestra.nn.Functions.plus;
import static org.palaestra.nn.Functions.relu;
import static org.palaestra.nn.Functions.reshape;
import static org.palaestra.nn.Functions.square;
import static org.palaestra.nn.Functions.sum;
import static org.palaestra.nn.Functions.tanh;
import static org.palaestra.nn.Functions.times;
import static org.palaestra.nn.Losses.huber;
import static org.palaestra.nn.Losses.mse;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class GraphTest {

  private final RandomStream random = new RandomStream(5);

  private static Graph graph() {
    return new Graph(KernelChoice.of("auto"));
  }

  private Tensor variable(Graph graph, int... shape) {
    Tensor tensor = graph.variable(shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.value()[i] = 2 * random.nextFloat() - 1;
    }
    return tensor;
  }

  /** h = relu([x0 + 2 x1 + 1, −x0 + x1]); y = 3 h0 − 4 h1 + 0.5. */
  @ParameterizedTest
  @ValueSource(strings = {"vector", "scalar"})
  void aSmallNetworkIsWhatTheEquationsAndTheChainRuleSay(String kernels) {
    Parameters weights = new Parameters();
    Linear first = new Linear(weights, "0", 2, 2);
    Linear second = new Linear(weights, "1", 2, 1);
    weights.all().get(0).set(1, 2, -1, 1);
    weights.all().get(1).set(1, 0);
    weights.all().get(2).set(3, -4);
    weights.all().get(3).set(0.5f);
    Graph graph = new Graph(KernelChoice.of(kernels));
    Tensor x = graph.variable(2, 2);
    Tensor y = second.apply(relu(first.apply(x)));
    x.set(1, 2, 3, 0);
    graph.forward();
    // Row 0: h = [6, 1]; row 1: h = [4, 0], since −3 is cut.
    assertThat(y.value()[0]).isEqualTo(14.5f);
    assertThat(y.value()[1]).isEqualTo(12.5f);
    graph.clearGradients();
    y.gradient()[0] = 1;
    y.gradient()[1] = 10;
    graph.backward();
    assertThat(weights.all().get(2).getGradient()).containsExactly(6 + 40, 1);
    assertThat(weights.all().get(3).getGradient()).containsExactly(11);
    // dh0 is 3 in row 0 and 30 in row 1; dh1 is −4 in row 0, and cut in row 1.
    assertThat(weights.all().get(0).getGradient()).containsExactly(3 + 90, 6, -4, -8);
    assertThat(weights.all().get(1).getGradient()).containsExactly(33, -4);
    // dx = Wᵀ dh: row 0 [3 + 4, 6 − 4], row 1 [30, 60].
    assertThat(java.util.Arrays.copyOf(x.gradient(), 4)).containsExactly(7, 2, 30, 60);
  }

  @Test
  void gradientsOfACompositionAgreeWithCentralDifferences() {
    Parameters weights = new Parameters();
    Linear first = new Linear(weights, "0", 5, 19);
    Linear second = new Linear(weights, "1", 19, 3);
    weights.initialise(random);
    Graph graph = graph();
    Tensor x = variable(graph, 4, 5);
    Tensor z = variable(graph, 4, 3);
    Tensor h = second.apply(tanh(first.apply(x)));
    Tensor y = plus(times(h, z), minus(square(z), exp(affine(h, 0.5, -1))));
    GradientCheck.check(y, weights, x, z);
    GradientCheck.check(reshape(y, 12), weights, x, z);
  }

  @Test
  void theFusedLayerIsTheSameBitsAsItsParts() {
    Parameters weights = new Parameters();
    Linear layer = new Linear(weights, "0", 5, 21);
    weights.initialise(random);
    float[][] values = new float[2][];
    float[][] gradients = new float[2][];
    float[][] weightGradients = new float[2][];
    float[] inputs = new float[35];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = 2 * random.nextFloat() - 1;
    }
    for (int fused = 0; fused < 2; fused++) {
      Graph graph = graph();
      Tensor x = graph.variable(7, 5);
      x.set(inputs);
      Tensor y = fused == 1 ? layer.applyRelu(x) : relu(layer.apply(x));
      Tensor total = sum(square(y));
      graph.forward();
      weights.clearGradients();
      graph.backward(total);
      values[fused] = java.util.Arrays.copyOf(y.value(), y.size());
      gradients[fused] = java.util.Arrays.copyOf(x.gradient(), x.size());
      weightGradients[fused] = weights.all().get(0).getGradient();
    }
    assertThat(values[1]).isEqualTo(values[0]).contains(0f);
    assertThat(gradients[1]).isEqualTo(gradients[0]);
    assertThat(weightGradients[1]).isEqualTo(weightGradients[0]);
  }

  @Test
  void lossesAreTheirDefinitions() {
    Graph graph = graph();
    Tensor prediction = graph.variable(4);
    Tensor target = graph.input(4);
    prediction.set(1, 2, 3, 4);
    target.set(1, 0, 3.5f, 9);
    Tensor squared = mse(prediction, target);
    Tensor robust = huber(prediction, target, 1);
    graph.forward();
    assertThat(squared.scalar()).isEqualTo((0 + 4 + 0.25f + 25) / 4);
    assertThat(robust.scalar()).isEqualTo((0 + 1.5f + 0.125f + 4.5f) / 4);
    graph.backward(robust);
    assertThat(java.util.Arrays.copyOf(prediction.gradient(), 4))
        .containsExactly(0, 0.25f, -0.125f, -0.25f);
  }

  @Test
  void pickTakesOneElementOfEachRowAndSendsItsGradientBack() {
    Graph graph = graph();
    Tensor x = graph.variable(2, 3);
    x.set(1, 2, 3, 4, 5, 6);
    int[] index = {2, 0};
    Tensor y = pick(x, index);
    Tensor total = sum(y);
    graph.forward();
    assertThat(total.scalar()).isEqualTo(7);
    graph.backward(total);
    assertThat(java.util.Arrays.copyOf(x.gradient(), 6)).containsExactly(0, 0, 1, 1, 0, 0);
    index[1] = 1;
    graph.forward();
    assertThat(total.scalar()).as("indices are read anew").isEqualTo(8);
  }

  @Test
  void aValueUsedTwiceCollectsBothGradients() {
    Graph graph = graph();
    Tensor x = graph.variable(1);
    x.set(3);
    Tensor y = mean(plus(times(x, x), x));
    graph.forward();
    graph.backward(y);
    assertThat(x.gradient()[0]).isEqualTo(7);
    graph.backward(y);
    assertThat(x.gradient()[0]).as("set, not added to").isEqualTo(7);
  }

  @Test
  void aTrainingStepAllocatesNothing() {
    Parameters weights = new Parameters();
    Linear first = new Linear(weights, "0", 4, 20);
    Linear second = new Linear(weights, "1", 20, 2);
    weights.initialise(random);
    // Vectors are boxed until the compiler has seen enough of them: BoxingTest watches over those.
    Graph graph = new Graph(KernelChoice.of("scalar"));
    Tensor loss = mse(second.apply(relu(first.apply(variable(graph, 8, 4)))), graph.input(8, 2));
    Adam adam = new Adam(graph.kernels(), weights, 1e-8);
    var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // The compiler takes its time on a busy machine.
    for (int round = 0; round < 5000 && least > 0; round++) {
      long before = bean.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 500; i++) {
        graph.forward();
        weights.clearGradients();
        graph.backward(loss);
        adam.step(1e-3);
      }
      least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes in 500 steps").isZero();
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    Graph graph = graph();
    Tensor x = graph.input(2, 3);
    Linear layer = new Linear(new Parameters(), "0", 4, 5);
    assertThatThrownBy(() -> layer.apply(x))
        .hasMessage("linear 4 to 5 cannot take tensor [2, 3]: its last extent must be 4");
    assertThatThrownBy(() -> plus(x, graph.input(3, 2)))
        .hasMessage(
            "plus cannot take tensor [2, 3] and tensor [3, 2]: they must have the same shape");
    assertThatThrownBy(() -> graph.backward(x)).hasMessageContaining("a loss has one element");
    assertThatThrownBy(() -> graph.input(2, 0))
        .hasMessage("every extent of a tensor must be at least 1, got [2, 0]");
  }
}
