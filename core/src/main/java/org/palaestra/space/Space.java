package org.palaestra.space;

/**
 * The set of values that an observation or an action can take.
 *
 * <p>In a batch every element of a space is a run of {@link #size()} floats; a {@link Discrete}
 * observation is its index written as one float.
 */
public sealed interface Space permits Box, Discrete {

  /** Number of floats that one element takes in a flat batch. */
  int size();

  /**
   * Whether the {@link #size()} floats from {@code offset} are an element of this space.
   *
   * @throws IndexOutOfBoundsException if {@code values} ends before the element does
   */
  boolean contains(float[] values, int offset);

  /** A short phrase for people, for instance {@code "2 discrete"} or {@code "box [4]"}. */
  String describe();
}
