package org.palaestra.nd4j.rl4j;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what a process says on its error stream, so that it is never held up there, and remembers
 * the end of it.
 */
final class LastWords {

  private static final int KEPT_BYTES = 2_000;
  private static final long GRACE_MILLIS = 2_000;

  private final Thread reader;
  private byte[] kept = {};

  LastWords(InputStream stream) {
    reader = new Thread(() -> read(stream), "rl4j-words");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream stream) {
    byte[] buffer = new byte[4_096];
    try (stream) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        keep(buffer, n);
      }
    } catch (IOException e) {
      // The process was ended while this was reading: it has nothing more to say.
      keep(new byte[0], 0);
    }
  }

  private synchronized void keep(byte[] more, int n) {
    byte[] all = Arrays.copyOf(kept, kept.length + n);
    System.arraycopy(more, 0, all, kept.length, n);
    kept = Arrays.copyOfRange(all, Math.max(0, all.length - KEPT_BYTES), all.length);
  }

  /** The end of what a process that has ended said. */
  String tail() {
    try {
      reader.join(GRACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      return new String(kept, StandardCharsets.UTF_8).strip();
    }
  }
}
