package org.palaestra.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.deeplearning4j.rl4j.agent.AgentLearner;
import org.deeplearning4j.rl4j.agent.learning.algorithm.actorcritic.AdvantageActorCritic;
import org.deeplearning4j.rl4j.agent.learning.update.updater.NeuralNetUpdaterConfiguration;
import org.deeplearning4j.rl4j.builder.AdvantageActorCriticBuilder;
import org.deeplearning4j.rl4j.experience.StateActionExperienceHandler;
import org.deeplearning4j.rl4j.learning.configuration.QLearningConfiguration;
import org.deeplearning4j.rl4j.learning.sync.qlearning.discrete.QLearningDiscreteDense;
import org.deeplearning4j.rl4j.network.ac.ActorCriticCompGraph;
import org.deeplearning4j.rl4j.network.ac.ActorCriticFactoryCompGraphStdDense;
import org.deeplearning4j.rl4j.network.configuration.ActorCriticDenseNetworkConfiguration;
import org.deeplearning4j.rl4j.network.configuration.DQNDenseNetworkConfiguration;
import org.deeplearning4j.rl4j.observation.Observation;
import org.deeplearning4j.rl4j.observation.transform.TransformProcess;
import org.deeplearning4j.rl4j.observation.transform.operation.ArrayToINDArrayTransform;
import org.deeplearning4j.rl4j.policy.DQNPolicy;
import org.deeplearning4j.rl4j.space.Box;
import org.deeplearning4j.rl4j.trainer.SyncTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.DefaultRandom;
import org.nd4j.linalg.api.rng.Random;
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

  @SuppressWarnings("deprecation") // its only network that saves and loads by itself
  @Test
  void advantageActorCriticLearnsTheCorridorAndItsSavedNetworkAnswersTheSame(@TempDir Path folder)
      throws Exception {
    Random random = new DefaultRandom(1);
    ActorCriticDenseNetworkConfiguration layers =
        ActorCriticDenseNetworkConfiguration.builder()
            .numLayers(1)
            .numHiddenNodes(16)
            .updater(new Adam(0.01))
            .build();
    ActorCriticCompGraph network =
        new ActorCriticFactoryCompGraphStdDense(layers)
            .buildActorCritic(new int[] {Corridor.CELLS}, 2);
    AdvantageActorCriticBuilder.Configuration settings =
        AdvantageActorCriticBuilder.Configuration.builder()
            .asynchronous(false)
            .neuralNetUpdaterConfiguration(
                NeuralNetUpdaterConfiguration.builder().targetUpdateFrequency(1).build())
            .experienceHandlerConfiguration(
                StateActionExperienceHandler.Configuration.builder().batchSize(8).build())
            .advantageActorCriticConfiguration(
                AdvantageActorCritic.Configuration.builder().gamma(0.9).build())
            .agentLearnerConfiguration(
                AgentLearner.Configuration.builder().maxEpisodeSteps(50).build())
            .build();
    AdvantageActorCriticBuilder learner =
        new AdvantageActorCriticBuilder(
            settings,
            network,
            () -> new ObservedCorridor(random),
            () ->
                TransformProcess.builder()
                    .transform(
                        ObservedCorridor.CHANNEL, new ArrayToINDArrayTransform(1, Corridor.CELLS))
                    .build(ObservedCorridor.CHANNEL),
            random);

    new SyncTrainer<>(learner, trainer -> trainer.getStepCount() >= 2_000).train();

    String file = folder.resolve("network.zip").toString();
    network.save(file);
    ActorCriticCompGraph loaded = ActorCriticCompGraph.load(file);
    for (int cell = 0; cell < Corridor.CELLS; cell++) {
      INDArray[] answer = network.outputAll(observe(cell)); // value [1, 1], probabilities [1, 2]
      assertThat(answer[1].getDouble(0, 1))
          .as("probability of right in cell %d", cell)
          .isGreaterThan(0.8);
      INDArray[] again = loaded.outputAll(observe(cell));
      assertThat(again[0].toFloatMatrix()).isDeepEqualTo(answer[0].toFloatMatrix());
      assertThat(again[1].toFloatMatrix()).isDeepEqualTo(answer[1].toFloatMatrix());
    }
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
