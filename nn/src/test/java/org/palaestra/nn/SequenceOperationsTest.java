package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.palaestra.nn.Functions.concat;
import static org.palaestra.nn.Functions.matmul;
import static org.palaestra.nn.Functions.slice;
import static org.palaestra.nn.Functions.sum;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class SequenceOperationsTest {

  private final RandomStream random = new RandomStream(3);
  private final Graph graph = new Graph(KernelChoice.of("auto"));

  private Tensor variable(int... shape) {
    Tensor tensor = graph.variable(shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.value()[i] = 2 * random.nextFloat() - 1;
    }
    return tensor;
  }

  private static float[] values(Tensor tensor) {
    return Arrays.copyOf(tensor.value(), tensor.size());
  }

  private static float[] gradient(Tensor tensor) {
    return Arrays.copyOf(tensor.gradient(), tensor.size());
  }

  @Test
  void concatJoinsAlongAnAxisAndSliceTakesApart() {
    Tensor a = graph.variable(2, 2);
    Tensor b = graph.variable(2, 1);
    a.set(1, 2, 3, 4);
    b.set(5, 6);
    Tensor wide = concat(-1, a, b);
    Tensor high = concat(0, a, a);
    Tensor right = slice(wide, 1, 1, 3);
    Tensor bottom = slice(high, 0, 1, 3);
    graph.forward();
    assertThat(wide.shape()).containsExactly(2, 3);
    assertThat(values(wide)).containsExactly(1, 2, 5, 3, 4, 6);
    assertThat(values(high)).containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
    assertThat(right.shape()).containsExactly(2, 2);
    assertThat(values(right)).containsExactly(2, 5, 4, 6);
    assertThat(values(bottom)).containsExactly(3, 4, 1, 2);
    graph.clearGradients();
    System.arraycopy(new float[] {10, 20, 30, 40}, 0, right.gradient(), 0, 4);
    System.arraycopy(new float[] {1, 2, 3, 4}, 0, bottom.gradient(), 0, 4);
    graph.backward();
    assertThat(gradient(b)).containsExactly(20, 40);
    assertThat(gradient(a)).containsExactly(3, 10 + 4, 1, 30 + 2);
  }

  @Test
  void matmulIsTheProductOfRowsAndColumns() {
    Tensor a = graph.variable(2, 2);
    Tensor b = graph.variable(2, 3);
    a.set(1, 2, 3, 4);
    b.set(1, 0, 2, 0, 1, 3);
    Tensor c = matmul(a, b);
    Tensor total = sum(c);
    graph.forward();
    assertThat(c.shape()).containsExactly(2, 3);
    assertThat(values(c)).containsExactly(1, 2, 8, 3, 4, 18);
    graph.backward(total);
    assertThat(gradient(a)).as("sums of the rows of b").containsExactly(3, 4, 3, 4);
    assertThat(gradient(b)).as("sums of the columns of a").containsExactly(4, 4, 4, 6, 6, 6);
  }

  @Test
  void gradientsAgreeWithCentralDifferences() {
    Tensor a = variable(2, 3, 4);
    Tensor b = variable(2, 4, 5);
    Tensor c = variable(5, 3);
    Tensor d = variable(2, 2, 3);
    Tensor y = concat(1, matmul(matmul(a, b), c), d);
    GradientCheck.check(slice(y, 1, 1, 4), new Parameters(), a, b, c, d);
    Tensor steps = Sequences.stack(Sequences.step(a, 2), Sequences.last(a), Sequences.step(a, 0));
    GradientCheck.check(steps, new Parameters(), a);
    Parameters weights = new Parameters();
    Embedding embedding = new Embedding(weights, "symbols", 4, 3);
    weights.initialise(random);
    Tensor symbols = graph.input(2, 3);
    symbols.set(3, 0, 0, 2, 3, 3);
    GradientCheck.check(embedding.apply(symbols), weights);
  }

  @Test
  void stackAndRepeatMakeSequencesOfSteps() {
    Tensor a = graph.variable(2, 2);
    Tensor b = graph.variable(2, 2);
    a.set(1, 2, 3, 4);
    b.set(5, 6, 7, 8);
    Tensor stacked = Sequences.stack(a, b);
    Tensor repeated = Sequences.repeat(a, 3);
    Tensor last = Sequences.last(stacked);
    Tensor total = sum(repeated);
    graph.forward();
    assertThat(stacked.shape()).containsExactly(2, 2, 2);
    assertThat(values(stacked)).containsExactly(1, 2, 5, 6, 3, 4, 7, 8);
    assertThat(repeated.shape()).containsExactly(2, 3, 2);
    assertThat(values(repeated)).containsExactly(1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4);
    assertThat(values(last)).containsExactly(5, 6, 7, 8);
    graph.backward(total);
    assertThat(gradient(a)).containsExactly(3, 3, 3, 3);
  }

  @Test
  void embeddingLooksEachSymbolUpAndRefusesWhatIsNone() {
    Parameters weights = new Parameters();
    Embedding embedding = new Embedding(weights, "symbols", 3, 2);
    weights.all().get(0).set(0, 1, 10, 11, 20, 21);
    Tensor symbols = graph.input(2, 2);
    symbols.set(2, 0, 2, 1);
    Tensor y = embedding.apply(symbols);
    Tensor total = sum(y);
    graph.forward();
    assertThat(y.shape()).containsExactly(2, 2, 2);
    assertThat(values(y)).containsExactly(20, 21, 0, 1, 20, 21, 10, 11);
    graph.backward(total);
    assertThat(weights.all().get(0).getGradient()).containsExactly(1, 1, 1, 1, 2, 2);
    for (float wrong : new float[] {3, -1, 0.5f, Float.NaN}) {
      symbols.set(0, wrong, 0, 0);
      assertThatThrownBy(graph::forward)
          .hasMessage(
              "element 1 of tensor [2, 2] is %s, which is no symbol of embedding of 3 symbols to 2"
                  .formatted(wrong));
    }
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    Tensor a = graph.input(2, 3);
    Tensor b = graph.input(2, 4);
    assertThatThrownBy(() -> matmul(a, b))
        .hasMessageStartingWith("matmul cannot multiply tensor [2, 3] and tensor [2, 4]");
    assertThatThrownBy(() -> matmul(graph.input(2, 3, 4), graph.input(3, 4, 5)))
        .hasMessageStartingWith("matmul cannot multiply tensor [2, 3, 4] and tensor [3, 4, 5]");
    assertThatThrownBy(() -> concat(0, a, b))
        .hasMessageStartingWith("concat along axis 0 cannot join tensor [2, 3] and tensor [2, 4]");
    assertThatThrownBy(() -> concat(2, a, a))
        .hasMessage("concat cannot join along axis 2, which tensor [2, 3] does not have");
    assertThatThrownBy(() -> concat(0)).hasMessageContaining("at least one tensor");
    assertThatThrownBy(() -> slice(a, 1, 2, 4))
        .hasMessage("slice cannot take elements 2 to 4 (exclusive) of tensor [2, 3] along axis 1");
    assertThatThrownBy(() -> Sequences.last(a))
        .hasMessageContaining("step cannot take tensor [2, 3]");
    assertThatThrownBy(() -> Sequences.stack(graph.input(2)))
        .hasMessageContaining("cannot take the step tensor [2]");
    assertThatThrownBy(() -> Sequences.repeat(a, 0)).hasMessageContaining("repeated 0 times");
  }
}
