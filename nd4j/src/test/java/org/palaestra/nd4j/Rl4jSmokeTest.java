package org.palaestra.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.deeplearning4j.rl4j.learning.configuration.QLearningConfiguration;
import org.deeplearning4j.rl4j.learning.sync.qlearning.discrete.QLearningDiscreteDense;
import org.deeplearning4j.rl4j.network.configuration.DQNDenseNetworkConfiguration;
import org.deeplearning4j.rl4j.observation.Observation;
import org.deeplearning4j.rl4j.policy.DQNPolicy;
import org.deeplearning4j.rl4j.space.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

final class Rl4jSmokeTest {

  @Test
  void doubleDqnLearnsTheCorridorAndItsSavedPolicyPlaysTheSame(@TempDir Path folder)
      throws Exception {
    DQNPolicy<Box> trained = train();

    INDArray values = values(trained);
    for (int cell = 0; cell < Corridor.CELLS; cell++) {
      assertThat(values.getDouble(cell, 1))
          .as("value of right in cell %d", cell)
          .isCloseTo(Math.pow(0.9, Corridor.CELLS - 1 - cell), within(0.15));
      assertThat(trained.nextAction(new Observation(observe(cell))))
          .as("greedy action in cell %d", cell)
          .isEqualTo(1);
    }

    String file = folder.resolve("policy.zip").toString();
    trained.save(file);
    DQNPolicy<Box> loaded = DQNPolicy.load(file);

    assertThat(values(loaded).toFloatMatrix()).isDeepEqualTo(values.toFloatMatrix());
    assertThat(stepsToTheEnd(loaded)).isEqualTo(Corridor.CELLS);
  }

  private static DQNPolicy<Box> train() {
    QLearningConfiguration learning =
        QLearningConfiguration.builder()
            .seed(1L)
            .maxStep(1_500)
            .maxEpochStep(50)
            .expRepMaxSize(1_000)
            .batchSize(32)
            .targetDqnUpdateFreq(50)
            .updateStart(50)
            .rewardFactor(1)
            .gamma(0.9)
            .errorClamp(1)
            .minEpsilon(0.3)
            .epsilonNbStep(500)
            .doubleDQN(true)
            .build();
    DQNDenseNetworkConfiguration network =
        DQNDenseNetworkConfiguration.builder()
            .numLayers(1)
            .numHiddenNodes(16)
            .updater(new Adam(0.01)) // learningRate(…) is ignored
            .build();
    QLearningDiscreteDense<Box> learner =
        new QLearningDiscreteDense<>(new Corridor(), network, learning);
    learner.train();
    return learner.getPolicy();
  }

  private static int stepsToTheEnd(DQNPolicy<Box> policy) {
    Corridor corridor = new Corridor();
    INDArray now = corridor.reset().getData();
    int steps = 0;
    while (!corridor.isDone() && steps < 100) {
      now = corridor.step(policy.nextAction(new Observation(row(now)))).getObservation().getData();
      steps++;
    }
    return steps;
  }

  private static INDArray row(INDArray data) {
    return data.reshape(1, Corridor.CELLS).castTo(Nd4j.dataType());
  }

  private static INDArray observe(int cell) {
    return Nd4j.createFromArray(new double[][] {Corridor.observation(cell)})
        .castTo(Nd4j.dataType());
  }

  /** What the network says; [cell, action]. */
  private static INDArray values(DQNPolicy<Box> policy) {
    INDArray[] rows = new INDArray[Corridor.CELLS];
    for (int cell = 0; cell < rows.length; cell++) {
      rows[cell] = policy.getNeuralNet().output(observe(cell)).get("Q");
    }
    return Nd4j.vstack(rows);
  }
}
