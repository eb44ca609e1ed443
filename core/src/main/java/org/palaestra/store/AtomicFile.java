package org.palaestra.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that are there whole or not at all: written aside in the same folder, synced, renamed.
 *
 * <p>A failure leaves the old file as it was and nothing beside it.
 */
public final class AtomicFile {

  /** Writes the content. */
  @FunctionalInterface
  public interface Body {

    /** Writes to {@code out}, which the caller closes. */
    void write(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /** Writes what {@code body} gives to {@code target}, making its folder if there is none. */
  public static void write(Path target, Body body) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(target + " is not a file name");
    }
    Files.createDirectories(folder);
    Path aside =
        folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    boolean done = false;
    try {
      try (FileChannel channel =
          FileChannel.open(
              aside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        body.write(out);
        out.flush();
        channel.force(true);
      }
      move(aside, target);
      syncFolder(folder);
      done = true;
    } finally {
      if (!done) {
        Files.deleteIfExists(aside);
      }
    }
  }

  /** Writes a text in UTF-8. */
  public static void writeText(Path target, String text) throws IOException {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Makes the rename itself durable, where the system lets a folder be opened (not on Windows). */
  private static void syncFolder(Path folder) throws IOException {
    if (folder.getFileSystem().getSeparator().equals("/")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
