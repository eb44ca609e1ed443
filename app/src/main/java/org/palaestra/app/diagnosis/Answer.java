package org.palaestra.app.diagnosis;

import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Space;

/** What an actor did when it was last asked, and what it says of that. */
final class Answer implements Explains.Explanation {

  private final ActionBatch actions;
  private double stateValue = Double.NaN;
  private float[] actionValues = {};
  private float[] probabilities = {};

  private Answer(Space space) {
    actions = new ActionBatch(space, 1);
  }

  /**
   * Lets an actor of one copy act.
   *
   * @param starts whether an episode begins
   * @param seed of the chance that is lent to it
   */
  static Answer of(Actor actor, Space space, boolean starts, long seed, float... observed) {
    Answer answer = new Answer(space);
    StepBatch now = new StepBatch(1, observed.length, 0);
    System.arraycopy(observed, 0, now.observations, 0, observed.length);
    now.starts[0] = starts;
    actor.act(now, answer.actions, new RandomGenerator[] {new RandomStream(seed)});
    if (actor instanceof Explains explains) {
      explains.explain(0, answer);
    }
    return answer;
  }

  /** The index of the action, or its only number. */
  double action() {
    return actions.indices.length > 0 ? actions.indices[0] : actions.values[0];
  }

  /** Whether a value is told of the state or of actions. */
  boolean tellsValue() {
    return !Double.isNaN(value());
  }

  /** V, or the greatest Q, or NaN. */
  double value() {
    double best = stateValue;
    if (Double.isNaN(best)) {
      for (float q : actionValues) {
        best = Double.isNaN(best) ? q : Math.max(best, q);
      }
    }
    return best;
  }

  /** {@code [A]}, empty if they are not told. */
  float[] actionValues() {
    return actionValues;
  }

  /** {@code [A]}, empty if they are not told. */
  float[] probabilities() {
    return probabilities;
  }

  /** The greatest difference in anything that is told. */
  double distance(Answer other) {
    double most = difference(stateValue, other.stateValue);
    for (int i = 0; i < Math.min(actionValues.length, other.actionValues.length); i++) {
      most = Math.max(most, difference(actionValues[i], other.actionValues[i]));
    }
    for (int i = 0; i < Math.min(probabilities.length, other.probabilities.length); i++) {
      most = Math.max(most, difference(probabilities[i], other.probabilities[i]));
    }
    return Math.max(most, difference(action(), other.action()));
  }

  private static double difference(double a, double b) {
    return Double.isNaN(a) || Double.isNaN(b) ? 0 : Math.abs(a - b);
  }

  @Override
  public void actionValues(float[] values) {
    actionValues = values.clone();
  }

  @Override
  public void probabilities(float[] told) {
    probabilities = told.clone();
  }

  @Override
  public void stateValue(double value) {
    stateValue = value;
  }
}
