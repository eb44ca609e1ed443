package org.palaestra.app.board;

/** An entry that does not say what an entry says. */
public final class DamagedEntryException extends Exception {

  private static final long serialVersionUID = 1;

  DamagedEntryException(String message) {
    super(message);
  }

  DamagedEntryException(String message, Throwable cause) {
    super(message, cause);
  }
}
