package org.palaestra.nd4j.rl4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.rl4j.agent.AgentLearner;
import org.deeplearning4j.rl4j.agent.learning.algorithm.actorcritic.AdvantageActorCritic;
import org.deeplearning4j.rl4j.agent.learning.update.updater.NeuralNetUpdaterConfiguration;
import org.deeplearning4j.rl4j.builder.AdvantageActorCriticBuilder;
import org.deeplearning4j.rl4j.environment.Environment;
import org.deeplearning4j.rl4j.environment.IntegerActionSchema;
import org.deeplearning4j.rl4j.environment.Schema;
import org.deeplearning4j.rl4j.environment.StepResult;
import org.deeplearning4j.rl4j.experience.StateActionExperienceHandler;
import org.deeplearning4j.rl4j.network.ac.ActorCriticCompGraph;
import org.deeplearning4j.rl4j.network.ac.ActorCriticFactoryCompGraphStdDense;
import org.deeplearning4j.rl4j.network.configuration.ActorCriticDenseNetworkConfiguration;
import org.deeplearning4j.rl4j.observation.transform.TransformProcess;
import org.deeplearning4j.rl4j.observation.transform.operation.ArrayToINDArrayTransform;
import org.deeplearning4j.rl4j.trainer.SyncTrainer;
import org.nd4j.linalg.api.rng.DefaultRandom;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.palaestra.nd4j.rl4j.Rl4jA2c.A2cSettings;
import org.palaestra.settings.Settings;

/** RL4J's {@code AdvantageActorCriticBuilder} with one synchronous learner, set up and started. */
@SuppressWarnings("deprecation") // ActorCriticCompGraph: what its factory makes
final class A2cLearner implements Learner {

  private static final String CHANNEL = "observation";

  private final SyncTrainer<Integer> trainer;
  private final ComputationGraph network;
  private final Layers layers;
  private final double rewardFactor;
  private int updates;

  A2cLearner(Assignment assignment, Host host) {
    A2cSettings settings = Settings.bind(A2cSettings.classicControl(), assignment.settings());
    rewardFactor = settings.rewardFactor();
    Nd4j.getRandom().setSeed(assignment.seed());
    Random random = new DefaultRandom(assignment.seed());
    int inputs = assignment.inputs();
    int actions = assignment.actions();
    ActorCriticDenseNetworkConfiguration dense =
        ActorCriticDenseNetworkConfiguration.builder()
            .numLayers(settings.network().layers())
            .numHiddenNodes(settings.network().width())
            .updater(new Adam(settings.rate())) // learningRate(…) is ignored
            .build();
    ActorCriticCompGraph both =
        new ActorCriticFactoryCompGraphStdDense(dense)
            .buildActorCritic(new int[] {inputs}, actions);
    network = (ComputationGraph) both.getNeuralNetworks()[0];
    layers = Layers.of(network, settings.network().layers());
    layers.set(assignment.weights());
    AdvantageActorCriticBuilder builder =
        new AdvantageActorCriticBuilder(
            configuration(settings),
            both,
            () -> new HostEnvironment(host, actions, random),
            () ->
                TransformProcess.builder()
                    .transform(CHANNEL, new ArrayToINDArrayTransform(1, inputs))
                    .build(CHANNEL),
            random);
    trainer = new SyncTrainer<>(builder, any -> false);
  }

  private static AdvantageActorCriticBuilder.Configuration configuration(A2cSettings settings) {
    return AdvantageActorCriticBuilder.Configuration.builder()
        .asynchronous(false)
        .neuralNetUpdaterConfiguration(
            NeuralNetUpdaterConfiguration.builder().targetUpdateFrequency(1).build())
        .experienceHandlerConfiguration(
            StateActionExperienceHandler.Configuration.builder()
                .batchSize(settings.batch())
                .build())
        .advantageActorCriticConfiguration(
            AdvantageActorCritic.Configuration.builder().gamma(settings.discount()).build())
        .agentLearnerConfiguration(AgentLearner.Configuration.builder().build()) // no time limit
        .build();
  }

  @Override
  public void learn() {
    trainer.train();
  }

  @Override
  public float[][] weights() {
    return layers.get();
  }

  /** DL4J's score adds up what policy, value and entropy lose. */
  @Override
  public List<Report.Metric> metrics() {
    int now = network.getConfiguration().getIterationCount();
    if (now == updates) {
      return List.of();
    }
    updates = now;
    return List.of(new Report.Metric("loss", network.score()));
  }

  /**
   * The host as an environment. A step's result says whether the process ended, {@link
   * #isEpisodeFinished} whether the episode did: so a cut episode ends, and its last step is
   * bootstrapped.
   */
  private final class HostEnvironment implements Environment<Integer> {

    private final Host host;
    private final Schema<Integer> schema;
    private boolean ended;

    HostEnvironment(Host host, int actions, Random random) {
      this.host = host;
      schema = new Schema<>(new IntegerActionSchema(actions, 0, random));
    }

    @Override
    public Schema<Integer> getSchema() {
      return schema;
    }

    @Override
    public Map<String, Object> reset() {
      ended = false;
      return channels(host.begin());
    }

    @Override
    public StepResult step(Integer action) {
      Host.Outcome outcome = host.step(action, A2cLearner.this);
      ended = outcome.ended();
      return new StepResult(
          channels(outcome.successor()), rewardFactor * outcome.reward(), outcome.terminated());
    }

    @Override
    public boolean isEpisodeFinished() {
      return ended;
    }

    @Override
    public void close() {}

    /** RL4J transforms the numbers in this very map, so it must be mutable. */
    private static Map<String, Object> channels(float[] observation) {
      double[] numbers = new double[observation.length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = observation[i];
      }
      Map<String, Object> channels = new HashMap<>();
      channels.put(CHANNEL, numbers);
      return channels;
    }
  }
}
