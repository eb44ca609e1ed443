package org.palaestra.random;

import java.util.random.RandomGenerator;

/**
 * A generator that gives back whole numbers that were drawn elsewhere, so that an episode of an
 * original can be played again. Each bound must be the recorded one; any draw but {@link
 * #nextInt(int)} is refused.
 */
public final class RecordedDraws implements RandomGenerator {

  private int[] bounds = {};
  private int[] values = {};
  private int next;

  /** Without any draws. */
  public RecordedDraws() {}

  /**
   * Sets what will be drawn, instead of what is left of the draws before.
   *
   * @param bounds the bound of each draw
   * @param values what each draw gives, at least 0 and below its bound
   * @throws IllegalArgumentException if a value does not fit its bound
   */
  public void set(int[] bounds, int[] values) {
    if (bounds.length != values.length) {
      throw new IllegalArgumentException(
          "%d bounds do not fit %d values".formatted(bounds.length, values.length));
    }
    for (int i = 0; i < bounds.length; i++) {
      if (values[i] < 0 || values[i] >= bounds[i]) {
        throw new IllegalArgumentException(
            "draw %d gives %d, which must be at least 0 and below its bound %d"
                .formatted(i + 1, values[i], bounds[i]));
      }
    }
    this.bounds = bounds.clone();
    this.values = values.clone();
    next = 0;
  }

  /** How many draws nobody took. */
  public int left() {
    return values.length - next;
  }

  /**
   * The next recorded draw.
   *
   * @throws IllegalStateException if there is none, or its bound is another
   */
  @Override
  public int nextInt(int bound) {
    if (next == values.length) {
      throw new IllegalStateException(
          "a number below %d is drawn where %d draws were recorded".formatted(bound, next));
    }
    if (bounds[next] != bound) {
      throw new IllegalStateException(
          "draw %d is below %d where one below %d was recorded"
              .formatted(next + 1, bound, bounds[next]));
    }
    return values[next++];
  }

  /**
   * Refuses.
   *
   * @throws IllegalStateException always
   */
  @Override
  public long nextLong() {
    throw new IllegalStateException(
        "only nextInt(bound) can be replayed, and something else was drawn");
  }
}
