package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class DropoutTest {

  private static Graph graph(long seed) {
    return new Graph(KernelChoice.of("auto"), new RandomStream(seed));
  }

  private static Tensor ones(Graph graph, int size) {
    Tensor x = graph.variable(size);
    Arrays.fill(x.value(), 0, size, 1);
    return x;
  }

  @Test
  void aShareIsDroppedAndTheRestGrowsSoThatTheMeanStays() {
    int size = 100_000;
    Graph graph = graph(1);
    Tensor y = new Dropout(0.2).apply(ones(graph, size));
    graph.forward();
    int dropped = 0;
    for (int i = 0; i < size; i++) {
      assertThat(y.value()[i]).isIn(0f, 1.25f);
      dropped += y.value()[i] == 0 ? 1 : 0;
    }
    // Four standard deviations of a share of 0.2 among 100,000 are 0.005.
    assertThat((double) dropped / size).isCloseTo(0.2, within(0.005));
  }

  @Test
  void gradientsPassWhereValuesDid() {
    Graph graph = graph(2);
    Tensor x = ones(graph, 50);
    Tensor y = new Dropout(0.5).apply(x);
    Tensor loss = Functions.sum(Functions.affine(y, 3, 0));
    graph.forward();
    graph.backward(loss);
    for (int i = 0; i < 50; i++) {
      assertThat(x.gradient()[i]).isEqualTo(3 * y.value()[i]);
    }
    assertThat(Arrays.copyOf(x.gradient(), 50)).contains(0f, 6f);
  }

  @Test
  void useDropsNothing() {
    Graph graph = graph(3);
    Tensor x = ones(graph, 50);
    Tensor y = new Dropout(0.5).apply(x);
    Tensor loss = Functions.sum(y);
    graph.training(false);
    graph.forward();
    graph.backward(loss);
    assertThat(Arrays.copyOf(y.value(), 50)).containsOnly(1f);
    assertThat(Arrays.copyOf(x.gradient(), 50)).containsOnly(1f);
  }

  @Test
  void whatIsDroppedIsDrawnAnewAndFollowsTheSeed() {
    Graph one = graph(4);
    Graph twin = graph(4);
    Tensor y = new Dropout(0.5).apply(ones(one, 50));
    Tensor z = new Dropout(0.5).apply(ones(twin, 50));
    one.forward();
    twin.forward();
    float[] first = y.value().clone();
    assertThat(z.value()).isEqualTo(first);
    one.forward();
    assertThat(y.value()).isNotEqualTo(first);
  }

  @Test
  void aProbabilityOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new Dropout(1))
        .hasMessage("the probability of dropout must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> new Dropout(Double.NaN)).hasMessageContaining("got NaN");
  }
}
