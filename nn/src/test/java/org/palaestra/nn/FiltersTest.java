package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class FiltersTest {

  private final RandomStream random = new RandomStream(29);
  private final Graph graph = new Graph(KernelChoice.of("auto"));

  private Tensor matrix(int rows, int columns, float... values) {
    Tensor x = graph.variable(rows, columns);
    x.set(values);
    return x;
  }

  private static float[] values(Tensor x) {
    return Arrays.copyOf(x.value(), x.size());
  }

  @Test
  void aRisingEdgeIsPositiveForCorrelationAndNegativeForConvolution() {
    Tensor step = matrix(1, 5, 0, 0, 1, 1, 1);
    Tensor edge = matrix(1, 2, -1, 1);
    Tensor correlation = Filters.correlation(step, edge);
    Tensor convolution = Filters.convolution(step, edge);
    graph.forward();
    assertThat(values(correlation)).containsExactly(0, 1, 0, 0);
    assertThat(values(convolution)).containsExactly(0, -1, 0, 0);
  }

  @Test
  void correlationReadsTheKernelAsItIsAndConvolutionAfterHalfATurn() {
    Tensor x = matrix(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    Tensor kernel = matrix(2, 2, 1, 0, 2, -1);
    Tensor correlation = Filters.correlation(x, kernel);
    Tensor convolution = Filters.convolution(x, kernel);
    graph.forward();
    assertThat(values(correlation)).containsExactly(4, 6, 10, 12);
    // [[−1, 2], [0, 1]]: −1 + 4 + 5, −2 + 6 + 6, −4 + 10 + 8, −5 + 12 + 9.
    assertThat(values(convolution)).containsExactly(8, 10, 14, 16);
  }

  @Test
  void theyAreTheSameForASymmetricKernelAndNotOtherwise() {
    Tensor x = Drawn.variable(graph, random, 2, 6, 5, 3);
    Tensor blur = matrix(3, 3, 1, 2, 1, 2, 4, 2, 1, 2, 1);
    Tensor sobel = matrix(3, 3, -1, 0, 1, -2, 0, 2, -1, 0, 1);
    Tensor blurred = Filters.correlation(x, blur);
    Tensor alsoBlurred = Filters.convolution(x, blur);
    Tensor edges = Filters.correlation(x, sobel);
    Tensor otherEdges = Filters.convolution(x, sobel);
    graph.forward();
    assertThat(values(alsoBlurred)).containsExactly(values(blurred), within(1e-5f));
    float[] mirrored = values(edges);
    for (int i = 0; i < mirrored.length; i++) {
      mirrored[i] = -mirrored[i];
    }
    assertThat(values(otherEdges)).containsExactly(mirrored, within(1e-5f));
    assertThat(Math.abs(mirrored[0])).isGreaterThan(0.01f);
  }

  /** Each channel of a batch by itself is what the layer computes for one channel. */
  @Test
  void theLayerThatIsCalledConvolutionCorrelates() {
    Parameters weights = new Parameters();
    Conv2d layer = new Conv2d(weights, "c", 1, 1, Window.square(3, 1));
    weights.initialise(random);
    weights.all().get(1).set(0);
    Tensor kernel = matrix(3, 3, weights.all().get(0).get());
    Tensor x = Drawn.variable(graph, random, 2, 5, 6, 1);
    Tensor expected = Filters.correlation(x, kernel);
    Tensor actual = layer.apply(x);
    graph.forward();
    assertThat(values(actual)).containsExactly(values(expected), within(1e-5f));
  }

  @Test
  void gradientsAgreeWithCentralDifferences() {
    Parameters none = new Parameters();
    Tensor x = Drawn.variable(graph, random, 2, 5, 4, 2);
    Tensor kernel = Drawn.variable(graph, random, 3, 2);
    GradientCheck.check(Filters.correlation(x, kernel), none, x, kernel);
    GradientCheck.check(Filters.convolution(x, kernel), none, x, kernel);
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    Tensor x = graph.input(2, 3);
    assertThatThrownBy(() -> Filters.convolution(x, graph.input(3, 3)))
        .hasMessageStartingWith(
            "convolution cannot take tensor [2, 3] and the kernel [3, 3]: it takes");
    assertThatThrownBy(() -> Filters.correlation(graph.input(2, 3, 4), x))
        .hasMessageStartingWith("correlation cannot take tensor [2, 3, 4] and the kernel [2, 3]");
  }
}
