package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.palaestra.nn.Functions.tanh;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class MaskedLayersTest {

  private final RandomStream random = new RandomStream(37);
  private final Parameters weights = new Parameters();
  private final Graph graph = new Graph(KernelChoice.of("auto"));

  @Test
  void theMasksOfAThreeByThreeWindowAreThoseOfThePaper() {
    MaskedConv2d a = new MaskedConv2d(weights, "a", MaskedConv2d.Type.A, 1, 1, 3);
    MaskedConv2d b = new MaskedConv2d(weights, "b", MaskedConv2d.Type.B, 1, 1, 3);
    float[] digits = {1, 10, 100, 1000, 10_000, 100_000, 1, 1, 1};
    for (String name : new String[] {"a.weight", "b.weight"}) {
      parameter(name).set(digits);
    }
    Tensor x = graph.variable(1, 3, 3, 1);
    Arrays.fill(x.value(), 0, 9, 1);
    Tensor ya = a.apply(x);
    Tensor yb = b.apply(x);
    graph.forward();
    assertThat(ya.value()[4]).isEqualTo(1111);
    assertThat(yb.value()[4]).isEqualTo(11_111);
    assertThat(ya.value()[0]).as("the first pixel sees nothing").isEqualTo(0);
    assertThat(yb.value()[0]).as("but itself").isEqualTo(10_000);
  }

  /** A layer of type A, then one of type B: pixel p of the output follows from those before p. */
  @Test
  void noPixelDependsOnItselfOrALaterOne() {
    int height = 5;
    int width = 6;
    MaskedConv2d first = new MaskedConv2d(weights, "1", MaskedConv2d.Type.A, 2, 4, 5);
    MaskedConv2d second = new MaskedConv2d(weights, "2", MaskedConv2d.Type.B, 4, 3, 3);
    weights.initialise(random);
    Tensor x = Drawn.variable(graph, random, 1, height, width, 2);
    Tensor y = second.apply(tanh(first.apply(x)));
    graph.forward();
    float[] before = y.value().clone();
    for (int pixel = 0; pixel < height * width; pixel++) {
      float saved = x.value()[2 * pixel + 1];
      x.value()[2 * pixel + 1] += 1;
      graph.forward();
      float[] after = y.value();
      for (int i = 0; i < 3 * (pixel + 1); i++) {
        assertThat(after[i]).as("pixel %d after %d changed", i / 3, pixel).isEqualTo(before[i]);
      }
      if (pixel % width < width - 1) {
        assertThat(after[3 * (pixel + 1)]).as("the next").isNotEqualTo(before[3 * (pixel + 1)]);
      }
      x.value()[2 * pixel + 1] = saved;
    }
  }

  @ParameterizedTest
  @EnumSource(MaskedConv2d.Type.class)
  void gradientsOfMaskedConvolutionsAgreeWithCentralDifferences(MaskedConv2d.Type type) {
    MaskedConv2d layer = new MaskedConv2d(weights, "c", type, 2, 3, 3);
    weights.initialise(random);
    Tensor x = Drawn.variable(graph, random, 2, 3, 4, 2);
    GradientCheck.check(layer.apply(x), weights, x);
  }

  /** A masked autoencoder of four inputs with two hidden layers, in the order 3, 1, 4, 2. */
  @Test
  void maskedLinearLayersRespectTheOrder() {
    int[] order = {3, 1, 4, 2};
    int[] hidden = {1, 2, 3, 1, 2, 3};
    MaskedLinear first = MaskedLinear.hidden(weights, "1", order, hidden);
    MaskedLinear second = MaskedLinear.hidden(weights, "2", hidden, hidden);
    MaskedLinear third = MaskedLinear.output(weights, "3", hidden, order);
    weights.initialise(random);
    Tensor x = Drawn.variable(graph, random, 1, 4);
    Tensor y = third.apply(tanh(second.apply(tanh(first.apply(x)))));
    graph.forward();
    float[] before = y.value().clone();
    for (int changed = 0; changed < 4; changed++) {
      float saved = x.value()[changed];
      x.value()[changed] += 1;
      graph.forward();
      for (int o = 0; o < 4; o++) {
        boolean differs = y.value()[o] != before[o];
        assertThat(differs).as("%d on %d", o, changed).isEqualTo(order[o] > order[changed]);
      }
      x.value()[changed] = saved;
    }
  }

  @Test
  void maskedWeightsCountAsZeroAndHaveNoGradient() {
    MaskedLinear layer = MaskedLinear.output(weights, "m", new int[] {1, 2}, new int[] {1, 2});
    weights.all().get(0).set(5, 6, 7, 8);
    weights.all().get(1).set(1, 2);
    Tensor x = graph.variable(1, 2);
    x.set(10, 100);
    Tensor y = layer.apply(x);
    Tensor loss = Functions.sum(y);
    graph.forward();
    graph.backward(loss);
    assertThat(Arrays.copyOf(y.value(), 2)).containsExactly(1, 2 + 70);
    assertThat(weights.all().get(0).getGradient()).containsExactly(0, 0, 10, 0);
    assertThat(Arrays.copyOf(x.gradient(), 2)).containsExactly(7, 0);
    assertThat(weights.all().get(0).get()).as("the weights stay").containsExactly(5, 6, 7, 8);
  }

  @Test
  void gradientsOfMaskedLinearLayersAgreeWithCentralDifferences() {
    MaskedLinear layer =
        MaskedLinear.hidden(weights, "m", new int[] {1, 2, 3}, new int[] {1, 2, 1, 2});
    weights.initialise(random);
    Tensor x = Drawn.variable(graph, random, 2, 3);
    GradientCheck.check(layer.apply(x), weights, x);
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    MaskedConv2d convolution = new MaskedConv2d(weights, "c", MaskedConv2d.Type.B, 2, 3, 5);
    MaskedLinear linear = MaskedLinear.hidden(weights, "m", new int[] {1, 2}, new int[] {1});
    assertThatThrownBy(() -> convolution.apply(graph.input(1, 4, 4, 1)))
        .hasMessage(
            "masked conv2d 2 to 3, 5x5 type B, cannot take tensor [1, 4, 4, 1]: it must be [batch,"
                + " height, width, 2]");
    assertThatThrownBy(() -> linear.apply(graph.input(1, 3)))
        .hasMessage("masked linear 2 to 1 cannot take tensor [1, 3]: its last extent must be 2");
    assertThatThrownBy(() -> new MaskedConv2d(weights, "d", MaskedConv2d.Type.A, 1, 1, 4))
        .hasMessage("the extent of a masked convolution must be odd, got 4");
    assertThatThrownBy(() -> MaskedLinear.output(weights, "e", new int[0], new int[] {1}))
        .hasMessageContaining("needs units on both sides");
  }

  private Parameter parameter(String name) {
    return weights.all().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }
}
