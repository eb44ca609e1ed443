package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class SummaryTest {

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
            new Summary.Row("1", List.of(1, 120), 600, List.of()),
            new Summary.Row("relu", List.of(1, 120), 0, List.of()),
            new Summary.Row("10", List.of(1, 2), 242, List.of()));
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
            .add("0", new Conv2d(weights, "0", 4, 32, Window.square(8, 4)))
            .add("relu", Functions::relu)
            .add("2", new Conv2d(weights, "2", 32, 64, Window.square(4, 2)))
            .add("4", new Conv2d(weights, "4", 64, 64, Window.square(3, 1)))
            .add("flat", x -> Functions.reshape(x, x.extent(0), x.size() / x.extent(0)))
            .add("6", new Linear(weights, "6", 7 * 7 * 64, 6));
    Summary summary = Summary.of(model, weights, 1, 84, 84, 4);
    assertThat(summary.toString().lines())
        .containsExactly(
            "layer  output             parameters  sees",
            "0      [1, 20, 20, 32]          8224  8x8",
            "relu   [1, 20, 20, 32]             0  8x8",
            "2      [1, 9, 9, 64]           32832  20x20",
            "4      [1, 7, 7, 64]           36928  36x36",
            "flat   [1, 3136]                   0  -",
            "6      [1, 6]                  18822  -",
            "96806 parameters, 0 of them frozen");
  }

  /** What an output sees is where its gradient is not 0. */
  @Test
  void anOutputsGradientReachesItsReceptiveFieldAndNoFurther() {
    Parameters weights = new Parameters();
    Sequential model =
        new Sequential()
            .add("0", new Conv2d(weights, "0", 1, 2, new Window(3, 2, 2, 1)))
            .add("pool", SpatialLayer.of(Window.square(2, 2), Pooling::averagePool))
            .add("1", new Conv2d(weights, "1", 2, 1, Window.square(3, 1, 1)));
    weights.initialise(new RandomStream(6));
    Summary summary = Summary.of(model, weights, 1, 48, 48, 1);
    // Down 3 + (2 − 1) 2 + (3 − 1) 4, across 2 + 2 + 8.
    assertThat(summary.rows().get(2).sees()).containsExactly(13, 12);
    Graph graph = new Graph(KernelChoice.of("auto"));
    Tensor x = graph.variable(1, 48, 48, 1);
    Tensor y = model.apply(x);
    graph.forward();
    graph.clearGradients();
    int side = y.extent(1);
    y.gradient()[side / 2 * y.extent(2) + y.extent(2) / 2] = 1;
    graph.backward();
    int top = 48;
    int bottom = -1;
    int left = 48;
    int right = -1;
    for (int i = 0; i < x.size(); i++) {
      if (x.gradient()[i] != 0) {
        top = Math.min(top, i / 48);
        bottom = Math.max(bottom, i / 48);
        left = Math.min(left, i % 48);
        right = Math.max(right, i % 48);
      }
    }
    assertThat(bottom - top + 1).isEqualTo(13);
    assertThat(right - left + 1).isEqualTo(12);
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
