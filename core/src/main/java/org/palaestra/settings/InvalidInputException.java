package org.palaestra.settings;

/**
 * Something that a person gave is wrong: an id, a key, a value, a file. The message names it and
 * the way out, and is all that the person needs to see.
 */
public final class InvalidInputException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  /** With the message to show. */
  public InvalidInputException(String message) {
    super(message);
  }

  /** With the message to show and what led to it. */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
