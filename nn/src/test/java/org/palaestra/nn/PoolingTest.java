package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class PoolingTest {

  private static final Window TWO = Window.square(2, 2);

  private final RandomStream random = new RandomStream(23);
  private final Graph graph = new Graph(KernelChoice.of("auto"));

  private static float[] values(Tensor x) {
    return Arrays.copyOf(x.value(), x.size());
  }

  private Tensor image(int height, int width, float... values) {
    Tensor x = graph.variable(1, height, width, 1);
    x.set(values);
    return x;
  }

  @Test
  void maximaAndMeansAreThoseOfEachWindow() {
    Tensor x = image(2, 4, -1, -2, 3, 4, -3, -6, 8, 5);
    Tensor largest = Pooling.maxPool(x, TWO);
    Tensor mean = Pooling.averagePool(x, TWO);
    graph.forward();
    assertThat(values(largest)).containsExactly(-1, 8);
    assertThat(values(mean)).containsExactly(-3, 5);
  }

  @Test
  void paddingNeverWinsAndCountsAsZerosInAMean() {
    Tensor x = image(2, 2, -1, -2, -3, -4);
    Window window = Window.square(2, 2, 1);
    Tensor largest = Pooling.maxPool(x, window);
    Tensor mean = Pooling.averagePool(x, window);
    graph.forward();
    assertThat(values(largest)).containsExactly(-1, -2, -3, -4);
    assertThat(values(mean)).containsExactly(-0.25f, -0.5f, -0.75f, -1);
  }

  @Test
  void theFirstOfEqualsIsRememberedAndGetsTheGradient() {
    Tensor x = image(2, 2, 7, 7, 7, 7);
    Pooled pooled = Pooling.maxPoolWithPlaces(x, TWO);
    graph.forward();
    graph.clearGradients();
    pooled.output().gradient()[0] = 3;
    graph.backward();
    assertThat(pooled.places()).containsExactly(0);
    assertThat(Arrays.copyOf(x.gradient(), 4)).containsExactly(3, 0, 0, 0);
  }

  @Test
  void aNanIsNotPooledAway() {
    Tensor x = image(2, 2, 7, Float.NaN, 9, 8);
    Tensor y = Pooling.maxPool(x, TWO);
    graph.forward();
    assertThat(y.value()[0]).isNaN();
  }

  @Test
  void unpoolingPutsEachMaximumBackWhereItWas() {
    Tensor x = image(2, 4, 1, 2, 3, 4, 6, 5, 8, 7);
    Pooled pooled = Pooling.maxPoolWithPlaces(x, TWO);
    Tensor y = Pooling.maxUnpool(Functions.affine(pooled.output(), 10, 0), pooled);
    graph.forward();
    assertThat(values(y)).containsExactly(0, 0, 0, 0, 60, 0, 80, 0);
    x.set(9, 2, 3, 4, 6, 5, 8, 10);
    graph.forward();
    assertThat(values(y)).as("places are found anew").containsExactly(90, 0, 0, 0, 0, 0, 0, 100);
  }

  @Test
  void upsamplingRepeatsPixels() {
    Tensor x = graph.variable(1, 1, 2, 2);
    x.set(1, 2, 3, 4);
    Tensor y = Pooling.upsampleNearest(x, 2);
    graph.forward();
    assertThat(y.shape()).containsExactly(1, 2, 4, 2);
    assertThat(values(y)).containsExactly(1, 2, 1, 2, 3, 4, 3, 4, 1, 2, 1, 2, 3, 4, 3, 4);
  }

  @ParameterizedTest
  @CsvSource({"2, 2, 0", "3, 2, 1", "3, 1, 1", "2, 3, 0"})
  void gradientsAgreeWithCentralDifferences(int extent, int stride, int padding) {
    Window window = Window.square(extent, stride, padding);
    Tensor x = Drawn.distinct(graph, random, 2, 5, 7, 3);
    Parameters none = new Parameters();
    GradientCheck.check(Pooling.averagePool(x, window), none, x);
    GradientCheck.check(Pooling.maxPool(x, window), none, x);
    GradientCheck.check(Pooling.upsampleNearest(x, stride), none, x);
  }

  @Test
  void gradientsFindTheirWayBackThroughUnpooling() {
    Tensor x = Drawn.distinct(graph, random, 2, 5, 7, 3);
    Pooled pooled = Pooling.maxPoolWithPlaces(x, TWO);
    Tensor z = Drawn.variable(graph, random, pooled.output().shape());
    Tensor y = Pooling.maxUnpool(Functions.times(pooled.output(), z), pooled);
    GradientCheck.check(y, new Parameters(), x, z);
  }

  /** A dot that moves by one pixel within its window leaves max pooling as it was. */
  @Test
  void poolingIsInvariantToSmallShifts() {
    Tensor x = graph.variable(1, 8, 8, 1);
    Tensor largest = Pooling.maxPool(x, TWO);
    Tensor mean = Pooling.averagePool(x, TWO);
    dots(x, 0, 0);
    graph.forward();
    float[] maxima = values(largest);
    float[] means = values(mean);
    dots(x, 1, 1);
    graph.forward();
    assertThat(values(largest)).isEqualTo(maxima);
    assertThat(values(mean)).isEqualTo(means);
    assertThat(maxima).contains(1f, 2f, 3f);
    dots(x, 2, 0);
    graph.forward();
    assertThat(values(largest)).as("but not to larger ones").isNotEqualTo(maxima);
  }

  private static void dots(Tensor x, int down, int across) {
    Arrays.fill(x.value(), 0);
    for (int i = 0; i < 3; i++) {
      x.value()[(2 * i + down) * 8 + 2 * i + across] = i + 1;
    }
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    Tensor flat = graph.input(2, 3);
    Tensor small = graph.input(1, 1, 5, 2);
    assertThatThrownBy(() -> Pooling.maxPool(flat, TWO))
        .hasMessage(
            "max_pool2d cannot take tensor [2, 3]: it must be [batch, height, width, channels]");
    assertThatThrownBy(() -> Pooling.averagePool(small, TWO))
        .hasMessage(
            "avg_pool2d, window 2x2 stride 2 padding 0, cannot take tensor [1, 1, 5, 2]: it is"
                + " smaller than the window");
    assertThatThrownBy(() -> Pooling.maxPool(small, Window.square(2, 2, 2)))
        .hasMessageContaining("its padding must be at most half of its extents");
    assertThatThrownBy(() -> Pooling.upsampleNearest(small, 0))
        .hasMessage("scale must be at least 1, got 0");
    Pooled pooled = Pooling.maxPoolWithPlaces(graph.input(1, 4, 4, 2), TWO);
    assertThatThrownBy(() -> Pooling.maxUnpool(small, pooled))
        .hasMessage(
            "max_unpool2d cannot take tensor [1, 1, 5, 2]: the pooling gave tensor [1, 2, 2, 2]");
  }
}
