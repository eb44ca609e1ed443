package org.palaestra.environment;

/** An environment with named numbers beside its observation: labels, known factors, diagnostics. */
public interface Measured {

  /** Takes named numbers. */
  @FunctionalInterface
  interface Sink {

    /** Takes one number. */
    void measure(String name, double value);
  }

  /** Gives every number of the current state, always the same names in the same order. */
  void measure(Sink sink);
}
