package org.palaestra.agent;

import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.store.Stateful;

/**
 * Something that learns from experience. The training loop calls, for each step of the batch:
 *
 * <pre>{@code
 * agent.behaviour().act(before, actions, streams);
 * after = environment.step(actions);
 * agent.observe(before, actions, after);
 * agent.learn(metrics);
 * }</pre>
 *
 * <p>Its state holds everything: weights, optimiser, replay memory, normalisers, schedules,
 * counters and streams.
 */
public interface Agent extends Stateful {

  /** The actor that gathers experience. It explores; the same object every time. */
  Actor behaviour();

  /** The policy to be judged, on the weights and statistics of this moment. */
  Policy target();

  /**
   * Takes a step of every copy. The arrays are valid during the call only.
   *
   * @param before what was acted on: {@code before.observations}
   * @param actions what was done
   * @param after what came of it: {@code after.successors}, not its observations, follows {@code
   *     before.observations}
   */
  void observe(StepBatch before, ActionBatch actions, StepBatch after);

  /**
   * Does zero or more updates.
   *
   * @throws DivergenceException if a number of an update is not finite
   * @throws AgentFault if whoever learns has failed, through no fault of the numbers
   */
  void learn(MetricSink metrics);

  /**
   * Whether it looks for better actions, as all do but those that judge a policy they are given, or
   * act by chance. Where not, a diagnosis asks for no right action.
   */
  default boolean improves() {
    return true;
  }

  /**
   * Environment steps, over all copies, before which it makes no update, as while it fills a memory
   * or a rollout: a training of fewer leaves it as it began. 0 where there is no such bound.
   */
  default long firstUpdate() {
    return 0;
  }

  /** Whether nothing is left to learn, so that training may stop early. */
  default boolean finished() {
    return false;
  }

  /**
   * Whether a training that was stopped goes on from its checkpoint. An agent whose learner keeps
   * its state to itself says no: its checkpoints hold what {@link #target()} needs, so that they
   * are judged, watched and compared like any other, and {@code --resume} is refused in words.
   */
  default boolean resumable() {
    return true;
  }

  /**
   * Gives back what nobody else would, such as a process of its own. The training that made the
   * agent closes it; policies that it gave away stay as they are.
   */
  default void close() {}
}
