package org.palaestra.agents.search;

import java.util.random.RandomGenerator;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.Simulator;
import org.palaestra.environment.StepBatch;

/**
 * Three states in a row and two actions. In state 0 action 0 ends with a reward of 1 and action 1
 * leads to state 1 for nothing. There either action leads to state 2 with a reward of 2, and from
 * there to the end with one of 4.
 */
final class Chain implements Simulator {

  /** Whether action 1 is forbidden in state 0. */
  boolean masked;

  /** Steps after which the episode is truncated. */
  int timeLimit = 100;

  private int state;
  private int steps;

  /** One copy that stands in a state. */
  static StepBatch at(int state, boolean starts, Chain simulator) {
    StepBatch now =
        new StepBatch(
            1,
            1,
            simulator.masked ? 2 : 0,
            new StepBatch.Origin() {
              @Override
              public Simulator simulator() {
                return simulator;
              }

              @Override
              public int state(StepBatch batch, int copy, double[] out) {
                out[0] = state;
                out[1] = state;
                return 2;
              }
            });
    now.starts[0] = starts;
    return now;
  }

  @Override
  public int stateSize() {
    return 2;
  }

  @Override
  public int save(double[] out) {
    out[0] = state;
    out[1] = steps;
    return 2;
  }

  @Override
  public void restore(double[] values, int length) {
    state = (int) values[0];
    steps = (int) values[1];
  }

  @Override
  public double step(ActionBatch action, RandomGenerator random) {
    double reward = state == 0 ? 1 - action.indices[0] : 2 * state;
    state = state == 0 && action.indices[0] == 0 ? 3 : state + 1;
    steps++;
    return reward;
  }

  @Override
  public boolean terminated() {
    return state == 3;
  }

  @Override
  public boolean truncated() {
    return !terminated() && steps >= timeLimit;
  }

  @Override
  public boolean allowed(int action) {
    return !(masked && state == 0 && action == 1);
  }

  @Override
  public void observe(float[] out, int offset) {
    out[offset] = state;
  }
}
