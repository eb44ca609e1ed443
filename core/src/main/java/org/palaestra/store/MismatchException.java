package org.palaestra.store;

/** A stored state does not fit the object that should take it over. */
public final class MismatchException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With the value's name, what was expected and what is there. */
  public MismatchException(String message) {
    super(message);
  }

  /** The same, with what went wrong when it was taken over. */
  public MismatchException(String message, Throwable cause) {
    super(message, cause);
  }
}
