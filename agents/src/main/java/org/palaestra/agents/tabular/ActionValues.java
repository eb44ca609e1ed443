package org.palaestra.agents.tabular;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Greedy;
import org.palaestra.agents.exploration.Exploration;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.space.Discrete;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * A table of action values Q(s, a), who explores on it and who acts greedily on it: what the agents
 * of this package have in common. How the table is learned is theirs alone.
 */
final class ActionValues implements Stateful {

  final int copies;
  final int states;
  final int actions;

  /** {@code [S, A]}. */
  final float[] q;

  private final Schedule learningRate;
  private final Exploration exploration;
  private final long total;
  private final float[] probabilities; // [A]
  private final Errors errors = new Errors();
  private final Actor behaviour = this::explore;
  private long steps;

  ActionValues(AgentContext context, ControlSettings settings) {
    copies = context.copies();
    states = ((Discrete) context.observations()).n();
    actions = ((Discrete) context.actions()).n();
    total = context.steps();
    learningRate = settings.learningRate();
    exploration = settings.exploration().onTable(states, actions, total);
    q = new float[Math.multiplyExact(states, actions)];
    Arrays.fill(q, (float) settings.initialValue());
    probabilities = new float[actions];
  }

  /** Environment steps observed so far. */
  long steps() {
    return steps;
  }

  /** α of this step. */
  float alpha() {
    return (float) learningRate.at(steps, total);
  }

  /** Where in the table the values of a state's actions start. */
  int row(float state) {
    int s = (int) state;
    return s * actions;
  }

  /** Where in the table the step of {@code copy} belongs. */
  int at(StepBatch before, ActionBatch taken, int copy) {
    return row(before.observations[copy]) + taken.indices[copy];
  }

  /** max over a′ of Q(s′, a′) for the true next state, or 0 where that has no future. */
  float greatest(StepBatch after, int copy) {
    if (after.terminated[copy]) {
      return 0;
    }
    int next = row(after.successors[copy]);
    return q[next + Greedy.action(q, next, actions, after.successorAllowed, copy * actions)];
  }

  /**
   * Σ over a′ of π(a′ | s′) Q(s′, a′) for the true next state and the behaviour π, or 0 where that
   * has no future.
   */
  float expected(StepBatch after, int copy) {
    if (after.terminated[copy]) {
      return 0;
    }
    int next = row(after.successors[copy]);
    exploration.probabilities(q, next, after.successorAllowed, copy * actions, probabilities);
    double sum = 0;
    for (int a = 0; a < actions; a++) {
      // What is forbidden has probability 0.
      sum += (double) probabilities[a] * q[next + a];
    }
    return (float) sum;
  }

  /** Moves one value: Q ← Q + α [target − Q]. */
  void update(int at, float target, float alpha) {
    float error = target - q[at];
    q[at] += alpha * error;
    errors.add(error);
  }

  /** Counts an error that the agent corrected itself. */
  void erred(float error) {
    errors.add(error);
  }

  /** Says that every copy has made a step. */
  void advance() {
    steps += copies;
  }

  Actor behaviour() {
    return behaviour;
  }

  private void explore(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    exploration.at(steps);
    for (int copy = 0; copy < copies; copy++) {
      out.indices[copy] =
          exploration.choose(
              q, row(now.observations[copy]), now.allowed, copy * actions, streams[copy]);
    }
  }

  /** The policy that is greedy for the table as it is now. */
  Policy target() {
    float[] frozen = q.clone();
    return n -> new TableActor(frozen, actions, n);
  }

  void report(MetricSink metrics) {
    errors.report(metrics);
    exploration.report(steps, metrics);
  }

  @Override
  public void save(StateWriter out) {
    out.floats("q", q, states, actions);
    out.integer("steps", steps);
    out.object("exploration", exploration);
  }

  @Override
  public void restore(StateReader in) {
    in.floats("q", q);
    steps = in.integer("steps");
    in.object("exploration", exploration);
  }
}
