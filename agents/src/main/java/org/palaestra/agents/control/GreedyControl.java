package org.palaestra.agents.control;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.agents.network.InputEncoder;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.Kernels;

/** Does what a network says, without chance, and tells what its critics think of that. */
final class GreedyControl implements Actor, Explains {

  private final Graph graph;
  private final Tensor states; // [N, D]
  private final Tensor action; // [N, A] in [−1, 1]
  private final Graph judging; // of one copy, when it is asked about
  private final Tensor judgedState; // [1, D]
  private final Tensor judgedAction; // [1, A]
  private final Tensor value; // [1]
  private final InputEncoder encoder;
  private final ActionScale scale;
  private final int copies;

  /**
   * With what it stands on.
   *
   * @param network states {@code [N, D]} to actions {@code [N, A]}
   * @param critic states {@code [N, D]} and actions {@code [N, A]} to values {@code [N]}
   */
  GreedyControl(
      Kernels kernels,
      UnaryOperator<Tensor> network,
      BinaryOperator<Tensor> critic,
      InputEncoder encoder,
      ActionScale scale,
      int copies) {
    this.encoder = encoder;
    this.scale = scale;
    this.copies = copies;
    graph = new Graph(kernels);
    states = graph.input(copies, encoder.width());
    action = network.apply(states);
    judging = new Graph(kernels);
    judgedState = judging.input(1, encoder.width());
    judgedAction = judging.input(1, scale.width());
    value = critic.apply(judgedState, judgedAction);
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

  @Override
  public void explain(int copy, Explanation out) {
    int width = encoder.width();
    int a = scale.width();
    System.arraycopy(states.value(), copy * width, judgedState.value(), 0, width);
    System.arraycopy(action.value(), copy * a, judgedAction.value(), 0, a);
    judging.forward();
    out.stateValue(value.value()[0]);
  }
}
