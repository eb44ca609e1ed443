package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.palaestra.nn.Functions.leakyRelu;
import static org.palaestra.nn.Functions.relu;
import static org.palaestra.nn.Functions.sigmoid;
import static org.palaestra.nn.Functions.sum;
import static org.palaestra.nn.Functions.tanh;
import static org.palaestra.nn.Values.assertClose;
import static org.palaestra.nn.Values.graph;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.palaestra.random.RandomStream;

/** What the field's introductions teach about small networks. */
final class TeachingTest {

  private static final float[] CORNERS = {0, 0, 0, 1, 1, 0, 1, 1};
  private static final float[] XOR = {0, 1, 1, 0};

  private static void train(
      Graph graph, Parameters weights, Tensor loss, int steps, double learningRate) {
    Adam adam = new Adam(graph.kernels(), weights, 1e-8);
    for (int i = 0; i < steps; i++) {
      graph.forward();
      weights.clearGradients();
      graph.backward(loss);
      adam.step(learningRate);
    }
    graph.forward();
  }

  private static Tensor given(Graph graph, int width, float... values) {
    Tensor tensor = graph.input(values.length / width, width);
    tensor.set(values);
    return tensor;
  }

  @Test
  void aLinearModelAnswersOneHalfToEveryQuestionOfXor() {
    Parameters weights = new Parameters();
    Linear model = new Linear(weights, "0", 2, 1);
    weights.initialise(new RandomStream(3));
    Graph graph = graph();
    Tensor y = model.apply(given(graph, 2, CORNERS));
    Tensor loss = Losses.mse(y, given(graph, 1, XOR));
    train(graph, weights, loss, 4000, 0.01);
    for (float answer : Values.of(y)) {
      assertThat((double) answer).isCloseTo(0.5, within(1e-3));
    }
    assertThat((double) loss.scalar()).isCloseTo(0.25, within(1e-5));
  }

  /** max(a + b, 0) − 2 max(a + b − 1, 0). */
  @Test
  void oneHiddenLayerOfTwoUnitsIsXorExactly() {
    Parameters weights = new Parameters();
    Linear first = new Linear(weights, "0", 2, 2);
    Linear second = new Linear(weights, "1", 2, 1);
    weights.all().get(0).set(1, 1, 1, 1);
    weights.all().get(1).set(0, -1);
    weights.all().get(2).set(1, -2);
    weights.all().get(3).set(0);
    Graph graph = graph();
    Tensor y = second.apply(relu(first.apply(given(graph, 2, CORNERS))));
    graph.forward();
    assertThat(Values.of(y)).containsExactly(XOR);
  }

  @Test
  void oneHiddenLayerLearnsXor() {
    for (long seed = 1; seed <= 3; seed++) {
      Parameters weights = new Parameters();
      Linear first = new Linear(weights, "0", 2, 8);
      Linear second = new Linear(weights, "1", 8, 1);
      weights.initialise(new RandomStream(seed));
      Graph graph = graph();
      Tensor y = second.apply(tanh(first.apply(given(graph, 2, CORNERS))));
      Tensor loss = Losses.mse(y, given(graph, 1, XOR));
      train(graph, weights, loss, 3000, 0.02);
      train(graph, weights, loss, 1000, 0.002);
      for (int i = 0; i < 4; i++) {
        assertThat((double) y.value()[i]).as("seed %d", seed).isCloseTo(XOR[i], within(1e-3));
      }
    }
  }

  /** The largest error of a trained layer of tanh units for sin(3x) + x²/2 on [−2, 2]. */
  private static double largestError(int units) {
    int points = 81;
    Parameters weights = new Parameters();
    Linear first = new Linear(weights, "0", 1, units, uniform(3), uniform(3));
    Linear second = new Linear(weights, "1", units, 1);
    weights.initialise(new RandomStream(4));
    Graph graph = graph();
    Tensor x = graph.input(points, 1);
    Tensor target = graph.input(points, 1);
    for (int i = 0; i < points; i++) {
      double at = -2 + 4.0 * i / (points - 1);
      x.value()[i] = (float) at;
      target.value()[i] = (float) (Math.sin(3 * at) + at * at / 2);
    }
    Tensor y = second.apply(tanh(first.apply(x)));
    Tensor loss = Losses.mse(y, target);
    train(graph, weights, loss, 3000, 0.02);
    train(graph, weights, loss, 3000, 0.002);
    double largest = 0;
    for (int i = 0; i < points; i++) {
      largest = Math.max(largest, Math.abs(y.value()[i] - target.value()[i]));
    }
    return largest;
  }

