package org.palaestra.training;

/** A number of the training is no longer finite. */
public final class DivergenceException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With the number's name and where it went astray. */
  public DivergenceException(String message) {
    super(message);
  }
}
