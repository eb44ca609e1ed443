package org.palaestra.nn;

import org.palaestra.store.Stateful;

/** Moves parameters along their gradients. Its state is what it remembers from step to step. */
public interface Optimiser extends Stateful {

  /**
   * Moves every parameter once that is not {@linkplain Parameter#frozen() frozen}.
   *
   * @param learningRate at least 0
   */
  void step(double learningRate);
}
