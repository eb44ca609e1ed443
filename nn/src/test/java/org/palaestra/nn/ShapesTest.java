package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.palaestra.nn.distribution.Bernoulli;
import org.palaestra.nn.distribution.Categorical;
import org.palaestra.nn.distribution.DiagonalGaussian;

/** Every layer and function names itself and both shapes if a tensor does not fit. */
final class ShapesTest {

  private static final LossReduction MEAN = LossReduction.MEAN;

  private final Graph graph = Values.graph();

  private static Arguments of(String operation, String one, String other, ThrowingCallable call) {
    return Arguments.of(operation, one, other, call);
  }

  static Stream<Arguments> misfits() {
    ShapesTest t = new ShapesTest();
    return Stream.of(t.layers(), t.recurrent(), t.images(), t.functions(), t.losses())
        .flatMap(each -> each);
  }

  private Tensor in(int... shape) {
    return graph.input(shape);
  }

  private static Parameters p() {
    return new Parameters();
  }

  private Stream<Arguments> layers() {
    int[] degrees = {1, 2, 3};
    return Stream.of(
        of("linear", "4 to 5", "[2, 3]", () -> new Linear(p(), "l", 4, 5).apply(in(2, 3))),
        of("linear", "4 to 5", "[2, 3]", () -> new Linear(p(), "l", 4, 5).applyRelu(in(2, 3))),
        of(
            "masked linear",
            "3 to 3",
            "[2, 4]",
            () -> MaskedLinear.hidden(p(), "l", degrees, degrees).apply(in(2, 4))),
        of("batch_norm", "4", "[2, 3]", () -> new BatchNorm(p(), "l", 4).apply(in(2, 3))),
        of("layer_norm", "4", "[2, 3]", () -> new LayerNorm(p(), "l", 4).apply(in(2, 3))));
  }

  private Stream<Arguments> recurrent() {
    Parameters p = new Parameters();
    return Stream.of(new Rnn(p, "r", 3, 4), new Lstm(p, "l", 3, 4), new Gru(p, "g", 3, 4))
        .flatMap(
            layer ->
                Stream.of(
                    of(layer.kind(), "time, 3]", "[2, 3]", () -> layer.apply(in(2, 3))),
                    of(layer.kind(), "time, 3]", "[2, 5, 4]", () -> layer.apply(in(2, 5, 4))),
                    of(
                        layer.kind(),
                        "[2, 5, 3]",
                        "[3, 4]",
                        () -> layer.apply(in(2, 5, 3), layer.memory(graph, 3))),
                    of(
                        layer.kind(),
                        "[2, 5, 3]",
                        "[2, 4]",
                        () -> layer.apply(in(2, 5, 3), layer.memory(graph, 2), in(2, 4)))));
  }

  private Stream<Arguments> images() {
    Window four = Window.square(4, 1);
    Window padded = Window.square(2, 1, 1);
    Pooled pooled = Pooling.maxPoolWithPlaces(in(1, 4, 4, 2), Window.square(2, 2));
    Conv2d conv = new Conv2d(p(), "l", 3, 2, four);
    ConvTranspose2d transpose = new ConvTranspose2d(p(), "l", 3, 2, padded);
    MaskedConv2d masked = new MaskedConv2d(p(), "l", MaskedConv2d.Type.A, 3, 2, 3);
    return Stream.of(
        of("conv2d", "width, 3]", "[2, 8, 8, 2]", () -> conv.apply(in(2, 8, 8, 2))),
        of("conv2d", "width, 3]", "[8, 8, 3]", () -> conv.apply(in(8, 8, 3))),
        of("conv2d", "4x4", "[2, 8, 3, 3]", () -> conv.apply(in(2, 8, 3, 3))),
        of("masked conv2d", "width, 3]", "[2, 8, 8, 2]", () -> masked.apply(in(2, 8, 8, 2))),
        of("conv_transpose2d", "width, 3]", "[2, 8, 8, 2]", () -> transpose.apply(in(2, 8, 8, 2))),
        of("conv_transpose2d", "2x2", "[2, 1, 1, 3]", () -> transpose.apply(in(2, 1, 1, 3))),
        of("max_pool2d", "width, channels]", "[8, 8]", () -> Pooling.maxPool(in(8, 8), four)),
        of("max_pool2d", "4x4", "[1, 3, 8, 2]", () -> Pooling.maxPool(in(1, 3, 8, 2), four)),
        of("avg_pool2d", "width, channels]", "[8, 8]", () -> Pooling.averagePool(in(8, 8), four)),
        of("avg_pool2d", "4x4", "[1, 8, 3, 2]", () -> Pooling.averagePool(in(1, 8, 3, 2), four)),
        of(
            "max_unpool2d",
            "[1, 2, 2, 2]",
            "[1, 2, 2, 3]",
            () -> Pooling.maxUnpool(in(1, 2, 2, 3), pooled)),
        of("upsample_nearest2d", "channels]", "[8]", () -> Pooling.upsampleNearest(in(8), 2)),
        of("correlation", "[3, 9]", "[4, 2]", () -> Filters.correlation(in(3, 9), in(4, 2))),
        of("convolution", "[3, 9]", "[4, 2]", () -> Filters.convolution(in(3, 9), in(4, 2))));
  }

