package org.palaestra.nd4j.rl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.rl4j.network.ac.ActorCriticFactoryCompGraphStdDense;
import org.deeplearning4j.rl4j.network.configuration.ActorCriticDenseNetworkConfiguration;
import org.deeplearning4j.rl4j.network.configuration.DQNDenseNetworkConfiguration;
import org.deeplearning4j.rl4j.network.dqn.DQNFactoryStdDense;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.palaestra.nn.Functions;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Parameter;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

/** RL4J's networks and ours say the same of what is small, large and negative. */
final class ExportTest {

  private static final int INPUTS = 5;
  private static final int ACTIONS = 3;
  private static final int ROWS = 300;
  private static final DenseSettings SHAPE = new DenseSettings(2, 7);

  private final RandomStream random = new RandomStream(8);

  /** A third of the rows around 1, one around 1000, one negative throughout. */
  private float[] observations() {
    float[] all = new float[ROWS * INPUTS];
    for (int i = 0; i < all.length; i++) {
      double x = random.nextGaussian();
      all[i] =
          (float)
              switch (i / INPUTS % 3) {
                case 0 -> x;
                case 1 -> 1_000 * x;
                default -> -10 * Math.abs(x);
              };
    }
    return all;
  }

  /** Weights of ours, biases too, that no two layers share. */
  private GuestNetwork drawn(GuestNetwork.Head head) {
    GuestNetwork network = new GuestNetwork(INPUTS, ACTIONS, SHAPE, head);
    network.weights().initialise(random);
    for (Parameter parameter : network.weights().all()) {
      if (parameter.name().endsWith(".bias")) {
        float[] biases = parameter.get();
        for (int i = 0; i < biases.length; i++) {
          biases[i] = (float) random.nextGaussian();
        }
        parameter.set(biases);
      }
    }
    return network;
  }

  private static float[][] floats(GuestNetwork network) {
    return network.weights().all().stream().map(Parameter::get).toArray(float[][]::new);
  }

  private static void assertSame(Tensor ours, INDArray theirs) {
    float[] expected = theirs.dup('c').reshape(theirs.length()).toFloatVector();
    assertThat(ours.size()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      float scale = Math.max(1, Math.abs(expected[i]));
      assertThat(ours.value()[i]).as("output %d", i).isCloseTo(expected[i], within(1e-5f * scale));
    }
  }

  private static INDArray matrix(float[] observations) {
    return Nd4j.createFromArray(observations).reshape(ROWS, INPUTS);
  }

  private static Tensor input(Graph graph, float[] observations) {
    Tensor x = graph.input(ROWS, INPUTS);
    System.arraycopy(observations, 0, x.value(), 0, observations.length);
    return x;
  }

  private static MultiLayerNetwork dqn() {
    return (MultiLayerNetwork)
        new DQNFactoryStdDense(
                DQNDenseNetworkConfiguration.builder()
                    .numLayers(SHAPE.layers())
                    .numHiddenNodes(SHAPE.width())
                    .build())
            .buildDQN(new int[] {INPUTS}, ACTIONS)
            .getNeuralNetworks()[0];
  }

  private static ComputationGraph actorCritic() {
    return (ComputationGraph)
        new ActorCriticFactoryCompGraphStdDense(
                ActorCriticDenseNetworkConfiguration.builder()
                    .numLayers(SHAPE.layers())
                    .numHiddenNodes(SHAPE.width())
                    .build())
            .buildActorCritic(new int[] {INPUTS}, ACTIONS)
            .getNeuralNetworks()[0];
  }

  @Test
  void actionValuesAreTheSame() {
    GuestNetwork network = drawn(GuestNetwork.Head.ACTION_VALUES);
    MultiLayerNetwork theirs = dqn();
    Layers layers = Layers.of(theirs, SHAPE.layers());
    layers.set(floats(network));
    float[] observations = observations();

    Graph graph = new Graph(KernelChoice.of("auto"));
    Tensor q = network.outputs(input(graph, observations)).actions();
    graph.forward();

    assertSame(q, theirs.output(matrix(observations)));
    assertThat(layers.get()).isDeepEqualTo(floats(network));
  }

  @Test
  void probabilitiesAndStateValuesAreTheSame() {
    GuestNetwork network = drawn(GuestNetwork.Head.POLICY_AND_VALUE);
    ComputationGraph theirs = actorCritic();
    Layers layers = Layers.of(theirs, SHAPE.layers());
    layers.set(floats(network));
    float[] observations = observations();

    Graph graph = new Graph(KernelChoice.of("auto"));
    GuestNetwork.Outputs outputs = network.outputs(input(graph, observations));
    Tensor probabilities = Functions.softmax(outputs.actions());
    graph.forward();

    INDArray[] both = theirs.output(matrix(observations)); // value, policy
    assertSame(outputs.value().orElseThrow(), both[0]);
    assertSame(probabilities, both[1]);
    assertThat(layers.get()).isDeepEqualTo(floats(network));
  }

  /** The other way round: what DL4J drew itself comes out as it is. */
  @Test
  void weightsThatDl4jDrewComeOut() {
    MultiLayerNetwork theirs = dqn();
    GuestNetwork network =
        new GuestNetwork(INPUTS, ACTIONS, SHAPE, GuestNetwork.Head.ACTION_VALUES);
    float[][] weights = Layers.of(theirs, SHAPE.layers()).get();
    List<Parameter> parameters = network.weights().all();
    for (int i = 0; i < weights.length; i++) {
      parameters.get(i).set(weights[i]);
    }
    float[] observations = observations();
    Graph graph = new Graph(KernelChoice.of("auto"));
    Tensor q = network.outputs(input(graph, observations)).actions();
    graph.forward();
    assertSame(q, theirs.output(matrix(observations)));
  }
}
