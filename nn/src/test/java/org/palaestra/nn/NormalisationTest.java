package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class NormalisationTest {

  private final RandomStream random = new RandomStream(31);
  private final Parameters weights = new Parameters();
  private final Graph graph = new Graph(KernelChoice.of("auto"));

  private static float[] values(Tensor x) {
    return Arrays.copyOf(x.value(), x.size());
  }

  /** A variable far from 0 and with spreads that differ from feature to feature. */
  private Tensor uneven(int... shape) {
    Tensor x = Drawn.variable(graph, random, shape);
    int features = x.extent(-1);
    for (int i = 0; i < x.size(); i++) {
      x.value()[i] = x.value()[i] * (1 + i % features) + 5 * (i % features);
    }
    return x;
  }

  @Test
  void batchNormalisationsOutputHasMeanZeroAndVarianceOne() {
    BatchNorm layer = new BatchNorm(weights, "n", 3);
    weights.initialise(random);
    Tensor y = layer.apply(uneven(8, 6, 5, 3));
    graph.forward();
    for (int f = 0; f < 3; f++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < y.rows(); row++) {
        double value = y.value()[row * 3 + f];
        sum += value;
        squares += value * value;
      }
      assertThat(sum / y.rows()).isCloseTo(0, within(1e-5));
      assertThat(squares / y.rows()).isCloseTo(1, within(1e-3));
    }
  }

  /** The batch 1, 3 has mean 2, variance 1 and unbiased variance 2. */
  @Test
  void statisticsAndWhatRunsOfThemAreThoseOfPaperAndPencil() {
    BatchNorm layer = new BatchNorm(weights, "n", 1, 3, 0.25);
    weights.initialise(random);
    weights.all().get(0).set(4);
    weights.all().get(1).set(10);
    Tensor x = graph.variable(2, 1);
    x.set(1, 3);
    Tensor y = layer.apply(x);
    graph.forward();
    // √(1 + ε) = 2: ∓1 · 4 / 2 + 10.
    assertThat(values(y)).containsExactly(8, 12);
    assertThat(weights.buffers().get(0).value()).containsExactly(0.25f * 2);
    assertThat(weights.buffers().get(1).value()).containsExactly(0.75f + 0.25f * 2);
    graph.training(false);
    weights.buffers().get(0).set(1);
    weights.buffers().get(1).set(13);
    graph.forward();
    assertThat(values(y)).containsExactly(10, 10 + 2f);
    assertThat(weights.buffers().get(0).value()).as("use leaves it alone").containsExactly(1);
    assertThat(weights.buffers().get(1).value()).containsExactly(13);
  }

  @Test
  void gradientsOfBatchNormalisationAgreeWithCentralDifferences() {
    BatchNorm layer = new BatchNorm(weights, "n", 3);
    weights.initialise(random);
    weights.all().get(0).set(0.5f, -1, 2);
    Tensor x = Drawn.variable(graph, random, 3, 2, 2, 3);
    Tensor y = layer.apply(x);
    GradientCheck.check(y, weights, x);
    graph.training(false);
    GradientCheck.check(y, weights, x);
  }

  @Test
  void layerNormalisationStandardisesEachRowByItself() {
    LayerNorm layer = new LayerNorm(weights, "n", 2, 3);
    weights.initialise(random);
    weights.all().get(0).set(4, 8);
    weights.all().get(1).set(10, 20);
    Tensor x = graph.variable(2, 2);
    x.set(1, 3, 500, 500);
    Tensor y = layer.apply(x);
    graph.forward();
    assertThat(values(y)).containsExactly(10 - 2, 20 + 4, 10, 20);
  }

  @Test
  void gradientsOfLayerNormalisationAgreeWithCentralDifferences() {
    LayerNorm layer = new LayerNorm(weights, "n", 5);
    weights.initialise(random);
    weights.all().get(0).set(0.5f, -1, 2, 1, 3);
    Tensor x = Drawn.variable(graph, random, 2, 3, 5);
    GradientCheck.check(layer.apply(x), weights, x);
  }

  @Test
  void oneRowCannotBeTrainedOnButUsed() {
    BatchNorm layer = new BatchNorm(weights, "n", 3);
    weights.initialise(random);
    Tensor x = graph.variable(1, 3);
    x.set(1, 2, 3);
    Tensor y = layer.apply(x);
    assertThatThrownBy(graph::forward)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("batch_norm 3 cannot train on tensor [1, 3]");
    graph.training(false);
    graph.forward();
    assertThat(y.value()[2]).isCloseTo(3, within(1e-4f));
  }

  @Test
  void shapesThatDoNotFitAndSettingsOutOfRangeAreNamed() {
    BatchNorm batch = new BatchNorm(weights, "b", 3);
    LayerNorm layer = new LayerNorm(weights, "l", 3);
    assertThatThrownBy(() -> batch.apply(graph.input(2, 4)))
        .hasMessage("batch_norm 3 cannot take tensor [2, 4]: it must be [batch, ..., 3]");
    assertThatThrownBy(() -> layer.apply(graph.input(2, 4)))
        .hasMessage("layer_norm 3 cannot take tensor [2, 4]: its last extent must be 3");
    assertThatThrownBy(() -> new BatchNorm(weights, "c", 3, 0, 0.1))
        .hasMessage("epsilon must be above 0, got 0.0");
    assertThatThrownBy(() -> new BatchNorm(weights, "c", 3, 1e-5, 1.5))
        .hasMessage("momentum must be in (0, 1], got 1.5");
    assertThatThrownBy(() -> new LayerNorm(weights, "c", 3, -1))
        .hasMessage("epsilon must be above 0, got -1.0");
  }
}
