package org.palaestra.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.palaestra.nn.Losses.mse;

import org.junit.jupiter.api.Test;
import org.palaestra.nn.Adam;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameter;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;

final class Nd4jTrainingTest {

  /** A network whose middle layer is large forward, and in both of its gradients. */
  private static final class Training {
    private final Parameters weights = new Parameters();
    private final Tensor x;
    private final Tensor loss;

    Training(Kernels kernels) {
      RandomStream random = new RandomStream(6);
      int side = Nd4jKernels.SHORTEST_SIDE;
      Graph graph = new Graph(kernels);
      x = graph.variable(side, 20);
      for (int i = 0; i < x.size(); i++) {
        x.value()[i] = (float) random.nextGaussian();
      }
      Tensor h = new Linear(weights, "0", 20, side + 3).applyRelu(x);
      h = new Linear(weights, "1", side + 3, side).applyRelu(h);
      Tensor y = new Linear(weights, "2", side, 3).apply(h);
      Tensor target = graph.input(side, 3);
      for (int i = 0; i < target.size(); i++) {
        target.value()[i] = (float) random.nextGaussian();
      }
      loss = mse(y, target);
      weights.initialise(random);
      Adam adam = new Adam(kernels, weights, 1e-8);
      for (int step = 0; step < 3; step++) {
        graph.clearGradients();
        weights.clearGradients();
        graph.forward();
        graph.backward(loss);
        if (step < 2) {
          adam.step(1e-3);
        }
      }
    }
  }

  @Test
  void trainingStepsAgreeWithThoseOfTheVectorKernels() {
    Training expected = new Training(KernelChoice.of("vector"));
    Training actual = new Training(KernelChoice.of("nd4j"));
    assertThat(actual.loss.scalar()).isCloseTo(expected.loss.scalar(), within(1e-5f));
    assertThat(actual.x.gradient())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(expected.x.gradient());
    for (int i = 0; i < expected.weights.all().size(); i++) {
      Parameter one = actual.weights.all().get(i);
      Parameter other = expected.weights.all().get(i);
      assertThat(one.value())
          .as(one.name())
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(other.value());
      assertThat(one.gradient())
          .as(one.name())
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(other.gradient());
    }
  }

  @Test
  void trainingTwiceGivesTheSameBits() {
    Training first = new Training(KernelChoice.of("nd4j"));
    Training second = new Training(KernelChoice.of("nd4j"));
    for (int i = 0; i < first.weights.all().size(); i++) {
      assertThat(second.weights.all().get(i).value()).isEqualTo(first.weights.all().get(i).value());
    }
  }
}
