package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class LbfgsTest {

  private final Parameters parameters = new Parameters();

  private Parameter start(float... values) {
    Parameter p = parameters.add("p", Initialisers.constant(0), values.length);
    p.set(values);
    return p;
  }

  /** ½ xᵀ A x − bᵀ x with curvatures from 1 to 1000; its minimum is A⁻¹ b. */
  @Test
  void aQuadraticIsSolvedInFewSteps() {
    double[] curvature = {1, 10, 100, 1000};
    Parameter p = start(5, -3, 2, 1);
    Lbfgs optimiser =
        new Lbfgs(
            parameters,
            () -> {
              double loss = 0;
              for (int i = 0; i < 4; i++) {
                double x = p.value()[i];
                loss += curvature[i] / 2 * x * x - x;
                p.gradient()[i] = (float) (curvature[i] * x - 1);
              }
              return loss;
            },
            10);
    int steps = optimiser.minimise(100, 1e-4);
    assertThat(steps).isLessThanOrEqualTo(25);
    for (int i = 0; i < 4; i++) {
      assertThat((double) p.value()[i]).isCloseTo(1 / curvature[i], within(1e-4 / curvature[i]));
    }
    // Gradient descent may not take longer steps than 2/1000 here.
    Sgd sgd = new Sgd(parameters);
    p.set(5, -3, 2, 1);
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < 4; i++) {
        p.gradient()[i] = (float) (curvature[i] * p.value()[i] - 1);
      }
      sgd.step(1.9e-3);
    }
    assertThat((double) p.value()[0]).as("gradient descent").isGreaterThan(4);
  }

  private static double rosenbrock(Parameter p) {
    double loss = 0;
    java.util.Arrays.fill(p.gradient(), 0);
    for (int i = 0; i + 1 < p.size(); i++) {
      double x = p.value()[i];
      double y = p.value()[i + 1];
      loss += 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);
      p.gradient()[i] += (float) (-400 * x * (y - x * x) - 2 * (1 - x));
      p.gradient()[i + 1] += (float) (200 * (y - x * x));
    }
    return loss;
  }

  @ParameterizedTest
  @CsvSource({"-1.2, 1", "3, -2", "0, 0", "-5, 30"})
  void rosenbrocksValleyIsFollowedToItsEnd(float x, float y) {
    Parameter p = start(x, y);
    Lbfgs optimiser = new Lbfgs(parameters, () -> rosenbrock(p), 10);
    int steps = optimiser.minimise(200, 1e-5);
    assertThat(steps).isLessThan(100);
    assertThat(optimiser.loss()).isLessThan(1e-9);
    assertThat((double) p.value()[0]).isCloseTo(1, within(1e-4));
    assertThat((double) p.value()[1]).isCloseTo(1, within(1e-4));
  }

  @Test
  void rosenbrocksFunctionOfTwentyNumbersIsMinimised() {
    float[] from = new float[20];
    for (int i = 0; i < 20; i++) {
      from[i] = i % 2 == 0 ? -1.2f : 1;
    }
    Parameter p = start(from);
    Lbfgs optimiser = new Lbfgs(parameters, () -> rosenbrock(p), 10);
    assertThat(optimiser.minimise(500, 1e-4)).isLessThan(200);
    assertThat(optimiser.loss()).isLessThan(1e-7);
  }

  @Test
  void everyStepLowersTheLoss() {
    Parameter p = start(-1.2f, 1);
    Lbfgs optimiser = new Lbfgs(parameters, () -> rosenbrock(p), 3);
    double loss = rosenbrock(p);
    for (int step = 0; step < 25; step++) {
      optimiser.step(1);
      assertThat(optimiser.loss()).isLessThan(loss).isEqualTo(rosenbrock(p));
      loss = optimiser.loss();
    }
  }

  /**
   * The strong Wolfe conditions themselves, on a function with a long tail and a deep narrow dip.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.1, 1, 10, 1000})
  void lineSearchSatisfiesTheStrongWolfeConditions(double first) {
    double[] at = {0};
    LineSearch.Line line =
        new LineSearch.Line() {
          @Override
          public void go(double t) {
            at[0] = t;
          }

          @Override
          public double value() {
            return -at[0] / (at[0] * at[0] + 2); // Moré and Thuente, 1994, first function
          }

          @Override
          public double slope() {
            double square = at[0] * at[0];
            return (square - 2) / ((square + 2) * (square + 2));
          }
        };
    double t = new LineSearch(line).search(0, -0.5, first);
    assertThat(at[0]).as("the line is left there").isEqualTo(t);
    assertThat(t).isPositive();
    assertThat(line.value()).isLessThanOrEqualTo(1e-4 * t * -0.5);
    assertThat(Math.abs(line.slope())).isLessThanOrEqualTo(0.9 * 0.5);
  }

  @Test
  void aTrialThatIsNoNumberIsSteppedBackFrom() {
    Parameter p = start(1);
    // log(x) + 1/x, whose minimum is at 1; not defined at 0 and below.
    p.set(0.2f);
    Lbfgs optimiser =
        new Lbfgs(
            parameters,
            () -> {
              double x = p.value()[0];
              p.gradient()[0] = (float) (1 / x - 1 / (x * x));
              return x <= 0 || x > 1.5 ? Double.NaN : Math.log(x) + 1 / x;
            },
            5);
    optimiser.minimise(50, 1e-6);
    assertThat((double) p.value()[0]).isCloseTo(1, within(1e-3));
  }

  @Test
  void aLossThatIsNoNumberIsReported() {
    start(1);
    Lbfgs optimiser = new Lbfgs(parameters, () -> Double.NaN, 5);
    assertThatThrownBy(() -> optimiser.step(1))
        .hasMessage("the loss is NaN before the step of L-BFGS");
  }

  @Test
  void aMinimumIsLeftAlone() {
    Parameter p = start(1, 1);
    Lbfgs optimiser = new Lbfgs(parameters, () -> rosenbrock(p), 5);
    assertThat(optimiser.minimise(10, 0)).isZero();
    optimiser.step(1);
    assertThat(p.get()).containsExactly(1, 1);
  }

  /** A network in a graph, whose loss is a float: the search must live with its roundings. */
  @Test
  void aNetworkFitsASine() {
    Linear first = new Linear(parameters, "0", 1, 12);
    Linear second = new Linear(parameters, "1", 12, 1);
    parameters.initialise(new RandomStream(3));
    Graph graph = new Graph(KernelChoice.of("auto"));
    Tensor x = graph.input(64, 1);
    Tensor y = graph.input(64, 1);
    for (int i = 0; i < 64; i++) {
      x.value()[i] = -3 + 6 * i / 63f;
      y.value()[i] = (float) Math.sin(x.value()[i]);
    }
    Tensor loss = Losses.mse(second.apply(Functions.tanh(first.apply(x))), y);
    Lbfgs optimiser =
        new Lbfgs(
            parameters,
            () -> {
              parameters.clearGradients();
              graph.forward();
              graph.backward(loss);
              return loss.scalar();
            },
            10);
    optimiser.minimise(300, 0);
    assertThat(optimiser.loss()).isLessThan(1e-4);
  }

  /** Three changes are remembered of the many steps through Rosenbrock's valley. */
  @Test
  void stepsAllocateNothing() {
    Parameter p = start(-1.2f, 1);
    Lbfgs optimiser = new Lbfgs(parameters, () -> rosenbrock(p), 3);
    var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5000 && least > 0; round++) {
      long before = bean.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20; i++) {
        p.value()[0] = -1.2f;
        p.value()[1] = 1;
        for (int step = 0; step < 12; step++) {
          optimiser.step(1);
        }
      }
      least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes in 240 steps").isZero();
    assertThat(optimiser.loss()).as("24.2 at first").isLessThan(1e-3);
  }
}
