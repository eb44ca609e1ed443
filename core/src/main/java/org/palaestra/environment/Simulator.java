package org.palaestra.environment;

import java.util.random.RandomGenerator;

/**
 * An environment apart from those that an agent acts in, on which it tries what might come of its
 * actions. Its time limit is that of the environment, and its chance is the caller's: what is tried
 * says what may happen, not what will.
 *
 * <p>It stands where {@link #restore} put it, at first nowhere in particular. Not safe for use by
 * several threads at once.
 */
public interface Simulator {

  /** Largest number of values that {@link #save} writes. */
  int stateSize();

  /**
   * Writes the state, the number of steps of the episode included.
   *
   * @param out at least {@link #stateSize()} values long
   * @return how many values were written
   */
  int save(double[] out);

  /**
   * Goes to a state that {@link #save} or {@link StepBatch#state} wrote.
   *
   * @param state holds the state from index 0 on
   * @param length how many values of it count
   * @throws IllegalArgumentException if that is no state of this environment
   */
  void restore(double[] state, int length);

  /**
   * Acts. Must not be called after the end of the episode.
   *
   * @param action a batch of one
   * @param random the source of what happens by chance
   * @return the reward
   * @throws EnvironmentFault if the environment throws or returns something that is not a number
   */
  double step(ActionBatch action, RandomGenerator random);

  /** Whether the process has ended, so that no reward can follow. */
  boolean terminated();

  /** Whether the time limit has cut the episode, and it has not terminated. */
  boolean truncated();

  /** Whether an action, numbered from 0, can be chosen here. */
  boolean allowed(int action);

  /**
   * Writes what would be observed here.
   *
   * @param out the caller's buffer; the slice must be zeroed
   * @param offset where the slice starts
   */
  void observe(float[] out, int offset);
}
