package org.palaestra.nd4j.rl4j;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Greedy;
import org.palaestra.agents.network.InputEncoder;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Functions;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;

/** Plays what RL4J has learned, without RL4J: the action that the network prefers. */
final class GuestActor implements Actor, Explains {

  private final Graph graph;
  private final InputEncoder encoder;
  private final double rewardFactor;
  private final int copies;
  private final Tensor states; // [N, D]
  private final Tensor preferences; // [N, A]
  private final Optional<Tensor> probabilities; // [N, A]
  private final Optional<Tensor> value; // [N, 1]

  GuestActor(
      GuestNetwork network, Graph graph, InputEncoder encoder, double rewardFactor, int copies) {
    this.graph = graph;
    this.encoder = encoder;
    this.rewardFactor = rewardFactor;
    this.copies = copies;
    states = graph.input(copies, encoder.width());
    GuestNetwork.Outputs outputs = network.outputs(states);
    preferences = outputs.actions();
    value = outputs.value();
    probabilities = value.map(any -> Functions.softmax(preferences));
  }

  @Override
  public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    for (int copy = 0; copy < copies; copy++) {
      encoder.encode(now.observations, copy * now.width(), states.value(), copy);
    }
    graph.forward();
    int actions = preferences.extent(1);
    for (int copy = 0; copy < copies; copy++) {
      out.indices[copy] =
          Greedy.action(preferences.value(), copy * actions, actions, now.allowed, copy * actions);
    }
  }

  /** Values are told in the environment's own rewards. */
  @Override
  public void explain(int copy, Explanation out) {
    if (value.isPresent()) {
      out.probabilities(row(probabilities.orElseThrow(), copy));
      out.stateValue(value.get().value()[copy] / rewardFactor);
    } else {
      float[] values = row(preferences, copy);
      for (int i = 0; i < values.length; i++) {
        values[i] /= (float) rewardFactor;
      }
      out.actionValues(values);
    }
  }

  private static float[] row(Tensor of, int copy) {
    int width = of.extent(1);
    return Arrays.copyOfRange(of.value(), copy * width, (copy + 1) * width);
  }
}
