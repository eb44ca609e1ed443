package org.palaestra.render;

import java.nio.file.Path;
import org.palaestra.playback.Playback;

/**
 * Opens a window on {@link Swing}; run by hand and by {@link WatchWindowTest}.
 *
 * <p>Arguments: {@code watch EPISODES} or {@code screenshot FILE STEPS [WIDTH HEIGHT]}. Prints the
 * exception that a person would get.
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
    } else {
      options = options.withMaxEpisodes(Long.parseLong(arguments[1])).withStepsPerSecond(50);
    }
    try (Playback playback = Swing.playback(500, 4)) {
      WatchWindow.show(playback, options);
      System.out.println("closed after " + playback.finishedEpisodes());
    } catch (NoDisplayException e) {
      System.out.println(e.getMessage());
    }
  }
}
