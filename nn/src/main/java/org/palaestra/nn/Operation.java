package org.palaestra.nn;

/**
 * One step of a graph: computes its output from its inputs, and passes the gradient of the output
 * on to them. It owns whatever buffers it needs and allocates nothing when it runs.
 */
public interface Operation {

  /** Computes the output. */
  void forward();

  /**
   * Adds to the gradients of the inputs that want one, and of the parameters, what follows from the
   * gradient of the output. Runs after the {@link #forward} of the same values.
   */
  void backward();
}
