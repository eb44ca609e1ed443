package org.palaestra.agents.control;

import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agents.network.InputEncoder;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;

/** Does what a network says, without chance. */
final class GreedyControl implements Actor {

  private final Graph graph;
  private final Tensor states; // [N, D]
  private final Tensor action; // [N, A] in [−1, 1]
  private final InputEncoder encoder;
  private final ActionScale scale;
  private final int copies;

  GreedyControl(
      Graph graph,
      UnaryOperator<Tensor> network,
      InputEncoder encoder,
      ActionScale scale,
      int copies) {
    this.graph = graph;
    this.encoder = encoder;
    this.scale = scale;
    this.copies = copies;
    states = graph.input(copies, encoder.width());
    action = network.apply(states);
  }

  @Override
  public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    for (int copy = 0; copy < copies; copy++) {
      encoder.encode(now.observations, copy * now.width(), states.value(), copy);
    }
    graph.forward();
    for (int copy = 0; copy < copies; copy++) {
      scale.send(action.value(), copy * scale.width(), out.values, copy * scale.width());
    }
  }
}
