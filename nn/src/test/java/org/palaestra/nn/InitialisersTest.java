package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class InitialisersTest {

  private static final int IN = 300;
  private static final int OUT = 500;

  private static float[] draw(Parameter.Initialiser initialiser, int size) {
    float[] values = new float[size];
    initialiser.initialise(values, new RandomStream(11));
    return values;
  }

  /** 150,000 numbers: the variance is known to about half a percent. */
  private static void check(Parameter.Initialiser initialiser, double variance, boolean bounded) {
    float[] values = draw(initialiser, IN * OUT);
    double sum = 0;
    double squares = 0;
    double fourths = 0;
    double largest = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
      fourths += Math.pow(value, 4);
      largest = Math.max(largest, Math.abs(value));
    }
    double measured = squares / values.length;
    double deviation = Math.sqrt(variance);
    assertThat(sum / values.length).isCloseTo(0, within(0.015 * deviation));
    assertThat(measured).isCloseTo(variance, within(0.02 * variance));
    // A uniform number's kurtosis is 1.8, and it ends at √3 deviations; a normal one's is 3.
    assertThat(fourths / values.length / (measured * measured))
        .isCloseTo(bounded ? 1.8 : 3, within(0.1));
    if (bounded) {
      assertThat(largest).isBetween(1.72 * deviation, Math.sqrt(3) * deviation * 1.000001);
    } else {
      assertThat(largest).isGreaterThan(3.5 * deviation);
    }
  }

  @Test
  void variancesAreThoseOfThePapers() {
    check(Initialisers.xavierUniform(IN, OUT), 2.0 / (IN + OUT), true);
    check(Initialisers.xavierNormal(IN, OUT), 2.0 / (IN + OUT), false);
    check(Initialisers.heUniform(IN), 2.0 / IN, true);
    check(Initialisers.heNormal(IN), 2.0 / IN, false);
    check(Initialisers.normal(0.3), 0.09, false);
    check(Initialisers.lecun(IN), 1.0 / (3 * IN), true);
  }

  /** He's point: through 20 layers of ReLU the signal neither dies nor explodes. */
  @Test
  void heKeepsASignalAliveThroughReluWhereXavierLetsItFade() {
    assertThat(energyAfterTwentyLayers(Initialisers.heNormal(128))).isBetween(0.2, 5.0);
    assertThat(energyAfterTwentyLayers(Initialisers.xavierNormal(128, 128))).isLessThan(1e-4);
  }

  private static double energyAfterTwentyLayers(Parameter.Initialiser initialiser) {
    Parameters parameters = new Parameters();
    Graph graph = new Graph(KernelChoice.of("auto"));
    Tensor x = graph.input(64, 128);
    Tensor y = x;
    for (int layer = 0; layer < 20; layer++) {
      Linear linear =
          new Linear(parameters, "" + layer, 128, 128, initialiser, Initialisers.constant(0));
      y = Functions.relu(linear.apply(y));
    }
    RandomStream random = new RandomStream(5);
    parameters.initialise(random);
    for (int i = 0; i < x.size(); i++) {
      x.value()[i] = (float) random.nextGaussian();
    }
    graph.forward();
    double in = 0;
    double out = 0;
    for (int i = 0; i < x.size(); i++) {
      in += x.value()[i] * x.value()[i];
      out += y.value()[i] * y.value()[i];
    }
    return out / in;
  }

  @ParameterizedTest
  @CsvSource({"40, 40, 1", "16, 90, 1", "90, 16, 1.5", "1, 7, 2", "7, 1, 2", "1, 1, 1"})
  void orthogonalMatricesAre(int rows, int columns, double gain) {
    float[] w = draw(Initialisers.orthogonal(rows, columns, gain), rows * columns);
    boolean wide = rows <= columns;
    int count = Math.min(rows, columns);
    int length = Math.max(rows, columns);
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        double product = 0;
        for (int i = 0; i < length; i++) {
          product +=
              wide
                  ? (double) w[a * columns + i] * w[b * columns + i]
                  : (double) w[i * columns + a] * w[i * columns + b];
        }
        assertThat(product).as("%d and %d", a, b).isCloseTo(a == b ? gain * gain : 0, within(1e-5));
      }
    }
  }

  /** Every orthogonal 2 x 2 matrix is equally likely: its angle is uniform, reflected or not. */
  @Test
  void orthogonalMatricesFavourNoDirection() {
    RandomStream random = new RandomStream(2);
    int[] octants = new int[8];
    int reflections = 0;
    float[] w = new float[4];
    for (int i = 0; i < 8000; i++) {
      Initialisers.orthogonal(2, 2, 1).initialise(w, random);
      double angle = Math.atan2(w[1], w[0]) + Math.PI;
      octants[(int) Math.min(7, angle / Math.PI * 4)]++;
      reflections += w[0] * w[3] - w[1] * w[2] < 0 ? 1 : 0;
    }
    for (int count : octants) {
      assertThat(count).isBetween(850, 1150);
    }
    assertThat(reflections).isBetween(3800, 4200);
  }

  @Test
  void theSeedDecidesAndWrongExtentsAreNamed() {
    assertThat(draw(Initialisers.heNormal(4), 9)).isEqualTo(draw(Initialisers.heNormal(4), 9));
    assertThatThrownBy(() -> draw(Initialisers.orthogonal(2, 3, 1), 5))
        .hasMessage("a parameter of 5 elements is no matrix of 2 x 3");
    assertThatThrownBy(() -> Initialisers.heNormal(0))
        .hasMessage("a layer has at least one input and one output, got 0 and 0");
  }
}
