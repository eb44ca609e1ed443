package org.palaestra.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that are there whole or not at all: written aside in the same folder, synced, renamed.
 *
 * <p>A failure leaves the old file as it was and nothing beside it. What is written over a long
 * time uses {@link PendingFile} itself.
 */
public final class AtomicFile {

  /** Writes the content. */
  @FunctionalInterface
  public interface Body {

    /** Writes to {@code out}, which the caller closes. */
    void write(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes what {@code body} gives to {@code target}, making its folder if there is none.
   *
   * @throws IOException if that fails; it names {@code target}
   */
  public static void write(Path target, Body body) throws IOException {
    try (PendingFile pending = new PendingFile(target)) {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(pending.path()), 1 << 16)) {
        body.write(out);
      } catch (IOException e) {
        throw PendingFile.about(target, e);
      }
      pending.publish();
    }
  }

  /** Writes a text in UTF-8. */
  public static void writeText(Path target, String text) throws IOException {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
