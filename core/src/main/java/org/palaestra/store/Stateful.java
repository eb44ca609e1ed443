package org.palaestra.store;

/**
 * Something whose whole state can be written and read back, so that it goes on bit for bit as if it
 * had never stopped.
 */
public interface Stateful {

  /** Writes everything that later behaviour depends on. */
  void save(StateWriter out);

  /**
   * Takes over what {@link #save} of an equally configured object wrote.
   *
   * @throws MismatchException if the state does not fit this object
   */
  void restore(StateReader in);
}
