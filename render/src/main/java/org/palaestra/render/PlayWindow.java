package org.palaestra.render;

import com.badlogic.gdx.ApplicationListener;
import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3ApplicationConfiguration;
import com.badlogic.gdx.backends.lwjgl3.Lwjgl3WindowAdapter;
import org.palaestra.playback.PlaySession;

/** The window in which a person plays. */
public final class PlayWindow implements ApplicationListener {

  private final PlayScreen screen;
  private boolean created;

  private PlayWindow(PlaySession session, PlayOptions options) {
    screen = new PlayScreen(session, options, () -> Gdx.app.exit());
  }

  /**
   * Finds out whether a window can be opened, as far as that can be known before.
   *
   * @throws NoDisplayException if there is no display; the message says what to do
   */
  public static void requireDisplay() {
    Display.check(false);
  }

  /**
   * Opens a window and blocks until it is closed: by the person, or once everything is played. The
   * session is stepped by the window's own thread, since nothing is to happen while a person cannot
   * see or press anything; it stops by itself where the window loses the keyboard.
   *
   * @throws NoDisplayException if there is no display; the message says what to do
   * @throws org.palaestra.environment.EnvironmentFault if the environment broke its contract, once
   *     the person has read so in the window and closed it
   */
  public static void show(PlaySession session, PlayOptions options) {
    boolean display = Display.check(false);
    PlayWindow window = new PlayWindow(session, options);
    Lwjgl3ApplicationConfiguration config =
        Desktop.configuration(options.title(), options.width(), options.height(), true);
    config.setWindowListener(
        new Lwjgl3WindowAdapter() {
          @Override
          public void focusLost() {
            window.screen.controls().interrupt();
          }

          @Override
          public void iconified(boolean iconified) {
            window.screen.controls().interrupt();
          }
        });
    Glfw.run(display, window, config, () -> window.created);
    window.screen.failure().ifPresent(WatchWindow::raise);
  }

  @Override
  public void create() {
    created = true;
    screen.create();
    Gdx.input.setInputProcessor(screen.controls());
  }

  @Override
  public void resize(int width, int height) {
    screen.scale(Desktop.scale());
  }

  @Override
  public void render() {
    screen.render();
  }

  @Override
  public void pause() {
    screen.controls().interrupt();
  }

  @Override
  public void resume() {}

  @Override
  public void dispose() {
    screen.dispose();
  }
}
