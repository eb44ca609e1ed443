package org.palaestra.app.board;

import java.nio.file.Path;
import java.sql.SQLException;
import org.palaestra.settings.InvalidInputException;
import org.sqlite.SQLiteErrorCode;

/** Turns what SQLite says into what a person can do about it. */
final class BoardException {

  private BoardException() {}

  static InvalidInputException of(Path file, SQLException e) {
    return new InvalidInputException(file + ": " + inWords(e), e);
  }

  private static String inWords(SQLException e) {
    // Extended codes have the plain one in their lowest byte.
    return switch (SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff)) {
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "another process has been writing for a minute; try again when it is done";
      case SQLITE_FULL -> "the disk is full; nothing was added";
      case SQLITE_READONLY, SQLITE_PERM ->
          "it cannot be written; make it and its folder writable, or choose another with --board";
      case SQLITE_CANTOPEN ->
          "it cannot be opened; check that its folder is there and can be written";
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          "it is damaged, or no board (%s); put back a copy, or choose another with --board"
              .formatted(e.getMessage());
      case SQLITE_IOERR -> "it cannot be read or written (%s)".formatted(e.getMessage());
      default -> String.valueOf(e.getMessage());
    };
  }
}
