package org.palaestra.store;

import java.io.IOException;
import java.nio.file.Path;

/** A file is not what its name says: cut short, changed, or of another version. */
public final class DamagedFileException extends IOException {

  private static final long serialVersionUID = 1;

  /** With the file and what is wrong with it. */
  public DamagedFileException(Path file, String problem) {
    super(file + " is damaged: " + problem);
  }
}
