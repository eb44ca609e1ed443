package org.palaestra.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.palaestra.playback.Frame;
import org.palaestra.playback.Playback;
import org.palaestra.playback.Simulation;

/** The window in which a person watches an agent play. */
public final class WatchWindow {

  /** How many frames before a screenshot can still be seen in it, as trails and the like. */
  private static final int REHEARSAL = 40;

  private WatchWindow() {}

  /**
   * Opens a window and blocks until it is closed. The agent acts on a thread of its own meanwhile;
   * until this returns, the playback belongs to it.
   *
   * <p>With a screenshot among the options, nothing is opened that a person could see.
   *
   * @throws NoDisplayException if there is no display; the message says what to do
   * @throws org.palaestra.environment.EnvironmentFault if the environment broke its contract, once
   *     the person has read so in the window and closed it
   * @throws java.io.UncheckedIOException if the screenshot cannot be written
   */
  public static void show(Playback playback, WatchOptions options) {
    Optional<WatchOptions.Screenshot> screenshot = options.screenshot();
    boolean display = Display.check(screenshot.isPresent());
    List<Frame> rehearsal = new ArrayList<>();
    int steps = screenshot.isPresent() ? screenshot.get().steps() : 0;
    for (int i = 0; i < steps; i++) {
      if (i >= steps - REHEARSAL) {
        rehearsal.add(playback.frame());
      }
      playback.step();
    }
    try (Simulation simulation =
        new Simulation(playback, options.stepsPerSecond(), options.maxEpisodes())) {
      Desktop.run(display, simulation, playback, rehearsal, options);
      simulation.status().failure().ifPresent(WatchWindow::raise);
    }
  }

  static void raise(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
  }
}
