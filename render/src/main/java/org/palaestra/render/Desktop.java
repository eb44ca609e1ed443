package org.palaestra.render;

import com.badlogic.gdx.ApplicationListener;
import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3ApplicationConfiguration;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3Graphics;
import com.badlogic.gdx.graphics.Pixmap;
import com.badlogic.gdx.graphics.glutils.HdpiMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.palaestra.playback.Frame;
import org.palaestra.playback.Playback;
import org.palaestra.playback.Simulation;
import org.palaestra.playback.Simulation.Status;
import org.palaestra.render.draw.Snapshot;

/** Runs a {@link WatchScreen} in a window of the desktop, or beside one that stays hidden. */
final class Desktop implements ApplicationListener {

  private static final int FRAMES_PER_SECOND = 60;
  private static final double SETTLED = 1; // seconds, enough for every movement to have ended
  private static final int FRAMES_PER_SECOND_MINIMISED = 15;

  private final Simulation simulation;
  private final List<Frame> rehearsal;
  private final WatchOptions options;
  private final WatchScreen screen;
  private final boolean attended;
  private boolean created;
  private boolean minimised;

  private Desktop(
      Simulation simulation, Playback playback, List<Frame> rehearsal, WatchOptions options) {
    this.simulation = simulation;
    this.rehearsal = rehearsal;
    this.options = options;
    attended = options.screenshot().isEmpty();
    screen =
        new WatchScreen(
            simulation, playback.spec(), playback.explains(), options, () -> Gdx.app.exit());
  }

  /**
   * Blocks until the window is closed.
   *
   * @param rehearsal the frames that led to the first one
   */
  static void run(
      boolean display,
      Simulation simulation,
      Playback playback,
      List<Frame> rehearsal,
      WatchOptions options) {
    Desktop desktop = new Desktop(simulation, playback, rehearsal, options);
    Glfw.run(
        display,
        desktop,
        configuration(options.title(), options.width(), options.height(), desktop.attended),
        () -> desktop.created);
  }

  /** A window, which stays hidden unless a person attends. */
  static Lwjgl3ApplicationConfiguration configuration(
      String title, int width, int height, boolean attended) {
    Lwjgl3ApplicationConfiguration config = new Lwjgl3ApplicationConfiguration();
    config.setTitle(title + " – Palaestra");
    config.setWindowedMode(width, height);
    config.setWindowSizeLimits(WatchOptions.LEAST_WIDTH, WatchOptions.LEAST_HEIGHT, -1, -1);
    config.setInitialVisible(attended);
    config.setHdpiMode(HdpiMode.Pixels);
    config.disableAudio(true);
    // Vertical synchronisation prevents tearing, but is ignored by some displays: hence the limit.
    config.useVsync(attended);
    config.setForegroundFPS(FRAMES_PER_SECOND);
    config.setIdleFPS(FRAMES_PER_SECOND_MINIMISED);
    return config;
  }

  @Override
  public void create() {
    created = true;
    screen.create();
    screen.rehearse(rehearsal);
    if (attended) {
      Gdx.input.setInputProcessor(screen.controls());
      simulation.start();
    }
  }

  @Override
  public void resize(int width, int height) {
    if (attended) {
      screen.scale(scale());
    }
  }

  /** Pixels for each unit of design: those are the system's, larger where pixels are small. */
  static float scale() {
    return Gdx.graphics instanceof Lwjgl3Graphics graphics
        ? (float) graphics.getBackBufferWidth() / graphics.getLogicalWidth()
        : 1;
  }

  @Override
  public void render() {
    options.screenshot().ifPresent(this::shoot);
    if (attended) {
      screen.render();
      closeAtTheEnd();
    }
  }

  /** A person reads of a failure first; where episodes are counted, perhaps nobody is there. */
  private void closeAtTheEnd() {
    Status status = simulation.status();
    if (status.finished() || (options.maxEpisodes() > 0 && status.failure().isPresent())) {
      Gdx.app.exit();
    }
  }

  private void shoot(WatchOptions.Screenshot screenshot) {
    int width = options.width();
    int height = options.height();
    screen.advance(SETTLED);
    Pixmap pixels = Snapshot.take(width, height, () -> screen.paint(width, height));
    try {
      Snapshot.write(pixels, screenshot.file());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the screenshot %s cannot be written: %s".formatted(screenshot.file(), e.getMessage()),
          e);
    } finally {
      pixels.dispose();
    }
    Gdx.app.exit();
  }

  /** Minimised: nothing is painted, but the agent plays on, perhaps to the end. */
  @Override
  public void pause() {
    minimised = true;
    Gdx.app.postRunnable(this::lookWhileMinimised);
  }

  private void lookWhileMinimised() {
    if (minimised) {
      closeAtTheEnd();
      Gdx.app.postRunnable(this::lookWhileMinimised);
    }
  }

  @Override
  public void resume() {
    minimised = false;
  }

  @Override
  public void dispose() {
    screen.dispose();
  }
}
