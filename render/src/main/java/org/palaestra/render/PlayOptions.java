package org.palaestra.render;

/**
 * How a window looks in which a person plays.
 *
 * @param title the name on top, usually the environment's id
 * @param player who plays, for people; may be empty
 * @param width of the window, in the system's units
 * @param height of the window
 * @param plain whether things are shown as the environment paints them, step by step
 * @param counted whether the episodes count somewhere once all are played
 */
public record PlayOptions(
    String title, String player, int width, int height, boolean plain, boolean counted) {

  /** 960 × 640, in the style of the game. */
  public static PlayOptions of(String title, String player, boolean counted) {
    return new PlayOptions(title, player, 960, 640, false, counted);
  }

  /** Checks the ranges. */
  public PlayOptions {
    WatchOptions.checkSize(width, height);
  }

  /** The same in another size. */
  public PlayOptions withSize(int width, int height) {
    return new PlayOptions(title, player, width, height, plain, counted);
  }

  /** The same in the environment's own looks, or not. */
  public PlayOptions withPlain(boolean plain) {
    return new PlayOptions(title, player, width, height, plain, counted);
  }
}
