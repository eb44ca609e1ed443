package org.palaestra.agents.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Parameter;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

final class BodyTest {

  private final Parameters weights = new Parameters();

  private Body body(Space observations, BodySettings settings) {
    return new Body(weights, "body", observations, settings, Body.Start.UNIFORM);
  }

  @Test
  void rowsGoThroughLinearLayersOnly() {
    Body body = body(Box.of(-1, 1, 4), BodySettings.of(120, 84));
    assertThat(body.width()).isEqualTo(84);
    assertThat(weights.size()).isEqualTo(4 * 120 + 120 + 120 * 84 + 84);
  }

  @Test
  void numbersBecomeOneHotRows() {
    body(new Discrete(16), BodySettings.of(8));
    assertThat(weights.size()).isEqualTo(16 * 8 + 8);
  }

  /** The network of the MinAtar paper: 16 filters of 3x3, 8x8 of them left of 10x10, 128 units. */
  @Test
  void smallPicturesGoThroughSmallWindows() {
    Body body = body(Box.bits(10, 10, 4), BodySettings.of(128));
    assertThat(weights.size()).isEqualTo(4 * 9 * 16 + 16 + 8 * 8 * 16 * 128 + 128);
    Graph graph = new Graph(KernelChoice.of("auto"));
    Tensor x = graph.input(3, 400);
    assertThat(body.features(x).shape()).containsExactly(3, 128);
  }

  /** The network of the paper of 2015: 84x84x4 to 20x20x32, 9x9x64 and 7x7x64. */
  @Test
  void largePicturesGoThroughThoseOfThePaper() {
    body(Box.bytes(84, 84, 4), BodySettings.of(512));
    assertThat(weights.size())
        .isEqualTo(
            4 * 64 * 32 + 32 + 32 * 16 * 64 + 64 + 64 * 9 * 64 + 64 + 7 * 7 * 64 * 512 + 512);
  }

  @Test
  void withoutConvolutionsAPictureIsARow() {
    BodySettings settings =
        new BodySettings(
            BodySettings.Convolution.NONE, new int[] {8}, BodySettings.Activation.RELU);
    body(Box.bits(10, 10, 4), settings);
    assertThat(weights.size()).isEqualTo(400 * 8 + 8);
  }

  @Test
  void convolutionsThatDoNotFitAreRefused() {
    BodySettings settings =
        new BodySettings(
            BodySettings.Convolution.NATURE, new int[] {8}, BodySettings.Activation.RELU);
    assertThatThrownBy(() -> body(Box.bits(10, 10, 4), settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("network.convolution=nature needs pictures of at least 36 by 36")
        .hasMessageEndingWith("leave it at auto");
  }

  /** W Wᵀ = 2 I, so that rectified signals keep their size. */
  @Test
  void orthogonalRowsHaveTheLengthOfRoot2() {
    new Body(weights, "body", Box.of(-1, 1, 6), BodySettings.of(4), Body.Start.ORTHOGONAL);
    weights.initialise(new RandomStream(1));
    Parameter w = weights.all().get(0);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double product = 0;
        for (int k = 0; k < 6; k++) {
          product += (double) w.get()[i * 6 + k] * w.get()[j * 6 + k];
        }
        assertThat(product).isCloseTo(i == j ? 2 : 0, within(1e-5));
      }
    }
  }

  @Test
  void tanhBoundsTheFeatures() {
    BodySettings settings =
        new BodySettings(
            BodySettings.Convolution.AUTO, new int[] {8}, BodySettings.Activation.TANH);
    Body body = body(Box.of(-1, 1, 2), settings);
    weights.initialise(new RandomStream(1));
    Graph graph = new Graph(KernelChoice.of("auto"));
    Tensor x = graph.input(1, 2);
    x.set(1000, -1000);
    Tensor y = body.features(x);
    graph.forward();
    for (int i = 0; i < 8; i++) {
      assertThat(Math.abs(y.value()[i])).isGreaterThan(0.99f).isLessThanOrEqualTo(1);
    }
  }
}
