package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class SummaryTest {

  /** Only extents, as a convolution of this geometry has them. */
  private record Window(int kernel, int stride, int padding) implements SpatialLayer {
    @Override
    public Tensor apply(Tensor x) {
      int height = (x.extent(1) + 2 * padding - kernel) / stride + 1;
      int width = (x.extent(2) + 2 * padding - kernel) / stride + 1;
      return x.graph().input(x.extent(0), height, width, x.extent(3));
    }
  }

  @Test
  void layersShapesAndCountsAreListed() {
    Parameters weights = new Parameters();
    Sequential model =
        new Sequential()
            .add("1", new Linear(weights, "1", 4, 120))
            .add("relu", Functions::relu)
            .add("10", new Linear(weights, "10", 120, 2));
    weights.freeze("1");
    Summary summary = Summary.of(model, weights, 1, 4);
    assertThat(summary.rows())
        .containsExactly(
            new Summary.Row("1", List.of(1, 120), 600, OptionalInt.empty()),
            new Summary.Row("relu", List.of(1, 120), 0, OptionalInt.empty()),
            new Summary.Row("10", List.of(1, 2), 242, OptionalInt.empty()));
    assertThat(summary.toString().lines())
        .containsExactly(
            "layer  output      parameters  sees",
            "1      [1, 120]           600  -",
            "relu   [1, 120]             0  -",
            "10     [1, 2]             242  -",
            "842 parameters, 600 of them frozen");
  }

  /** The network of Mnih et al. (2015): 8x8 in steps of 4, 4x4 in steps of 2, 3x3: 8, 20, 36. */
  @Test
  void receptiveFieldsGrowAsKernelsAndStridesSay() {
    Parameters weights = new Parameters();
    Sequential model =
        new Sequential()
            .add("first", new Window(8, 4, 0))
            .add("relu", Functions::relu)
            .add("second", new Window(4, 2, 0))
            .add("third", new Window(3, 1, 1))
            .add("flat", x -> Functions.reshape(x, x.extent(0), x.size() / x.extent(0)))
            .add("values", new Linear(weights, "values", 9 * 9 * 4, 6));
    Summary summary = Summary.of(model, weights, 1, 84, 84, 4);
    assertThat(summary.rows().stream().map(Summary.Row::receptiveField))
        .containsExactly(
            OptionalInt.of(8),
            OptionalInt.of(8),
            OptionalInt.of(20),
            OptionalInt.of(36),
            OptionalInt.empty(),
            OptionalInt.empty());
    assertThat(summary.rows().get(3).output()).containsExactly(1, 9, 9, 4);
    assertThat(summary.toString()).contains("36x36");
  }

  @Test
  void aSequenceOfLayersIsTheirComposition() {
    Parameters weights = new Parameters();
    Linear first = new Linear(weights, "0", 3, 5);
    Linear second = new Linear(weights, "1", 5, 2);
    Sequential model = new Sequential().add("0", first).add("1", second);
    weights.initialise(new RandomStream(4));
    Graph graph = new Graph(KernelChoice.of("auto"));
    Tensor x = graph.variable(2, 3);
    x.set(1, 2, 3, -1, 0, 4);
    Tensor together = model.apply(x);
    Tensor apart = second.apply(first.apply(x));
    graph.forward();
    assertThat(together.value()).isEqualTo(apart.value());
    GradientCheck.check(together, weights, x);
    assertThat(new Sequential().apply(x)).isSameAs(x);
  }

  @Test
  void layersThatDoNotFitAreNamed() {
    Parameters weights = new Parameters();
    Sequential model =
        new Sequential()
            .add("0", new Linear(weights, "0", 3, 5))
            .add("1", new Linear(weights, "1", 4, 2));
    assertThatThrownBy(() -> Summary.of(model, weights, 1, 3))
        .hasMessage("linear 4 to 2 cannot take tensor [1, 5]: its last extent must be 4");
    assertThatThrownBy(() -> model.add("0", Functions::relu))
        .hasMessage("there is a layer 0 already");
  }
}
