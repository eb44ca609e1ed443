package org.palaestra.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file that is written beside its target, over a long time perhaps, and takes the target's name
 * only when it is whole and on the disk. Whoever reads the target sees the old file or the new one.
 *
 * <p>{@link AtomicFile} is the short way where the content is at hand.
 */
public final class PendingFile implements AutoCloseable {

  private static final AtomicLong NUMBER = new AtomicLong();

  private final Path target;
  private final Path folder;
  private final Path path;

  /**
   * Creates an empty file in the target's folder, and that folder if there is none.
   *
   * @throws IOException if the folder cannot be made or written
   */
  public PendingFile(Path target) throws IOException {
    this.target = target.toAbsolutePath();
    Path parent = this.target.getParent();
    if (parent == null) {
      throw new IOException(target + " is not a file name");
    }
    folder = parent;
    if (!Files.isDirectory(folder)) { // createDirectories refuses a link to a folder
      Files.createDirectories(folder);
    }
    // Not createTempFile: its files can be read by their owner only, and would stay so.
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid();
    path = folder.resolve(name + "." + NUMBER.incrementAndGet() + ".part");
    try {
      // One of a process that was killed and had this number may lie about.
      Files.deleteIfExists(path);
      Files.createFile(path);
    } catch (IOException e) {
      throw about(this.target, e);
    }
  }

  /**
   * The error as one about {@code target}: a full disk does not say what it could not hold, and a
   * name that nobody gave helps nobody.
   */
  static IOException about(Path target, IOException e) {
    FileSystemException told;
    if (e instanceof AccessDeniedException) {
      told = new AccessDeniedException(target.toString());
    } else if (e instanceof FileSystemException known) {
      String reason =
          known.getReason() == null ? known.getClass().getSimpleName() : known.getReason();
      told = new FileSystemException(target.toString(), null, reason);
    } else {
      told = new FileSystemException(target.toString(), null, String.valueOf(e.getMessage()));
    }
    told.initCause(e);
    return told;
  }

  /** Where to write for now. */
  public Path path() {
    return path;
  }

  /**
   * Forces the content to the disk and gives the file its name. Close what writes to it before.
   *
   * @throws IOException if that fails; the target is then as it was
   */
  public void publish() throws IOException {
    try {
      move();
    } catch (IOException e) {
      throw about(target, e);
    }
  }

  private void move() throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    try {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
    }
    syncFolder();
  }

  /** Makes the rename itself durable, where the system lets a folder be opened (not on Windows). */
  private void syncFolder() throws IOException {
    if (folder.getFileSystem().getSeparator().equals("/")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Deletes what was not published. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
