package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.MismatchException;

final class MlpTest {

  /** Layer 0: h = relu([x0 + 2 x1 + 1, −x0 + x1]); layer 1: y = 3 h0 − 4 h1 + 0.5. */
  private static Mlp byHand(Kernels kernels) {
    Mlp network = new Mlp(kernels, 2, 2, 1);
    float[] p = network.parameters();
    // Weights are [in, 16], then the bias.
    p[0] = 1;
    p[1] = -1;
    p[16] = 2;
    p[17] = 1;
    p[32] = 1;
    p[48] = 3;
    p[64] = -4;
    p[80] = 0.5f;
    return network;
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector", "scalar"})
  void forwardIsWhatTheEquationsSay(String kernels) {
    Mlp.Pass pass = byHand(KernelChoice.of(kernels)).pass(2);
    // Row 0: h = [1 + 4 + 1, 1] = [6, 1], y = 18 − 4 + 0.5. Row 1: h = [4, 0], y = 12.5.
    System.arraycopy(new float[] {1, 2, 3, 0}, 0, pass.input(), 0, 4);
    pass.forward(2);
    assertThat(pass.output()[0]).isEqualTo(14.5f);
    assertThat(pass.output()[pass.outputStride()]).isEqualTo(12.5f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector", "scalar"})
  void backwardIsWhatTheChainRuleSays(String kernels) {
    Mlp network = byHand(KernelChoice.of(kernels));
    Mlp.Pass pass = network.pass(2);
    System.arraycopy(new float[] {1, 2, 3, 0}, 0, pass.input(), 0, 4);
    pass.forward(2);
    pass.outputGradient()[0] = 1;
    pass.outputGradient()[pass.outputStride()] = 10;
    float[] g = new float[network.parameters().length];
    pass.backward(2, g);
    assertThat(g[48]).as("dy/dw of h0").isEqualTo(6 * 1 + 4 * 10);
    assertThat(g[64]).as("dy/dw of h1").isEqualTo(1 * 1);
    assertThat(g[80]).as("dy/db").isEqualTo(11);
    // dh0 = 3 in row 0 and 30 in row 1; dh1 = −4 in row 0, and 0 in row 1, where it is rectified.
    assertThat(g[0]).isEqualTo(3 * 1 + 30 * 3);
    assertThat(g[16]).isEqualTo(3 * 2);
    assertThat(g[1]).isEqualTo(-4 * 1);
    assertThat(g[17]).isEqualTo(-4 * 2);
    assertThat(g[32]).isEqualTo(33);
    assertThat(g[33]).isEqualTo(-4);
  }

  @Test
  void gradientsAgreeWithCentralDifferences() {
    Mlp network = new Mlp(KernelChoice.of("vector"), 5, 19, 7, 3);
    RandomStream random = new RandomStream(11);
    network.initialise(random);
    int rows = 6;
    Mlp.Pass pass = network.pass(rows);
    for (int i = 0; i < pass.input().length; i++) {
      pass.input()[i] = 2 * random.nextFloat() - 1;
    }
    float[] weights = new float[rows * pass.outputStride()];
    for (int row = 0; row < rows; row++) {
      for (int out = 0; out < 3; out++) {
        weights[row * pass.outputStride() + out] = 2 * random.nextFloat() - 1;
      }
    }
    pass.forward(rows);
    System.arraycopy(weights, 0, pass.outputGradient(), 0, weights.length);
    float[] gradient = new float[network.parameters().length];
    pass.backward(rows, gradient);
    int checked = 0;
    for (int i = 0; i < gradient.length; i++) {
      float saved = network.parameters()[i];
      if (saved == 0) {
        assertThat(gradient[i]).as("padding at %d", i).isZero();
        continue;
      }
      float h = 1e-2f;
      network.parameters()[i] = saved + h;
      double above = weighted(pass, rows, weights);
      network.parameters()[i] = saved - h;
      double below = weighted(pass, rows, weights);
      network.parameters()[i] = saved;
      assertThat((double) gradient[i])
          .as("parameter %d", i)
          .isCloseTo((above - below) / (2 * h), within(2e-2));
      checked++;
    }
    assertThat(checked).isEqualTo(5 * 19 + 19 + 19 * 7 + 7 + 7 * 3 + 3);
  }

  private static double weighted(Mlp.Pass pass, int rows, float[] weights) {
    pass.forward(rows);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * pass.output()[i];
    }
    return sum;
  }

  @Test
  void aRowComesOutTheSameAloneAndInABatch() {
    Mlp network = new Mlp(KernelChoice.of("vector"), 4, 120, 84, 2);
    network.initialise(new RandomStream(5));
    Mlp.Pass batch = network.pass(7);
    Mlp.Pass single = network.pass(1);
    RandomStream random = new RandomStream(6);
    for (int i = 0; i < batch.input().length; i++) {
      batch.input()[i] = random.nextFloat();
    }
    batch.forward(7);
    for (int row = 0; row < 7; row++) {
      System.arraycopy(batch.input(), row * 4, single.input(), 0, 4);
      single.forward(1);
      assertThat(single.output()[0]).isEqualTo(batch.output()[row * batch.outputStride()]);
      assertThat(single.output()[1]).isEqualTo(batch.output()[row * batch.outputStride() + 1]);
    }
  }

  @Test
  void initialWeightsStayWithinTheirBoundAndFillIt() {
    Mlp network = new Mlp(KernelChoice.of("scalar"), 25, 64, 1);
    network.initialise(new RandomStream(1));
    float largest = 0;
    for (int i = 0; i < 25 * 64; i++) {
      largest = Math.max(largest, Math.abs(network.parameters()[i]));
    }
    assertThat(largest).isBetween(0.19f, 0.2f);
  }

  @Test
  void aSavedNetworkComesBackInPyTorchsLayout(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("network.safetensors");
    Mlp network = byHand(KernelChoice.of("scalar"));
    Checkpoint.write(file, network);
    float[] weight = new float[4];
    Checkpoint.read(file).state().floats("0.weight", weight);
    assertThat(weight).as("[out, in]").containsExactly(1, 2, -1, 1);
    Mlp copy = new Mlp(KernelChoice.of("scalar"), 2, 2, 1);
    copy.restore(Checkpoint.read(file).state());
    assertThat(copy.parameters()).isEqualTo(network.parameters());
  }

  @Test
  void aNetworkOfAnotherShapeRefusesWeights(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("network.safetensors");
    Checkpoint.write(file, byHand(KernelChoice.of("scalar")));
    Mlp wider = new Mlp(KernelChoice.of("scalar"), 2, 3, 1);
    assertThatThrownBy(() -> wider.restore(Checkpoint.read(file).state()))
        .isInstanceOf(MismatchException.class)
        .hasMessage("0.weight has 4 elements in the checkpoint, but 6 here");
  }
}
