package org.palaestra.render;

import java.nio.file.Path;
import java.util.Optional;
import org.palaestra.playback.Pacer;

/**
 * How a window looks and when it closes.
 *
 * @param title the name on top, usually the environment's id
 * @param agent who plays, for people; may be empty
 * @param width of the window, in the system's units, at least {@value #LEAST_WIDTH}
 * @param height of the window, at least {@value #LEAST_HEIGHT}
 * @param stepsPerSecond steps a second at speed 1, above 0
 * @param maxEpisodes close after so many episodes; 0 for when the person does
 * @param plain whether things are shown as the environment paints them, step by step, instead of in
 *     motion and in the style of their game
 * @param screenshot paint one picture and close, unseen
 */
public record WatchOptions(
    String title,
    String agent,
    int width,
    int height,
    double stepsPerSecond,
    long maxEpisodes,
    boolean plain,
    Optional<Screenshot> screenshot) {

  /** The narrowest window. */
  public static final int LEAST_WIDTH = 360;

  /** The lowest window. */
  public static final int LEAST_HEIGHT = 240;

  private static final int MOST = 8192;

  /**
   * A picture of the window. It depends on the playback alone, not on time.
   *
   * @param file where to write it, as PNG
   * @param steps how many frames to play before
   */
  public record Screenshot(Path file, int steps) {

    /** Checks the number. */
    public Screenshot {
      if (steps < 0) {
        throw new IllegalArgumentException(
            "the number of frames before a screenshot must be at least 0, got " + steps);
      }
    }
  }

  /** Checks the ranges. */
  public WatchOptions {
    checkSize(width, height);
    if (!(stepsPerSecond > 0 && Double.isFinite(stepsPerSecond))) {
      throw new IllegalArgumentException("steps per second must be above 0, got " + stepsPerSecond);
    }
    if (maxEpisodes < 0) {
      throw new IllegalArgumentException(
          "the number of episodes must be at least 1, or 0 for no end, got " + maxEpisodes);
    }
  }

  static void checkSize(int width, int height) {
    if (width < LEAST_WIDTH || width > MOST || height < LEAST_HEIGHT || height > MOST) {
      throw new IllegalArgumentException(
          "a window must measure from %d × %d to %d × %d, got %d × %d"
              .formatted(LEAST_WIDTH, LEAST_HEIGHT, MOST, MOST, width, height));
    }
  }

  /** 960 × 640, {@link Pacer#DEFAULT_RATE} steps a second, until it is closed. */
  public static WatchOptions of(String title, String agent) {
    return new WatchOptions(title, agent, 960, 640, Pacer.DEFAULT_RATE, 0, false, Optional.empty());
  }

  /** The same in another size. */
  public WatchOptions withSize(int width, int height) {
    return new WatchOptions(
        title, agent, width, height, stepsPerSecond, maxEpisodes, plain, screenshot);
  }

  /** The same at another rate. */
  public WatchOptions withStepsPerSecond(double stepsPerSecond) {
    return new WatchOptions(
        title, agent, width, height, stepsPerSecond, maxEpisodes, plain, screenshot);
  }

  /** The same with another end. */
  public WatchOptions withMaxEpisodes(long maxEpisodes) {
    return new WatchOptions(
        title, agent, width, height, stepsPerSecond, maxEpisodes, plain, screenshot);
  }

  /** The same in the environment's own looks, or not. */
  public WatchOptions withPlain(boolean plain) {
    return new WatchOptions(
        title, agent, width, height, stepsPerSecond, maxEpisodes, plain, screenshot);
  }

  /** The same, but only for a picture. */
  public WatchOptions withScreenshot(Path file, int steps) {
    return new WatchOptions(
        title,
        agent,
        width,
        height,
        stepsPerSecond,
        maxEpisodes,
        plain,
        Optional.of(new Screenshot(file, steps)));
  }
}
