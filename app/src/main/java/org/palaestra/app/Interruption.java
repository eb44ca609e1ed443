package org.palaestra.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Turns Ctrl-C and a polite kill into a request: the process stays until the work has stopped at
 * its next step and saved.
 */
public final class Interruption implements BooleanSupplier, AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::request, "interruption");
  private volatile boolean requested;

  /** Begins to listen. */
  public Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void request() {
    requested = true;
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("the work did not stop within a minute; its last checkpoint stands");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a stop was asked for. */
  @Override
  public boolean getAsBoolean() {
    return requested;
  }

  /** Lets the process end, or goes back to ending at once on Ctrl-C. */
  @Override
  public void close() {
    done.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process began to end in this very moment, and the hook has nothing to wait for.
        requested = true;
      }
    }
  }
}
