package org.palaestra.agents.value;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Greedy;
import org.palaestra.agents.network.Recall;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Takes the action that a recurrent network values most, or any with probability ε. It remembers
 * the episode of each copy, and reads every observation, also where it explores.
 */
final class RecurrentActor implements Actor, Explains {

  private final Task task;
  private final DoubleSupplier epsilon;
  private final int copies; // N
  private final Graph graph;
  private final Tensor states; // [N, D]
  private final Recall recall;
  private final Tensor q; // [N, A]

  RecurrentActor(Task task, RecurrentQNetwork network, DoubleSupplier epsilon, int copies) {
    this.task = task;
    this.epsilon = epsilon;
    this.copies = copies;
    graph = task.quietGraph();
    states = graph.input(copies, task.encoder.width());
    recall = new Recall(graph, copies, 1);
    q = network.q(states, recall);
  }

  @Override
  public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    for (int copy = 0; copy < copies; copy++) {
      task.encoder.encode(now.observations, copy * now.width(), states.value(), copy);
    }
    recall.forget(now.starts);
    graph.forward();
    recall.carry();
    double chance = epsilon.getAsDouble();
    int actions = task.actions;
    for (int copy = 0; copy < copies; copy++) {
      int at = copy * actions;
      boolean explores = chance > 0 && streams[copy].nextDouble() < chance;
      out.indices[copy] =
          explores
              ? Greedy.any(actions, now.allowed, at, streams[copy])
              : Greedy.action(q.value(), at, actions, now.allowed, at);
    }
  }

  @Override
  public void explain(int copy, Explanation out) {
    int actions = task.actions;
    out.actionValues(Arrays.copyOfRange(q.value(), copy * actions, (copy + 1) * actions));
  }

  @Override
  public void save(StateWriter out) {
    recall.save(out);
  }

  @Override
  public void restore(StateReader in) {
    recall.restore(in);
  }
}
