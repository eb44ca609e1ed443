package org.palaestra.agents.value;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Greedy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Memory;
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
  private final Tensor resets; // [N, 1]
  private final Memory begin;
  private final RecurrentQNetwork.Read read;

  RecurrentActor(Task task, RecurrentQNetwork network, DoubleSupplier epsilon, int copies) {
    this.task = task;
    this.epsilon = epsilon;
    this.copies = copies;
    graph = task.quietGraph();
    states = graph.input(copies, task.encoder.width());
    resets = graph.input(copies, 1);
    begin = network.memory(graph, copies);
    read = network.read(states, begin, resets);
  }

  @Override
  public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    for (int copy = 0; copy < copies; copy++) {
      task.encoder.encode(now.observations, copy * now.width(), states.value(), copy);
      resets.value()[copy] = now.starts[copy] ? 1 : 0;
    }
    graph.forward();
    begin.carry(read.memory());
    double chance = epsilon.getAsDouble();
    int actions = task.actions;
    for (int copy = 0; copy < copies; copy++) {
      int at = copy * actions;
      boolean explores = chance > 0 && streams[copy].nextDouble() < chance;
      out.indices[copy] =
          explores
              ? Greedy.any(actions, now.allowed, at, streams[copy])
              : Greedy.action(read.q().value(), at, actions, now.allowed, at);
    }
  }

  @Override
  public void explain(int copy, Explanation out) {
    int actions = task.actions;
    out.actionValues(Arrays.copyOfRange(read.q().value(), copy * actions, (copy + 1) * actions));
  }

  @Override
  public void save(StateWriter out) {
    out.floats("hidden", Arrays.copyOf(begin.hidden().value(), begin.hidden().size()));
    out.floats("cell", Arrays.copyOf(begin.cell().value(), begin.cell().size()));
  }

  @Override
  public void restore(StateReader in) {
    float[] stored = new float[begin.hidden().size()];
    in.floats("hidden", stored);
    begin.hidden().set(stored);
    in.floats("cell", stored);
    begin.cell().set(stored);
  }
}
