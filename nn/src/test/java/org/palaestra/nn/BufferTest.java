package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.MismatchException;

final class BufferTest {

  private static Parameters trained(RandomStream random) {
    Parameters weights = new Parameters();
    BatchNorm layer = new BatchNorm(weights, "n", 2);
    weights.initialise(random);
    Graph graph = new Graph(KernelChoice.of("auto"));
    layer.apply(Drawn.variable(graph, random, 4, 2));
    graph.forward();
    return weights;
  }

  private static Parameters fresh() {
    Parameters weights = new Parameters();
    new BatchNorm(weights, "n", 2);
    return weights;
  }

  private static float[][] buffers(Parameters weights) {
    return weights.buffers().stream()
        .map(Buffer::value)
        .map(float[]::clone)
        .toArray(float[][]::new);
  }

  @Test
  void runningStatisticsAreNoParameters() {
    Parameters weights = trained(new RandomStream(1));
    assertThat(weights.all()).extracting(Parameter::name).containsExactly("n.weight", "n.bias");
    assertThat(weights.buffers())
        .extracting(Buffer::name)
        .containsExactly("n.running_mean", "n.running_var");
    assertThat(weights.size()).isEqualTo(4);
  }

  @Test
  void theyAreSavedAndRestored(@TempDir Path folder) throws Exception {
    Parameters weights = trained(new RandomStream(2));
    Parameters restored = fresh();
    Checkpoint.write(folder.resolve("a.safetensors"), weights);
    restored.restore(Checkpoint.read(folder.resolve("a.safetensors")).state());
    assertThat(buffers(restored)).isDeepEqualTo(buffers(weights));
    assertThat(buffers(weights)[0]).doesNotContain(0f);
    Parameters wider = new Parameters();
    new BatchNorm(wider, "n", 3);
    assertThatThrownBy(
            () -> wider.restore(Checkpoint.read(folder.resolve("a.safetensors")).state()))
        .isInstanceOf(MismatchException.class);
  }

  @Test
  void theyAreCopiedAndBeginAnew() {
    Parameters weights = trained(new RandomStream(3));
    Parameters copy = fresh();
    copy.copyFrom(weights);
    assertThat(buffers(copy)).isDeepEqualTo(buffers(weights));
    copy.initialise(new RandomStream(4));
    assertThat(buffers(copy)).isDeepEqualTo(new float[][] {{0, 0}, {1, 1}});
    assertThat(Arrays.equals(buffers(weights)[0], buffers(copy)[0])).as("a copy").isFalse();
  }

  @Test
  void buffersThatDoNotFitAreNamed() {
    Parameters weights = fresh();
    Parameters other = new Parameters();
    other.add("n.weight", Initialisers.constant(1), 2);
    other.add("n.bias", Initialisers.constant(0), 2);
    assertThatThrownBy(() -> weights.copyFrom(other)).hasMessage("cannot copy 0 buffers to 2");
    other.addBuffer("n.running_mean", 0, 2);
    other.addBuffer("n.running_var", 0, 3);
    assertThatThrownBy(() -> weights.copyFrom(other))
        .hasMessage("cannot copy buffer n.running_var [3] to buffer n.running_var [2]");
    assertThatThrownBy(() -> other.addBuffer("n.weight", 0, 1))
        .hasMessage("there is a parameter n.weight already");
    assertThatThrownBy(() -> other.add("n.running_var", Initialisers.constant(1), 1))
        .hasMessage("there is a buffer n.running_var already");
    assertThatThrownBy(() -> other.buffers().get(0).set(1))
        .hasMessage("buffer n.running_mean [2] takes 2 values, got 1");
  }

  @Test
  void whereANanFirstAppearedIsNamedByItsLayer() {
    Parameters weights = new Parameters();
    Conv2d convolution = new Conv2d(weights, "eye.0", 1, 2, Window.square(2, 1));
    BatchNorm norm = new BatchNorm(weights, "eye.1", 2);
    weights.initialise(new RandomStream(5));
    Graph graph = new Graph(KernelChoice.of("auto"));
    Tensor x = Drawn.variable(graph, new RandomStream(6), 1, 3, 3, 1);
    norm.apply(convolution.apply(x));
    weights.all().get(3).set(0, Float.NaN);
    graph.forward();
    assertThat(graph.firstNotFinite().orElseThrow())
        .hasToString("NaN at [1] of parameter eye.1.bias [2], read by batch_norm eye.1, 2");
    weights.all().get(0).set(0, 0, 0, 0, 0, 0, 0, Float.POSITIVE_INFINITY);
    assertThat(graph.firstNotFinite().orElseThrow())
        .hasToString(
            "Infinity at [1, 0, 1, 1] of parameter eye.0.weight [2, 1, 2, 2], read by conv2d eye.0,"
                + " 1 to 2");
  }
}
