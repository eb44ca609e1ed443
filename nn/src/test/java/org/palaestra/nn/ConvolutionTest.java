package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class ConvolutionTest {

  private final RandomStream random = new RandomStream(17);
  private final Parameters weights = new Parameters();

  private static Graph graph() {
    return new Graph(KernelChoice.of("auto"));
  }

  private static float[] values(Tensor x) {
    return Arrays.copyOf(x.value(), x.size());
  }

  private static float[] gradients(Tensor x) {
    return Arrays.copyOf(x.gradient(), x.size());
  }

  /** [[1, 2, 3], [4, 5, 6], [7, 8, 9]] under [[1, 0], [2, −1]], plus 10. */
  @ParameterizedTest
  @ValueSource(strings = {"vector", "scalar"})
  void aSmallConvolutionIsWhatPaperAndPencilSay(String kernels) {
    Conv2d layer = new Conv2d(weights, "c", 1, 1, Window.square(2, 1));
    weights.all().get(0).set(1, 0, 2, -1);
    weights.all().get(1).set(10);
    Graph graph = new Graph(KernelChoice.of(kernels));
    Tensor x = graph.variable(1, 3, 3, 1);
    x.set(1, 2, 3, 4, 5, 6, 7, 8, 9);
    Tensor y = layer.apply(x);
    graph.forward();
    assertThat(values(y)).containsExactly(10 + 1 + 3, 10 + 2 + 4, 10 + 4 + 6, 10 + 5 + 7);
    graph.clearGradients();
    y.gradient()[0] = 1;
    y.gradient()[3] = 10;
    graph.backward();
    assertThat(weights.all().get(0).getGradient()).containsExactly(51, 62, 84, 95);
    assertThat(weights.all().get(1).getGradient()).containsExactly(11);
    assertThat(gradients(x)).containsExactly(1, 0, 0, 2, -1 + 10, 0, 0, 20, -10);
  }

  /** Each pixel spreads the window, and what overlaps adds up. */
  @Test
  void aSmallTransposeIsWhatPaperAndPencilSay() {
    ConvTranspose2d layer = new ConvTranspose2d(weights, "c", 1, 1, Window.square(2, 1));
    weights.all().get(0).set(1, 2, 3, 4);
    weights.all().get(1).set(100);
    Graph graph = graph();
    Tensor x = graph.variable(1, 1, 2, 1);
    x.set(1, 10);
    Tensor y = layer.apply(x);
    graph.forward();
    assertThat(y.shape()).containsExactly(1, 2, 3, 1);
    assertThat(values(y)).containsExactly(101, 112, 120, 103, 134, 140);
  }

  @ParameterizedTest
  @CsvSource({"3, 2, 1, 0", "2, 3, 2, 1", "4, 4, 2, 1", "3, 3, 3, 2", "1, 1, 2, 0", "2, 2, 1, 3"})
  void gradientsAgreeWithCentralDifferences(int height, int width, int stride, int padding) {
    Window window = new Window(height, width, stride, padding);
    Conv2d first = new Conv2d(weights, "first", 2, 3, window);
    ConvTranspose2d second =
        new ConvTranspose2d(weights, "second", 3, 2, new Window(height, width, stride, 0));
    weights.initialise(random);
    Tensor x = Drawn.variable(graph(), random, 2, 5, 6, 2);
    GradientCheck.check(second.apply(first.apply(x)), weights, x);
  }

  @Test
  void theTransposeIsTheGradientOfTheConvolution() {
    Window window = Window.square(4, 2, 1);
    Parameters others = new Parameters();
    Conv2d convolution = new Conv2d(weights, "c", 3, 5, window);
    ConvTranspose2d transpose = new ConvTranspose2d(others, "t", 5, 3, window);
    weights.initialise(random);
    others.initialise(random);
    // [out, in, h, w] of the one is [in, out, h, w] of the other.
    others.all().get(0).set(weights.all().get(0).get());
    others.all().get(1).set(new float[3]);
    Graph graph = graph();
    Tensor x = Drawn.variable(graph, random, 2, 8, 6, 3);
    Tensor y = convolution.apply(x);
    Tensor g = Drawn.variable(graph, random, y.shape());
    Tensor spread = transpose.apply(g);
    graph.forward();
    graph.clearGradients();
    System.arraycopy(g.value(), 0, y.gradient(), 0, g.size());
    graph.backward();
    assertThat(values(spread)).containsExactly(gradients(x), within(1e-5f));
  }

  @Test
  void convolutionIsLinear() {
    Conv2d layer = new Conv2d(weights, "c", 2, 4, Window.square(3, 2, 1));
    weights.initialise(random);
    weights.all().get(1).set(new float[4]);
    Graph graph = graph();
    Tensor a = Drawn.variable(graph, random, 2, 7, 6, 2);
    Tensor b = Drawn.variable(graph, random, 2, 7, 6, 2);
    Tensor together =
        layer.apply(Functions.plus(Functions.affine(a, 3, 0), Functions.affine(b, -2, 0)));
    Tensor apart =
        Functions.plus(
            Functions.affine(layer.apply(a), 3, 0), Functions.affine(layer.apply(b), -2, 0));
    graph.forward();
    assertThat(values(together)).containsExactly(values(apart), within(1e-5f));
    assertThat(maximum(together)).as("not because all is 0").isGreaterThan(0.5f);
  }

  /** What stands two pixels down and one across in the image does so in its features, too. */
  @Test
  void convolutionIsShiftEquivariant() {
    int size = 12;
    Conv2d layer = new Conv2d(weights, "c", 1, 3, Window.square(3, 1, 1));
    weights.initialise(random);
    Graph graph = graph();
    Tensor image = graph.variable(1, size, size, 1);
    Tensor shifted = graph.variable(1, size, size, 1);
    for (int y = 3; y < 7; y++) {
      for (int x = 3; x < 7; x++) {
        float pixel = random.nextFloat();
        image.value()[y * size + x] = pixel;
        shifted.value()[(y + 2) * size + x + 1] = pixel;
      }
    }
    Tensor before = layer.apply(image);
    Tensor after = layer.apply(shifted);
    graph.forward();
    for (int y = 1; y < size - 3; y++) {
      for (int x = 1; x < size - 2; x++) {
        for (int c = 0; c < 3; c++) {
          assertThat(after.value()[((y + 2) * size + x + 1) * 3 + c])
              .isEqualTo(before.value()[(y * size + x) * 3 + c]);
        }
      }
    }
    assertThat(values(after)).isNotEqualTo(values(before));
  }

  @Test
  void vectorAndScalarKernelsConvolveToTheSameBits() {
    Conv2d layer = new Conv2d(weights, "c", 3, 19, Window.square(4, 2, 1));
    weights.initialise(random);
    float[] image = values(Drawn.variable(graph(), random, 3, 13, 11, 3));
    float[][] results = new float[2][];
    float[][] gradients = new float[2][];
    float[][] ofWeights = new float[2][];
    for (int i = 0; i < 2; i++) {
      Graph graph = new Graph(KernelChoice.of(i == 0 ? "vector" : "scalar"));
      Tensor x = graph.variable(3, 13, 11, 3);
      x.set(image);
      Tensor loss = Functions.sum(Functions.square(layer.apply(x)));
      graph.forward();
      weights.clearGradients();
      graph.backward(loss);
      results[i] = new float[] {loss.scalar()};
      gradients[i] = gradients(x);
      ofWeights[i] = weights.all().get(0).getGradient();
    }
    assertThat(results[0]).isEqualTo(results[1]);
    assertThat(gradients[0]).isEqualTo(gradients[1]);
    assertThat(ofWeights[0]).isEqualTo(ofWeights[1]);
  }

  @Test
  void secondPassesForgetTheFirst() {
    Conv2d layer = new Conv2d(weights, "c", 1, 2, Window.square(3, 1, 1));
    weights.initialise(random);
    Graph graph = graph();
    Tensor x = Drawn.variable(graph, random, 1, 5, 5, 1);
    Tensor loss = Functions.sum(Functions.square(layer.apply(x)));
    graph.forward();
    graph.backward(loss);
    float first = loss.scalar();
    float[] gradient = gradients(x);
    graph.forward();
    graph.backward(loss);
    assertThat(loss.scalar()).isEqualTo(first);
    assertThat(gradients(x)).isEqualTo(gradient);
  }

  @Test
  void aStepThroughImageLayersAllocatesNothing() {
    Parameters all = weights;
    Graph graph = new Graph(KernelChoice.of("scalar"), new RandomStream(1));
    Tensor x = Drawn.variable(graph, random, 2, 8, 8, 1);
    Tensor h = new Conv2d(all, "1", 1, 4, Window.square(3, 1, 1)).apply(x);
    Pooled pooled =
        Pooling.maxPoolWithPlaces(new BatchNorm(all, "2", 4).apply(h), Window.square(2, 2));
    h = Pooling.maxUnpool(new Dropout(0.5).apply(pooled.output()), pooled);
    h = new MaskedConv2d(all, "3", MaskedConv2d.Type.B, 4, 2, 3).apply(h);
    h = Pooling.averagePool(new LayerNorm(all, "4", 2).apply(h), Window.square(2, 2));
    h = new ConvTranspose2d(all, "5", 2, 1, Window.square(2, 2)).apply(h);
    Tensor loss = Functions.mean(Pooling.upsampleNearest(h, 2));
    all.initialise(random);
    var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 200 && least > 0; round++) {
      long before = bean.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100; i++) {
        graph.forward();
        all.clearGradients();
        graph.backward(loss);
      }
      least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes in 100 steps").isLessThan(100);
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    Graph graph = graph();
    Conv2d layer = new Conv2d(weights, "c", 3, 8, Window.square(4, 2));
    assertThatThrownBy(() -> layer.apply(graph.input(2, 28, 28, 1)))
        .hasMessage(
            "conv2d 3 to 8, 4x4 stride 2 padding 0, cannot take tensor [2, 28, 28, 1]: it must be"
                + " [batch, height, width, 3]");
    assertThatThrownBy(() -> layer.apply(graph.input(2, 28, 3)))
        .hasMessageContaining("cannot take tensor [2, 28, 3]");
    assertThatThrownBy(() -> layer.apply(graph.input(2, 3, 9, 3)))
        .hasMessage(
            "conv2d 3 to 8, 4x4 stride 2 padding 0, cannot take tensor [2, 3, 9, 3]: its images are smaller"
                + " than the window");
    ConvTranspose2d transpose = new ConvTranspose2d(weights, "t", 3, 8, Window.square(2, 1, 1));
    assertThatThrownBy(() -> transpose.apply(graph.input(2, 1, 5, 3)))
        .hasMessageContaining("nothing would be left inside the padding");
    assertThatThrownBy(() -> Window.square(0, 1)).hasMessageContaining("at least 1x1, got 0x0");
    assertThatThrownBy(() -> Window.square(2, 0)).hasMessage("stride must be at least 1, got 0");
    assertThatThrownBy(() -> Window.square(2, 1, -1))
        .hasMessage("padding must be at least 0, got -1");
  }

  private static float maximum(Tensor x) {
    float maximum = Float.NEGATIVE_INFINITY;
    for (float value : values(x)) {
      maximum = Math.max(maximum, value);
    }
    return maximum;
  }
}
