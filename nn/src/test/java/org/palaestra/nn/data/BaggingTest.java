package org.palaestra.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;

final class BaggingTest {

  /** y = sin(x) with noise. */
  private static DataSet noisySine(long seed, int size, double noise) {
    RandomStream random = new RandomStream(seed);
    float[] x = new float[size];
    float[] y = new float[size];
    for (int i = 0; i < size; i++) {
      x[i] = 6 * random.nextFloat() - 3;
      y[i] = (float) (StrictMath.sin(x[i]) + noise * random.nextGaussian());
    }
    return new DataSet(size, x, y);
  }

  /** The nearest neighbour: as unsteady a learner as there is. */
  private static Bagging.Predictor nearest(DataSet data, RandomStreams streams) {
    return (inputs, outputs) -> {
      float[] x = new float[1];
      float best = Float.POSITIVE_INFINITY;
      for (int i = 0; i < data.size(); i++) {
        data.input(i, x, 0);
        float distance = Math.abs(x[0] - inputs[0]);
        if (distance < best) {
          best = distance;
          data.target(i, outputs, 0);
        }
      }
    };
  }

  private static double error(Bagging.Predictor model, DataSet data) {
    float[] x = new float[1];
    float[] y = new float[1];
    float[] answer = new float[1];
    double sum = 0;
    for (int i = 0; i < data.size(); i++) {
      data.input(i, x, 0);
      data.target(i, y, 0);
      model.predict(x, answer);
      sum += (answer[0] - y[0]) * (double) (answer[0] - y[0]);
    }
    return sum / data.size();
  }

  @Test
  void severalModelsTogetherErrLessThanTheyDoAlone() {
    Bagging bagging =
        Bagging.learn(25, noisySine(1, 200, 0.5), new RandomStreams(1), BaggingTest::nearest);
    DataSet test = noisySine(2, 500, 0);
    double alone = 0;
    for (Bagging.Predictor model : bagging.models()) {
      alone += error(model, test) / 25;
    }
    assertThat(error(bagging::predict, test)).isLessThan(0.6 * alone);
  }

  @Test
  void theAnswerIsTheMeanAndTheSeedDecides() {
    int[] learned = {0};
    Bagging bagging =
        Bagging.learn(
            3,
            noisySine(1, 5, 0),
            new RandomStreams(1),
            (data, streams) -> {
              int answer = 3 * learned[0]++;
              return (inputs, outputs) -> outputs[0] = answer + inputs[0];
            });
    float[] y = {99};
    bagging.predict(new float[] {1}, y);
    assertThat(y[0]).isEqualTo(4);
    DataSet data = noisySine(1, 50, 0.5);
    DataSet test = noisySine(2, 50, 0);
    Bagging one = Bagging.learn(4, data, new RandomStreams(7), BaggingTest::nearest);
    Bagging same = Bagging.learn(4, data, new RandomStreams(7), BaggingTest::nearest);
    assertThat(error(same::predict, test)).isEqualTo(error(one::predict, test));
    assertThat(error(one.models().get(0), test)).isNotEqualTo(error(one.models().get(1), test));
    assertThatThrownBy(() -> Bagging.learn(0, data, new RandomStreams(7), BaggingTest::nearest))
        .hasMessage("bagging takes at least 1 model, got 0");
  }
}
