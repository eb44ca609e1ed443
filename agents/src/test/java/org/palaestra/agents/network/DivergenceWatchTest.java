package org.palaestra.agents.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.palaestra.nn.Functions.mean;
import static org.palaestra.nn.Functions.sqrt;
import static org.palaestra.nn.Functions.square;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.palaestra.agent.DivergenceException;
import org.palaestra.agent.PastEpisode;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;

final class DivergenceWatchTest {

  private final Kernels kernels = KernelChoice.of("auto");
  private final Parameters weights = new Parameters();
  private final Linear layer = new Linear(weights, "critic.0", 2, 1);
  private final Graph earlier = new Graph(kernels);
  private final Tensor next = earlier.input(3, 2);
  private final Tensor nextValue = layer.apply(next);
  private final Graph learning = new Graph(kernels);
  private final Tensor x = learning.input(3, 2);
  private final Tensor loss = mean(sqrt(square(layer.apply(x))));
  private final DivergenceWatch watch =
      new DivergenceWatch(
          kernels,
          weights,
          "lower the rate",
          () -> Set.of(new PastEpisode(1, 3)),
          new DivergenceWatch.Part("the target", earlier),
          new DivergenceWatch.Part("the critic", learning));

  DivergenceWatchTest() {
    weights.all().get(0).set(1, -1);
    x.set(1, 2, 3, 4, 5, 7);
  }

  private void update(long number) {
    earlier.forward();
    learning.forward();
    weights.clearGradients();
    learning.backward(loss);
    watch.check(number, loss);
  }

  @Test
  void finiteUpdatesPass() {
    update(1);
    assertThat(loss.scalar()).isEqualTo(4f / 3);
    assertThat(nextValue.value()[0]).isZero();
  }

  @Test
  void whatIsComputedFirstIsNamedFirst() {
    x.value()[3] = Float.NaN;
    assertThatThrownBy(() -> update(1234))
        .isInstanceOfSatisfying(
            DivergenceException.class,
            e -> assertThat(e.batch()).containsExactly(new PastEpisode(1, 3)))
        .hasMessage(
            "update 1,234 diverged: the loss is NaN, first NaN at [1, 1] of tensor [3, 2], which"
                + " was given to the graph in the critic; lower the rate");
    next.value()[0] = Float.NEGATIVE_INFINITY;
    assertThatThrownBy(() -> update(2))
        .hasMessageContaining("first -Infinity at [0, 0] of tensor [3, 2]")
        .hasMessageContaining("in the target;");
  }

  @Test
  void parameterIsNamedWithItsLayer() {
    weights.all().get(1).set(Float.POSITIVE_INFINITY);
    assertThatThrownBy(() -> update(2))
        .hasMessageContaining(
            "first Infinity at [0] of parameter critic.0.bias [1], read by linear critic.0, 2 to 1");
  }

  /** The slope of a root is infinite at 0, and 0 · ∞ is no number. */
  @Test
  void gradientIsWatchedWhereTheLossIsFinite() {
    x.set(1, 1, 3, 4, 5, 7);
    assertThatThrownBy(() -> update(3))
        .isInstanceOf(DivergenceException.class)
        .hasMessage(
            "update 3 diverged: the loss is finite, its gradient is not, first Infinity at [0, 0]"
                + " of the gradient of tensor [3, 1], the result of square in the critic;"
                + " lower the rate");
  }
}
