package org.palaestra.nd4j.rl4j;

import java.util.List;
import org.deeplearning4j.gym.StepReply;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.rl4j.learning.configuration.QLearningConfiguration;
import org.deeplearning4j.rl4j.learning.sync.qlearning.discrete.QLearningDiscreteDense;
import org.deeplearning4j.rl4j.mdp.MDP;
import org.deeplearning4j.rl4j.network.configuration.DQNDenseNetworkConfiguration;
import org.deeplearning4j.rl4j.network.dqn.DQN;
import org.deeplearning4j.rl4j.network.dqn.DQNFactoryStdDense;
import org.deeplearning4j.rl4j.space.ArrayObservationSpace;
import org.deeplearning4j.rl4j.space.DiscreteSpace;
import org.deeplearning4j.rl4j.space.Encodable;
import org.deeplearning4j.rl4j.space.ObservationSpace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.palaestra.nd4j.rl4j.Rl4jDoubleDqn.DoubleDqnSettings;
import org.palaestra.settings.Settings;

/** RL4J's {@code QLearningDiscreteDense}, set up and started. */
@SuppressWarnings("deprecation") // DQN: the only network that this learner takes
final class DoubleDqnLearner implements Learner {

  private final QLearningDiscreteDense<Seen> learning;
  private final MultiLayerNetwork network;
  private final Layers layers;
  private final int actions;
  private int updates;

  DoubleDqnLearner(Assignment assignment, Host host) {
    DoubleDqnSettings settings =
        Settings.bind(DoubleDqnSettings.classicControl(), assignment.settings());
    actions = assignment.actions();
    Nd4j.getRandom().setSeed(assignment.seed()); // random actions are drawn from this one
    DQNDenseNetworkConfiguration dense =
        DQNDenseNetworkConfiguration.builder()
            .numLayers(settings.network().layers())
            .numHiddenNodes(settings.network().width())
            .updater(new Adam(settings.rate())) // learningRate(…) is ignored
            .build();
    DQN dqn = new DQNFactoryStdDense(dense).buildDQN(new int[] {assignment.inputs()}, actions);
    network = (MultiLayerNetwork) dqn.getNeuralNetworks()[0];
    layers = Layers.of(network, settings.network().layers());
    layers.set(assignment.weights()); // before it is copied to the target network
    learning =
        new QLearningDiscreteDense<>(
            new HostMdp(host, assignment.inputs(), actions),
            dqn,
            configuration(settings, assignment));
  }

  /** The host counts the steps and cuts the episodes: RL4J's own limits are out of reach. */
  private static QLearningConfiguration configuration(
      DoubleDqnSettings settings, Assignment assignment) {
    return QLearningConfiguration.builder()
        .seed(assignment.seed())
        .maxStep(Integer.MAX_VALUE)
        .maxEpochStep(Integer.MAX_VALUE)
        .expRepMaxSize(settings.capacity())
        .batchSize(settings.batch())
        .targetDqnUpdateFreq(settings.targetEvery())
        .updateStart(0)
        .rewardFactor(settings.rewardFactor())
        .gamma(settings.discount())
        .errorClamp(settings.longestError())
        .minEpsilon(settings.lastEpsilon())
        .epsilonNbStep(settings.exploring())
        .doubleDQN(true)
        .build();
  }

  @Override
  public void learn() {
    learning.train();
  }

  @Override
  public float[][] weights() {
    return layers.get();
  }

  /** DL4J's score is the mean over all actions, of which one has an error. */
  @Override
  public List<Report.Metric> metrics() {
    int now = network.getLayerWiseConfigurations().getIterationCount();
    if (now == updates) {
      return List.of();
    }
    updates = now;
    return List.of(
        new Report.Metric("loss/td", network.score() * actions),
        new Report.Metric("exploration/epsilon", learning.getEgPolicy().getEpsilon()));
  }

  /** What RL4J observes. */
  private record Seen(float[] numbers) implements Encodable {

    @Override
    public double[] toArray() {
      double[] doubles = new double[numbers.length];
      for (int i = 0; i < doubles.length; i++) {
        doubles[i] = numbers[i];
      }
      return doubles;
    }

    @Override
    public boolean isSkipped() {
      return false;
    }

    @Override
    public INDArray getData() {
      return Nd4j.createFromArray(numbers).reshape(1, numbers.length);
    }

    @Override
    public Seen dup() {
      return this; // nothing changes it
    }
  }

  /**
   * The host as an environment. A step's reply says whether the process ended, {@link #isDone}
   * whether the episode did: so a cut episode ends, and its last step is bootstrapped.
   */
  private final class HostMdp implements MDP<Seen, Integer, DiscreteSpace> {

    private final Host host;
    private final DiscreteSpace space;
    private final ObservationSpace<Seen> observations;
    private boolean ended;

    HostMdp(Host host, int inputs, int actions) {
      this.host = host;
      space = new DiscreteSpace(actions);
      observations = new ArrayObservationSpace<>(new int[] {inputs});
    }

    @Override
    public ObservationSpace<Seen> getObservationSpace() {
      return observations;
    }

    @Override
    public DiscreteSpace getActionSpace() {
      return space;
    }

    @Override
    public Seen reset() {
      ended = false;
      return new Seen(host.begin());
    }

    @Override
    public StepReply<Seen> step(Integer action) {
      Host.Outcome outcome = host.step(action, DoubleDqnLearner.this);
      ended = outcome.ended();
      return new StepReply<>(
          new Seen(outcome.successor()), outcome.reward(), outcome.terminated(), "");
    }

    @Override
    public boolean isDone() {
      return ended;
    }

    @Override
    public void close() {}

    @Override
    public MDP<Seen, Integer, DiscreteSpace> newInstance() {
      throw new UnsupportedOperationException("there is one host");
    }
  }
}
