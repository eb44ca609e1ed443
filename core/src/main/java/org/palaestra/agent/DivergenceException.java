package org.palaestra.agent;

/** A number of the training is no longer finite. The training stops, and its checkpoints stay. */
public final class DivergenceException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With the number's name and where it went astray. */
  public DivergenceException(String message) {
    super(message);
  }
}
