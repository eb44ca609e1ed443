package org.palaestra.agents.value;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Greedy;
import org.palaestra.agents.network.InputEncoder;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;

/** Takes the action that a network values most. */
final class GreedyNetworkActor implements Actor, Explains {

  private final Graph graph;
  private final Tensor states; // [N, D]
  private final Tensor q; // [N, A]
  private final InputEncoder encoder;
  private final int copies;

  GreedyNetworkActor(QNetwork network, Graph graph, InputEncoder encoder, int copies) {
    this.graph = graph;
    this.encoder = encoder;
    this.copies = copies;
    states = graph.input(copies, encoder.width());
    q = network.values(states);
  }

  @Override
  public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    for (int copy = 0; copy < copies; copy++) {
      encoder.encode(now.observations, copy * now.width(), states.value(), copy);
    }
    graph.forward();
    int actions = q.extent(1);
    for (int copy = 0; copy < copies; copy++) {
      out.indices[copy] =
          Greedy.action(q.value(), copy * actions, actions, now.allowed, copy * actions);
    }
  }

  @Override
  public void explain(int copy, Explanation out) {
    int actions = q.extent(1);
    out.actionValues(Arrays.copyOfRange(q.value(), copy * actions, (copy + 1) * actions));
  }
}
