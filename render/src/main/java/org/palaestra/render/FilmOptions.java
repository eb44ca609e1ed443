package org.palaestra.render;

import java.nio.file.Path;

/**
 * A film of what the window shows.
 *
 * @param file the animated GIF to write
 * @param width of the picture in pixels, from 64 to 4096
 * @param height of the picture in pixels, from 64 to 4096
 * @param framesPerSecond from 1 to 50
 * @param stepsPerSecond steps of the environment a second, above 0
 * @param maxFrames after which it ends, at least 1
 * @param maxEpisodes after which it ends, at least 1
 */
public record FilmOptions(
    Path file,
    int width,
    int height,
    int framesPerSecond,
    double stepsPerSecond,
    int maxFrames,
    int maxEpisodes) {

  private static final int LEAST = 64;
  private static final int MOST = 4096;
  private static final int FASTEST = 50;

  /** Checks the ranges. */
  public FilmOptions {
    if (width < LEAST || width > MOST || height < LEAST || height > MOST) {
      throw new IllegalArgumentException(
          "a film's sides must be from %d to %d pixels, got %d × %d"
              .formatted(LEAST, MOST, width, height));
    }
    if (framesPerSecond < 1 || framesPerSecond > FASTEST) {
      throw new IllegalArgumentException(
          "a film must have 1 to %d frames a second, got %d".formatted(FASTEST, framesPerSecond));
    }
    if (!(stepsPerSecond > 0 && Double.isFinite(stepsPerSecond))) {
      throw new IllegalArgumentException("steps per second must be above 0, got " + stepsPerSecond);
    }
    if (maxFrames < 1 || maxEpisodes < 1) {
      throw new IllegalArgumentException(
          "a film needs at least 1 frame and 1 episode, got %d and %d"
              .formatted(maxFrames, maxEpisodes));
    }
  }
}