  private static Parameter.Initialiser uniform(double bound) {
    return Initialisers.uniform(bound);
  }

  /** Cybenko, "Approximation by superpositions of a sigmoidal function", 1989. */
  @Test
  void oneHiddenLayerApproximatesAContinuousFunctionAndBetterWithMoreUnits() {
    double few = largestError(2);
    double more = largestError(6);
    double many = largestError(32);
    assertThat(few).isGreaterThan(0.3);
    assertThat(more).isLessThan(few / 3);
    assertThat(many).isLessThan(0.01).isLessThan(more);
  }

  @Test
  void aSigmoidUnitsEdgeLiesAtMinusBOverWAndSteepensWithW() {
    double steepness = 0;
    for (float w : new float[] {1, 4, 20}) {
      Parameters weights = new Parameters();
      Linear unit = new Linear(weights, "0", 1, 1);
      weights.all().get(0).set(w);
      weights.all().get(1).set(-1.5f * w);
      Graph graph = graph();
      Tensor x = graph.variable(3, 1);
      x.set(1.4f, 1.5f, 1.6f);
      Tensor y = sigmoid(unit.apply(x));
      Tensor total = sum(y);
      graph.forward();
      graph.backward(total);
      assertClose(new float[] {y.value()[1]}, 0.5);
      assertClose(new float[] {x.gradient()[1]}, w / 4);
      double rise = y.value()[2] - y.value()[0];
      assertThat(rise).isGreaterThan(steepness);
      steepness = rise;
    }
    assertThat(steepness).as("from 0.12 to 0.88").isGreaterThan(0.75);
  }

  /** What reaches the first of five layers of sigmoids is at most 1/4 of it a layer. */
  @Test
  void saturatedSigmoidsStarveOfGradient() {
    Graph graph = graph();
    Tensor x = graph.variable(4);
    x.set(0, 5, 10, -20);
    Tensor loss = sum(sigmoid(x));
    Tensor deep = x;
    for (int layer = 0; layer < 5; layer++) {
      deep = sigmoid(deep);
    }
    Tensor deepLoss = sum(deep);
    graph.forward();
    graph.backward(loss);
    float[] gradient = Values.gradient(x);
    assertThat(gradient[0]).isEqualTo(0.25f);
    assertThat(gradient[1]).isBetween(0.0066f, 0.0067f);
    assertThat(gradient[2]).isLessThan(5e-5f);
    assertThat(gradient[3]).isLessThan(3e-9f);
    graph.backward(deepLoss);
    assertThat(x.gradient()[0]).isPositive().isLessThan(1f / (1 << 10));
  }

  /** All of a unit's inputs are negative: gradient descent can move it by its leak only. */
  private static float lossOfADeadUnit(UnaryOperator<Tensor> activation) {
    Parameters weights = new Parameters();
    Linear unit = new Linear(weights, "0", 1, 1);
    weights.all().get(0).set(1);
    weights.all().get(1).set(-10);
    Graph graph = graph();
    Tensor y = activation.apply(unit.apply(given(graph, 1, 0, 1, 2, 3)));
    Tensor loss = Losses.mse(y, given(graph, 1, 0, 1, 2, 3));
    train(graph, weights, loss, 3000, 0.02);
    return loss.scalar();
  }

  @Test
  void aDeadReluStaysDeadAndALeakyOneRevives() {
    assertThat(lossOfADeadUnit(Functions::relu)).as("untouched: (1 + 4 + 9) / 4").isEqualTo(3.5f);
    assertThat(lossOfADeadUnit(x -> leakyRelu(x, 0.01))).isLessThan(1e-3f);
  }
}
