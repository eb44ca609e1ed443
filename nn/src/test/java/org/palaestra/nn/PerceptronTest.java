package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.random.RandomStream;
import org.palaestra.store.Checkpoint;

final class PerceptronTest {

  /** By hand: x = (1, 0) is positive, (0, 1) is not. */
  @Test
  void theRuleMovesWeightsByTheSampleAndOnlyOnAMistake() {
    Perceptron perceptron = new Perceptron(2);
    float[] x = {1, 0, 0, 1};
    assertThat(perceptron.learn(x, 0, true)).as("0 is on no side").isTrue();
    assertThat(perceptron.weights()).containsExactly(1, 0);
    assertThat(perceptron.bias()).isEqualTo(1);
    assertThat(perceptron.learn(x, 2, false)).isTrue();
    assertThat(perceptron.weights()).containsExactly(1, -1);
    assertThat(perceptron.bias()).isZero();
    assertThat(perceptron.learn(x, 0, true)).isFalse();
    assertThat(perceptron.learn(x, 2, false)).isFalse();
    assertThat(perceptron.mistakes()).isEqualTo(2);
    assertThat(perceptron.positive(x, 0)).isTrue();
    assertThat(perceptron.positive(x, 2)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void separableDataIsLearnedWithinNovikoffsBound(long seed) {
    RandomStream random = new RandomStream(seed);
    int inputs = 1 + random.nextInt(6);
    double[] truth = new double[inputs + 1];
    double length = 0;
    for (int i = 0; i <= inputs; i++) {
      truth[i] = random.nextGaussian();
      length += truth[i] * truth[i];
    }
    float[] x = new float[200 * inputs];
    boolean[] positive = new boolean[200];
    double margin = Double.POSITIVE_INFINITY;
    double radius = 0;
    for (int sample = 0; sample < 200; ) {
      double side = truth[inputs];
      double square = 1;
      for (int i = 0; i < inputs; i++) {
        float value = 6 * random.nextFloat() - 3;
        x[sample * inputs + i] = value;
        side += truth[i] * value;
        square += value * value;
      }
      double distance = Math.abs(side) / Math.sqrt(length);
      if (distance > 0.05) {
        positive[sample++] = side > 0;
        margin = Math.min(margin, distance);
        radius = Math.max(radius, Math.sqrt(square));
      }
    }
    double bound = radius / margin * (radius / margin);
    Perceptron perceptron = new Perceptron(inputs);
    boolean mistaken = true;
    while (mistaken) {
      mistaken = false;
      for (int sample = 0; sample < 200; sample++) {
        mistaken |= perceptron.learn(x, sample * inputs, positive[sample]);
      }
      assertThat((double) perceptron.mistakes()).as("seed %d", seed).isLessThanOrEqualTo(bound);
    }
    for (int sample = 0; sample < 200; sample++) {
      assertThat(perceptron.positive(x, sample * inputs)).isEqualTo(positive[sample]);
    }
  }

  @Test
  void exclusiveOrIsNeverLearned() {
    Perceptron perceptron = new Perceptron(2);
    float[] x = {0, 0, 0, 1, 1, 0, 1, 1};
    for (int epoch = 0; epoch < 1000; epoch++) {
      long before = perceptron.mistakes();
      for (int sample = 0; sample < 4; sample++) {
        perceptron.learn(x, 2 * sample, sample == 1 || sample == 2);
      }
      assertThat(perceptron.mistakes()).as("epoch %d", epoch).isGreaterThan(before);
    }
  }

  @Test
  void itIsSavedWhole(@TempDir Path folder) throws Exception {
    Perceptron perceptron = new Perceptron(2);
    perceptron.learn(new float[] {1, 2}, 0, false);
    Checkpoint.write(folder.resolve("p"), perceptron);
    Perceptron other = new Perceptron(2);
    other.restore(Checkpoint.read(folder.resolve("p")).state());
    assertThat(other.weights()).containsExactly(-1, -2);
    assertThat(other.bias()).isEqualTo(-1);
    assertThat(other.mistakes()).isEqualTo(1);
    assertThatThrownBy(() -> new Perceptron(0)).hasMessageContaining("at least 1 input");
  }
}