  private Stream<Arguments> functions() {
    Tensor a = in(2, 3);
    Tensor b = in(3, 2);
    return Stream.of(
        of("plus", "[2, 3]", "[3, 2]", () -> Functions.plus(a, b)),
        of("minus", "[2, 3]", "[3, 2]", () -> Functions.minus(a, b)),
        of("times", "[2, 3]", "[3, 2]", () -> Functions.times(a, b)),
        of("dividedBy", "[2, 3]", "[3, 2]", () -> Functions.dividedBy(a, b)),
        of("min", "[2, 3]", "[3, 2]", () -> Functions.min(a, b)),
        of("max", "[2, 3]", "[3, 2]", () -> Functions.max(a, b)),
        of("plusRow", "[2, 3]", "[2]", () -> Functions.plusRow(a, in(2))),
        of("timesRow", "[2, 3]", "[2]", () -> Functions.timesRow(a, in(2))),
        of("pick", "[2, 3]", "3 indices", () -> Functions.pick(a, new int[3])),
        of("reshape", "[2, 3]", "[4, 2]", () -> Functions.reshape(a, 4, 2)),
        of("concat", "[2, 3]", "[3, 2]", () -> Functions.concat(0, a, b)),
        of("slice", "[2, 3]", "2 to 4", () -> Functions.slice(a, 1, 2, 4)),
        of("matmul", "[2, 3]", "[2, 3]", () -> Functions.matmul(a, in(2, 3))),
        of("step", "[2, 3]", "time, features]", () -> Sequences.step(a, 0)),
        of("step", "[2]", "batch, features]", () -> Sequences.stack(in(2))));
  }

  private Stream<Arguments> losses() {
    Tensor a = in(2, 3);
    Tensor b = in(3, 2);
    return Stream.of(
        of("mse", "[2, 3]", "[3, 2]", () -> Losses.mse(a, b)),
        of("l1", "[2, 3]", "[3, 2]", () -> Losses.l1(a, b)),
        of("huber", "[2, 3]", "[3, 2]", () -> Losses.huber(a, b, 1)),
        of("smooth l1", "[2, 3]", "[3, 2]", () -> Losses.smoothL1(a, b, 1)),
        of("cross-entropy", "[2, 3]", "[3, 2]", () -> Losses.binaryCrossEntropy(a, b)),
        of("pick", "[2, 3]", "3 indices", () -> Losses.crossEntropy(a, new int[3])),
        of("pick", "[2, 3]", "3 indices", () -> Losses.nll(a, new int[3])),
        of("gaussian nll", "[2, 3]", "[3, 2]", () -> Likelihoods.gaussianNll(a, a, b)),
        of("gaussian nll", "[2, 3]", "[3, 2]", () -> Likelihoods.gaussianNll(a, b, a)),
        of("mixture", "[2, 3]", "[3, 2]", () -> Likelihoods.mixtureNll(a, b, b, a)),
        of("Gaussians", "[2, 3]", "[3, 2]", () -> Divergences.gaussianToStandard(a, b, MEAN)),
        of("Gaussians", "[2, 3]", "[3, 2]", () -> Divergences.gaussian(a, a, b, b, MEAN)),
        of("divergence", "[2, 3]", "[3, 2]", () -> Divergences.categorical(a, b, MEAN)),
        of("categorical", "[rows, n]", "[2]", () -> new Categorical(in(2))),
        of("bernoulli", "[rows, n]", "[2]", () -> new Bernoulli(in(2))),
        of("Gaussian", "[2, 3]", "[3, 2]", () -> new DiagonalGaussian(a, b)),
        of("minus", "[3, 2]", "[2, 3]", () -> new DiagonalGaussian(a, a).logProb(b)));
  }

  @ParameterizedTest(name = "{0}: {1} and {2}")
  @MethodSource("misfits")
  void operationAndBothShapesAreNamed(
      String operation, String one, String other, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(operation)
        .hasMessageContaining(one)
        .hasMessageContaining(other);
  }

  @Test
  void emptyBatchesAreRefused() {
    for (int[] shape : new int[][] {{0, 3}, {0}, {2, 0, 3}, {0, 8, 8, 3}}) {
      assertThatThrownBy(() -> graph.input(shape))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("every extent of a tensor must be at least 1, got [");
      assertThatThrownBy(() -> graph.variable(shape)).hasMessageContaining("at least 1");
    }
    assertThatThrownBy(() -> Functions.softmax(Functions.sum(in(2, 3))))
        .hasMessage("tensor [] has no axis -1");
  }
}
