package org.palaestra.agents.exploration;

import java.util.random.RandomGenerator;
import org.palaestra.agent.MetricSink;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * A policy made of action values: how a learner that knows them so far chooses.
 *
 * <p>The values of the A actions of one state are a run of a longer array, from {@code offset} on.
 * A mask is an array of which actions are allowed, empty if all are; that of these actions starts
 * at {@code maskOffset}. An action that is not allowed is neither chosen nor has it a probability.
 */
public sealed interface Exploration extends Stateful
    permits EpsilonGreedy, Softmax, UpperConfidence {

  /** Takes over the values that the schedules have after {@code step} steps; 0 at first. */
  void at(long step);

  /** Chooses for a step that will be taken. */
  int choose(float[] values, int offset, boolean[] allowed, int maskOffset, RandomGenerator random);

  /**
   * How probable each choice is.
   *
   * @param out {@code [A]} receives the probabilities
   */
  void probabilities(float[] values, int offset, boolean[] allowed, int maskOffset, float[] out);

  /** Tells how much is explored after {@code step} steps. */
  void report(long step, MetricSink metrics);

  /** Nothing, unless choices are counted. */
  @Override
  default void save(StateWriter out) {}

  /** Nothing, unless choices are counted. */
  @Override
  default void restore(StateReader in) {}
}
