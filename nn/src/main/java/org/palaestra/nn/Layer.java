package org.palaestra.nn;

/** A function with parameters of its own, which can be applied in any number of graphs. */
@FunctionalInterface
public interface Layer {

  /**
   * Adds the function to the graph of {@code x}.
   *
   * @return its output
   * @throws IllegalArgumentException naming both shapes if {@code x} does not fit
   */
  Tensor apply(Tensor x);
}
