package org.palaestra.parallel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that stand by to share pieces of work of some microseconds, for which the usual pools
 * need too long and too many objects. They serve one caller at a time; another that comes meanwhile
 * does its work alone. Parts are taken one by one, so that a caller whose helpers are kept from
 * running loses little more than what asking them costs.
 */
public final class Workers {

  /** A piece of work in parts that do not touch each other. */
  public interface Work {

    /** How many parts there are. */
    int parts();

    /**
     * Does one part.
     *
     * @param thread which thread does it: 0 is the caller
     */
    void run(int part, int thread);
  }

  /** How often a helper looks for work before it sleeps: for about as long as waking it takes. */
  private static final int LOOKS = 5_000;

  /**
   * Parts lie in the lower half of {@link #open}, what tells one piece of work from the next above.
   */
  private static final long TURN = 1L << 32;

  private static final Map<Integer, Workers> BY_THREADS = new ConcurrentHashMap<>();

  private final AtomicBoolean taken = new AtomicBoolean();

  /** How many parts nobody has taken yet; the last are taken first. */
  private final AtomicLong open = new AtomicLong();

  private final AtomicInteger unfinished = new AtomicInteger();
  private final Helper[] helpers;
  private volatile @Nullable Work work;
  private volatile @Nullable Throwable failure;

  private Workers(int threads) {
    helpers = new Helper[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper(i + 1);
      helpers[i].start();
    }
  }

  /**
   * The ones that are {@code threads} along with their caller; daemons, started once a JVM.
   *
   * @param threads at least 1
   */
  public static Workers of(int threads) {
    return BY_THREADS.computeIfAbsent(threads, Workers::new);
  }

  /**
   * Does every part of {@code job}, with the help of the others if they are free. If a part throws,
   * the others are finished and the last exception is thrown to the caller.
   */
  public void share(Work job) {
    int parts = job.parts();
    if (!taken.compareAndSet(false, true)) {
      for (int part = 0; part < parts; part++) {
        job.run(part, 0);
      }
      return;
    }
    work = job;
    failure = null;
    unfinished.set(parts);
    open.set((open.get() & -TURN) + TURN + parts);
    for (Helper helper : helpers) {
      if (helper.asleep) {
        LockSupport.unpark(helper);
      }
    }
    while (takePart(0)) {
      // until none is left
    }
    while (unfinished.get() > 0) {
      Thread.onSpinWait();
    }
    work = null;
    Throwable thrown = failure;
    taken.set(false);
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Does a part that nobody has taken yet; false if there is none. */
  private boolean takePart(int thread) {
    long before = open.get();
    int left = (int) before;
    if (left == 0) {
      return false;
    }
    if (open.compareAndSet(before, before - 1)) {
      try {
        // Whoever has taken a part has it until it is finished, and so its work.
        Work job = work;
        if (job != null) {
          job.run(left - 1, thread);
        }
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        unfinished.decrementAndGet();
      }
    }
    return true;
  }

  private final class Helper extends Thread {

    private final int number;
    private volatile boolean asleep;

    Helper(int number) {
      super("palaestra-worker-" + number);
      this.number = number;
      setDaemon(true);
    }

    @Override
    public void run() {
      int looks = 0;
      while (true) {
        if (takePart(number)) {
          looks = 0;
        } else if (++looks < LOOKS) {
          Thread.onSpinWait();
        } else {
          asleep = true;
          if ((int) open.get() == 0) {
            LockSupport.park(Workers.this);
          }
          asleep = false;
          looks = 0;
        }
      }
    }
  }
}
