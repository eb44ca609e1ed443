package org.palaestra.environment;

/**
 * An environment whose whole state, without the generator, is a flat vector: for exact resume, time
 * travel, search and conformance.
 */
public interface Restorable {

  /** Largest number of values that {@link #save} writes. */
  int stateSize();

  /**
   * Writes the state.
   *
   * @param out at least {@link #stateSize()} values long
   * @return how many values were written
   */
  int save(double[] out);

  /**
   * Takes over a state; {@code terminated()} and {@code observe} then answer for it.
   *
   * @param state holds the state from index 0 on
   * @param length how many values of it count
   * @throws IllegalArgumentException if the state is not finite, or no state of this environment
   */
  void restore(double[] state, int length);
}
