package org.palaestra.agents.tabular;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.Explains;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agent.Schedule;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.space.Discrete;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * A table of state values V(s) of a given policy, which acts: what the agents that predict have in
 * common. How the table is learned is theirs alone.
 */
final class StateValues implements Stateful {

  final int copies;

  /** {@code [S]}. */
  final float[] v;

  private final Policy given;
  private final Actor behaviour;
  private final Schedule learningRate;
  private final long total;
  private final Errors errors = new Errors();
  private long steps;

  StateValues(AgentContext context, PredictionSettings settings) {
    copies = context.copies();
    v = new float[((Discrete) context.observations()).n()];
    Arrays.fill(v, (float) settings.initialValue());
    given = settings.policy(context);
    behaviour = given.actor(copies);
    learningRate = settings.learningRate();
    total = context.steps();
  }

  /** α of this step. */
  float alpha() {
    return (float) learningRate.at(steps, total);
  }

  /** The state that {@code copy} acted in. */
  int at(StepBatch before, int copy) {
    return (int) before.observations[copy];
  }

  /** V(s′) of the true next state, or 0 where that has no future. */
  float next(StepBatch after, int copy) {
    return after.terminated[copy] ? 0 : v[(int) after.successors[copy]];
  }

  /** Moves one value: V ← V + α [target − V]. */
  void update(int s, float target, float alpha) {
    float error = target - v[s];
    v[s] += alpha * error;
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

  /** The given policy, which says what the table has its states for. */
  Policy target() {
    float[] frozen = v.clone();
    return n -> new Judge(given.actor(n), frozen, n);
  }

  void report(MetricSink metrics) {
    errors.report(metrics);
  }

  @Override
  public void save(StateWriter out) {
    out.floats("v", v);
    out.integer("steps", steps);
  }

  @Override
  public void restore(StateReader in) {
    in.floats("v", v);
    steps = in.integer("steps");
  }

  /** Acts as another does and says what that is worth. */
  private static final class Judge implements Actor, Explains {

    private final Actor acting;
    private final float[] v; // [S]
    private final int[] states; // [N] of the last choice

    Judge(Actor acting, float[] v, int copies) {
      this.acting = acting;
      this.v = v;
      states = new int[copies];
    }

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      for (int copy = 0; copy < states.length; copy++) {
        states[copy] = (int) now.observations[copy];
      }
      acting.act(now, out, streams);
    }

    @Override
    public void explain(int copy, Explanation out) {
      out.stateValue(v[states[copy]]);
    }
  }
}
