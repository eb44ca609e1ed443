package org.palaestra.agents.deep;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Greedy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Mlp;

/** Takes the action that a network values most. */
final class GreedyNetworkActor implements Actor, Explains {

  private final Mlp.Pass pass;
  private final InputEncoder encoder;
  private final int copies;
  private final int actions;

  GreedyNetworkActor(Mlp network, InputEncoder encoder, int copies) {
    pass = network.pass(copies);
    this.encoder = encoder;
    this.copies = copies;
    actions = network.outputs();
  }

  @Override
  public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    for (int copy = 0; copy < copies; copy++) {
      encoder.encode(now.observations, copy * now.width(), pass.input(), copy);
    }
    pass.forward(copies);
    for (int copy = 0; copy < copies; copy++) {
      out.indices[copy] =
          Greedy.action(
              pass.output(), copy * pass.outputStride(), actions, now.allowed, copy * actions);
    }
  }

  @Override
  public void explain(int copy, Explanation out) {
    int from = copy * pass.outputStride();
    out.actionValues(Arrays.copyOfRange(pass.output(), from, from + actions));
  }
}
