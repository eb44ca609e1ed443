package org.palaestra.playback;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link Playback} at the pace of a {@link Pacer}, on a thread of its own, so that the agent
 * keeps acting while a window is dragged, resized or hidden.
 *
 * <p>Others read the latest {@link Status} and send commands; none of them waits for a step. What
 * goes wrong on the thread is part of the status. Safe for use by several threads at once.
 */
public final class Simulation implements AutoCloseable {

  /** How much longer than others the last frame of an episode stays, in seconds. */
  static final double LINGER = 0.5;

  private static final long TURN_NANOS = 12_000_000;
  private static final long SHORTEST_WAIT_NANOS = 500_000;
  private static final long PATIENCE_MILLIS = 5_000;

  /**
   * How things stand.
   *
   * @param frame the latest
   * @param paused whether only single steps are taken
   * @param speed simulated seconds for each real one, ⅛ to 64
   * @param finished whether the wanted number of episodes has been shown
   * @param failure what ended the simulation, if something did
   */
  public record Status(
      Frame frame, boolean paused, double speed, boolean finished, Optional<Throwable> failure) {}

  private final Playback playback;
  private final Pacer pacer;
  private final long episodes;
  private final BlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile Status status;
  private volatile boolean closed;
  private boolean finished;

  /**
   * Ready to {@link #start}; until this is closed, the playback belongs to it.
   *
   * @param playback what to run
   * @param stepsPerSecond steps a second at speed 1
   * @param episodes how many episodes to show, or 0 for no end
   * @throws IllegalArgumentException if a number is out of range
   */
  public Simulation(Playback playback, double stepsPerSecond, long episodes) {
    if (episodes < 0) {
      throw new IllegalArgumentException(
          "the number of episodes must be at least 1, or 0 for no end, got " + episodes);
    }
    this.playback = playback;
    this.episodes = episodes;
    pacer = new Pacer(stepsPerSecond);
    status = look(null);
    thread = new Thread(this::run, "simulation");
    thread.setDaemon(true);
  }

  /** Lets time begin. */
  public void start() {
    thread.start();
  }

  /** The latest status. */
  public Status status() {
    return status;
  }

  /** Pauses, or goes on. */
  public void togglePause() {
    commands.add(() -> pacer.pause(!pacer.paused()));
  }

  /** Pauses and takes one step. */
  public void singleStep() {
    commands.add(
        () -> {
          pacer.pause(true);
          step();
        });
  }

  /** Doubles the speed, up to 64. */
  public void faster() {
    commands.add(pacer::faster);
  }

  /** Halves the speed, down to ⅛. */
  public void slower() {
    commands.add(pacer::slower);
  }

  /** Plays the current episode again. */
  public void restart() {
    commands.add(
        () -> {
          pacer.clear();
          playback.restart();
        });
  }

  private void run() {
    try {
      long last = System.nanoTime();
      while (!closed) {
        boolean idle = pacer.paused() || finished;
        boolean commanded = obey(idle);
        long now = System.nanoTime();
        // Time in which nothing could be due does not count.
        double elapsed = idle ? 0 : (now - last) * 1e-9;
        last = now;
        int steps =
            pacer.advance(
                elapsed, this::step, () -> !finished && System.nanoTime() - now < TURN_NANOS);
        if (commanded || steps > 0) {
          status = look(null);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // someone wants this thread to end: it does
    } catch (Throwable e) {
      Status last = status;
      status = new Status(last.frame(), true, last.speed(), last.finished(), Optional.of(e));
    }
  }

  /** Waits until a step is due or a command comes, and carries out all that came. */
  private boolean obey(boolean idle) throws InterruptedException {
    Runnable command;
    if (idle) {
      command = commands.take();
    } else {
      long nanos = (long) (pacer.untilDue() * 1e9);
      command = commands.poll(Math.max(SHORTEST_WAIT_NANOS, nanos), TimeUnit.NANOSECONDS);
    }
    boolean commanded = command != null;
    while (command != null) {
      command.run();
      command = commands.poll();
    }
    return commanded;
  }

  private void step() {
    // Only now, so that the last frame has been shown for its while.
    finished |= episodes > 0 && playback.ended() && playback.finishedEpisodes() >= episodes;
    if (finished) {
      return;
    }
    playback.step();
    if (playback.ended()) {
      pacer.linger(LINGER);
    }
  }

  private Status look(@Nullable Throwable failure) {
    return new Status(
        playback.frame(), pacer.paused(), pacer.speed(), finished, Optional.ofNullable(failure));
  }

  /**
   * Ends the thread after its current step. A step that does not end is left to the daemon thread.
   */
  @Override
  public void close() {
    closed = true;
    commands.add(() -> {});
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
