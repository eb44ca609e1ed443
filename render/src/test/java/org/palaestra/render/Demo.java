package org.palaestra.render;

import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.Input.Keys;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.palaestra.playback.PlaySession;
import org.palaestra.playback.Playback;

/**
 * Opens a window on {@link Swing}; run by hand and by {@link WatchWindowTest}.
 *
 * <p>Arguments: {@code watch EPISODES}, {@code screenshot FILE STEPS [WIDTH HEIGHT]} or {@code film
 * FILE FRAMES}, {@code play EPISODES}. Prints the exception that a person would get.
 */
final class Demo {

  private Demo() {}

  public static void main(String[] arguments) {
    if (arguments[0].equals("play")) {
      play(Integer.parseInt(arguments[1]));
      return;
    }
    WatchOptions options = WatchOptions.of("Swing-v0", "rule of thumb");
    if (arguments[0].equals("screenshot")) {
      options = options.withScreenshot(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
      if (arguments.length > 3) {
        options = options.withSize(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
      }
    } else if (arguments[0].equals("watch")) {
      options = options.withMaxEpisodes(Long.parseLong(arguments[1])).withStepsPerSecond(50);
    }
    try (Playback playback = Swing.playback(500, 4)) {
      if (arguments[0].equals("film")) {
        int frames = Integer.parseInt(arguments[2]);
        FilmOptions film = new FilmOptions(Path.of(arguments[1]), 160, 120, 20, 10, frames, 1);
        System.out.println("frames: " + Film.record(playback, film));
        return;
      }
      WatchWindow.show(playback, options);
      System.out.println("closed after " + playback.finishedEpisodes());
    } catch (NoDisplayException e) {
      System.out.println(e.getMessage());
    }
  }

  /**
   * Plays as a person would, by keys that go through the window; with 0 episodes the first one is
   * given up.
   */
  private static void play(int episodes) {
    long[] seeds = LongStream.rangeClosed(1, Math.max(1, episodes)).toArray();
    try (PlaySession session = new PlaySession(Swing.vector(20), seeds, 1)) {
      int[] keys =
          episodes == 0
              ? new int[] {Keys.NUM_1, Keys.Q, Keys.Q}
              : new int[] {Keys.NUM_1, Keys.ENTER};
      Thread person = new Thread(() -> strike(keys));
      person.setDaemon(true);
      person.start();
      PlayWindow.show(session, PlayOptions.of("Swing-v0", "a daemon", true));
      System.out.println("closed after " + session.status().returns().size());
    } catch (NoDisplayException e) {
      System.out.println(e.getMessage());
    }
  }

  /** On the window's thread, to which the session belongs, one key a frame. */
  private static void strike(int[] keys) {
    for (int i = 0; ; i++) {
      int key = keys[i % keys.length];
      CountDownLatch struck = new CountDownLatch(1);
      while (Gdx.app == null) {
        Thread.onSpinWait();
      }
      Gdx.app.postRunnable(
          () -> {
            if (Gdx.input.getInputProcessor() != null) {
              Gdx.input.getInputProcessor().keyDown(key);
              Gdx.input.getInputProcessor().keyUp(key);
            }
            struck.countDown();
          });
      try {
        struck.await(); // for ever once the window is closed: this is a daemon
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
