package org.palaestra.agents.value;

import org.palaestra.agents.Greedy;
import org.palaestra.agents.replay.Transitions;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;

/** B transitions as the networks take them, and the graphs in which they do. */
final class Batch {

  final Task task;
  final int size; // B
  final Transitions drawn;
  final Graph learning;
  final Graph bootstrapping;
  final Tensor states; // [B, D] in the learning graph
  final Tensor weights; // [B] importance, in the learning graph
  final Tensor nextStates; // [B, D] in the bootstrapping graph

  Batch(Task task, int size) {
    this.task = task;
    this.size = size;
    drawn = new Transitions(task.observations, task.actionSpace, size);
    bootstrapping = task.graph();
    learning = task.graph();
    nextStates = bootstrapping.input(size, task.encoder.width());
    states = learning.input(size, task.encoder.width());
    weights = learning.input(size);
  }

  /** Takes over what was drawn. */
  void encode() {
    int width = task.observations.size();
    for (int i = 0; i < size; i++) {
      task.encoder.encode(drawn.observations, i * width, states.value(), i);
      task.encoder.encode(drawn.successors, i * width, nextStates.value(), i);
      weights.value()[i] = drawn.weights[i];
    }
  }

  /** The action of the greatest value in a successor. */
  int greedy(Tensor q, int row) {
    return Greedy.action(
        q.value(), row * task.actions, task.actions, drawn.allowed, row * task.actions);
  }

  /** The value that {@code q [B, A]} gives an action in a successor. */
  float valueOf(Tensor q, int action, int row) {
    return q.value()[row * task.actions + action];
  }

  /** Whether a successor's value counts. */
  boolean hasFuture(int row) {
    return drawn.discounts[row] != 0;
  }
}
