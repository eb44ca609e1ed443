package org.palaestra.render;

import java.nio.file.Path;
import org.palaestra.playback.Playback;

/**
 * Opens a window on {@link Swing}; run by hand and by {@link WatchWindowTest}.
 *
 * <p>Arguments: {@code watch EPISODES}, {@code screenshot FILE STEPS [WIDTH HEIGHT]} or {@code film
 * FILE FRAMES}. Prints the exception that a person would get.
 */
final class Demo {

  private Demo() {}

  public static void main(String[] arguments) {
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
}
