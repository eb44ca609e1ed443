package org.palaestra.render;

import com.badlogic.gdx.ApplicationAdapter;
import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3ApplicationConfiguration;
import com.badlogic.gdx.graphics.Pixmap;
import com.badlogic.gdx.utils.ScreenUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.palaestra.playback.Playback;
import org.palaestra.render.draw.Area;
import org.palaestra.render.draw.Painter;
import org.palaestra.render.draw.Snapshot;
import org.palaestra.render.skin.Show;
import org.palaestra.view.GifWriter;

/**
 * Records what the window shows of an environment, without its bars, as an animated GIF. Time is
 * counted in steps and frames: the same playback gives the same film however fast the machine is.
 */
public final class Film extends ApplicationAdapter {

  /** How much longer than others the last moment of an episode stays, in seconds. */
  private static final double LINGER = 0.7;

  private final Playback playback;
  private final FilmOptions options;
  private boolean created;
  private int written;

  private Film(Playback playback, FilmOptions options) {
    this.playback = playback;
    this.options = options;
  }

  /**
   * Records from the playback's current moment on. Paints with OpenGL into memory: on a display if
   * there is one, where nothing is to be seen, and else with OSMesa.
   *
   * @return how many frames were written
   * @throws NoDisplayException if there is neither; the message says what to do
   * @throws org.palaestra.environment.EnvironmentFault if the environment breaks its contract
   * @throws UncheckedIOException if the file cannot be written
   */
  public static int record(Playback playback, FilmOptions options) {
    boolean display = Display.check(true);
    Film film = new Film(playback, options);
    Lwjgl3ApplicationConfiguration configuration = new Lwjgl3ApplicationConfiguration();
    configuration.setInitialVisible(false);
    configuration.setWindowedMode(64, 64); // the picture has a buffer of its own
    configuration.disableAudio(true);
    Glfw.run(display, film, configuration, () -> film.created);
    return film.written;
  }

  @Override
  public void create() {
    created = true;
  }

  @Override
  public void render() {
    try (GifWriter gif =
        new GifWriter(options.file(), Math.round(100f / options.framesPerSecond()))) {
      shoot(gif);
      gif.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the film %s cannot be written: %s".formatted(options.file(), e.getMessage()), e);
    }
    Gdx.app.exit();
  }

  private void shoot(GifWriter gif) throws IOException {
    Painter painter = new Painter();
    Show show = new Show(playback.spec(), painter);
    try {
      double frameTime = 1.0 / options.framesPerSecond();
      double stepsPerFrame = options.stepsPerSecond() * frameTime;
      double steps = 0; // since the last one, and how many until the next
      double due = 1;
      show.turn(playback.frame());
      show.advance(0, 1);
      while (written < options.maxFrames()) {
        gif.add(picture(painter, show), options.width(), options.height());
        written++;
        steps += stepsPerFrame;
        for (; steps >= due; steps -= due, due = rest()) {
          if (finished()) {
            return;
          }
          playback.step();
          show.turn(playback.frame());
        }
        show.advance(frameTime, Math.min(1, steps));
      }
    } finally {
      show.dispose();
      painter.dispose();
    }
  }

  /** Steps until the next one after the last. */
  private double rest() {
    return playback.ended() ? 1 + LINGER * options.stepsPerSecond() : 1;
  }

  private boolean finished() {
    return playback.ended() && playback.finishedEpisodes() >= options.maxEpisodes();
  }

  private int[] picture(Painter painter, Show show) {
    int width = options.width();
    int height = options.height();
    Pixmap pixels =
        Snapshot.take(
            width,
            height,
            () -> {
              ScreenUtils.clear(0, 0, 0, 1);
              painter.begin(width, height);
              show.paint(new Area(0, 0, width, height), width, height);
              painter.end();
            });
    try {
      return picture(pixels);
    } finally {
      pixels.dispose();
    }
  }

  /** From RGBA with its first row at the bottom to RGB with its first row on top. */
  private static int[] picture(Pixmap pixels) {
    int width = pixels.getWidth();
    int height = pixels.getHeight();
    ByteBuffer bytes = pixels.getPixels();
    int[] picture = new int[width * height];
    for (int i = 0; i < picture.length; i++) {
      int row = height - 1 - i / width;
      picture[i] = bytes.getInt(4 * (row * width + i % width)) >>> 8;
    }
    return picture;
  }
}
