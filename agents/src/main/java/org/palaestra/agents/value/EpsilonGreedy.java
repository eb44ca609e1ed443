package org.palaestra.agents.value;

import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Greedy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Acts by the network that learns. It explores with probability ε, for a step or a stretch of them,
 * and asks the network only if some copy does not. A noisy network is drawn anew for each step, one
 * for all copies.
 */
final class EpsilonGreedy implements Actor {

  private final Task task;
  private final Schedule exploration;
  private final Graph acting;
  private final Tensor states; // [N, D]
  private final Tensor q; // [N, A]
  private final boolean[] explores;
  private final ExploringStretches stretches;

  EpsilonGreedy(Task task, QNetwork network, EpsilonSettings exploration) {
    this.task = task;
    this.exploration = exploration.epsilon();
    stretches = new ExploringStretches(task.copies, exploration.longest(), exploration.mu());
    acting = task.graph();
    states = acting.input(task.copies, task.encoder.width());
    q = network.values(states);
    explores = new boolean[task.copies];
  }

  @Override
  public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    double epsilon = task.progress.at(exploration);
    int actions = task.actions;
    boolean ask = false;
    for (int copy = 0; copy < explores.length; copy++) {
      explores[copy] = stretches.goesOn(copy, now, actions) || streams[copy].nextDouble() < epsilon;
      if (explores[copy]) {
        out.indices[copy] = stretches.action(copy, now, actions, streams[copy]);
      } else {
        task.encoder.encode(now.observations, copy * now.width(), states.value(), copy);
        ask = true;
      }
    }
    if (ask) {
      acting.forward();
      for (int copy = 0; copy < explores.length; copy++) {
        if (!explores[copy]) {
          out.indices[copy] =
              Greedy.action(q.value(), copy * actions, actions, now.allowed, copy * actions);
        }
      }
    }
  }

  @Override
  public void save(StateWriter out) {
    stretches.save(out);
  }

  @Override
  public void restore(StateReader in) {
    stretches.restore(in);
  }
}
