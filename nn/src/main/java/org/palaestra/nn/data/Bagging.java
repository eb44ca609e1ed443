package org.palaestra.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.palaestra.random.RandomStreams;

/**
 * Several models, each trained on its own resample of the data, that answer together (Breiman,
 * "Bagging predictors", 1996). The mean of their answers varies less than each of them.
 */
public final class Bagging {

  /** A model as far as its answers go. */
  @FunctionalInterface
  public interface Predictor {

    /**
     * Answers for one sample.
     *
     * @param inputs of the sample
     * @param outputs takes the answer
     */
    void predict(float[] inputs, float[] outputs);
  }

  /** Makes and trains a model. */
  @FunctionalInterface
  public interface Learner {

    /**
     * Trains a model.
     *
     * @param data its resample
     * @param streams its own chance, such as for initial weights and the order of samples
     */
    Predictor learn(DataSet data, RandomStreams streams);
  }

  private final List<Predictor> models;
  private float[] answer = new float[0];

  private Bagging(List<Predictor> models) {
    this.models = models;
  }

  /**
   * Trains models one after another.
   *
   * @param count how many, at least 1
   * @param streams the same root gives the same models
   */
  public static Bagging learn(int count, DataSet data, RandomStreams streams, Learner learner) {
    if (count < 1) {
      throw new IllegalArgumentException("bagging takes at least 1 model, got " + count);
    }
    List<Predictor> models = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DataSet resample = data.resample(streams.stream("bootstrap", i));
      models.add(learner.learn(resample, streams.child("model", i)));
    }
    return new Bagging(List.copyOf(models));
  }

  /** The models, in order. */
  public List<Predictor> models() {
    return models;
  }

  /**
   * Answers for one sample with the mean of all answers.
   *
   * @param inputs of the sample
   * @param outputs takes the answer
   */
  public void predict(float[] inputs, float[] outputs) {
    if (answer.length != outputs.length) {
      answer = new float[outputs.length];
    }
    Arrays.fill(outputs, 0);
    for (int i = 0; i < models.size(); i++) {
      models.get(i).predict(inputs, answer);
      for (int j = 0; j < outputs.length; j++) {
        outputs[j] += answer[j] / models.size();
      }
    }
  }
}
