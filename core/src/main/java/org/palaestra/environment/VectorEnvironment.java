package org.palaestra.environment;

import java.util.Optional;
import java.util.function.IntConsumer;
import org.palaestra.space.Space;
import org.palaestra.store.Stateful;

/**
 * N copies of an environment, stepped together: the only form in which agents see one.
 *
 * <p>A copy whose episode ends restarts within the same step. Two batches alternate, so that the
 * one before stays valid through one more step.
 */
public interface VectorEnvironment extends Stateful, AutoCloseable {

  /** What is copied. */
  EnvironmentSpec spec();

  /** N. */
  int size();

  /** The observation space of one copy. */
  Space observationSpace();

  /** The action space of one copy. */
  Space actionSpace();

  /**
   * Starts episode 0 of every copy. Each episode of a copy reseeds that copy's stream.
   *
   * @param seeds gives the seed of every episode to come
   */
  StepBatch reset(EpisodeSeeds seeds);

  /**
   * Acts in every copy and restarts those that ended.
   *
   * @throws EnvironmentFault if a copy throws or returns something that is not a number
   * @throws IllegalStateException before the first {@link #reset}
   */
  StepBatch step(ActionBatch actions);

  /** The batch that the last {@link #reset}, {@link #step} or restore gave. */
  StepBatch current();

  /**
   * An ability of one copy's environment, for looking at it.
   *
   * @see Environment#ability
   */
  <T> Optional<T> ability(int copy, Class<T> type);

  /**
   * Calls {@code listener} with a copy's index after the last step of each of its episodes, before
   * it restarts, when its abilities still show the final state.
   */
  void beforeRestart(IntConsumer listener);

  /**
   * Sets where the seeds of later episodes come from, as {@link #reset} would, without beginning
   * anew: called before a restore.
   */
  void seeds(EpisodeSeeds seeds);

  /** The number of the episode that a copy is in, from 0. */
  long episode(int copy);

  /**
   * Whether every restore so far led to the very state that was saved; false if an environment that
   * cannot save its state did not come back to it and began a new episode instead.
   */
  boolean exact();

  @Override
  void close();
}
