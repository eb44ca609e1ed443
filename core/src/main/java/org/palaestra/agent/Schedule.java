package org.palaestra.agent;

/**
 * A number that moves along a straight line while training goes on, and then stays.
 *
 * @param from value at the start
 * @param to value at the end of the line
 * @param fraction part of the training that the line takes, from 0 (at once) to 1
 */
public record Schedule(double from, double to, double fraction) {

  /** Checks the range of each. */
  public Schedule {
    if (!Double.isFinite(from) || !Double.isFinite(to)) {
      throw new IllegalArgumentException(
          "a schedule needs finite ends, got from %s to %s".formatted(from, to));
    }
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new IllegalArgumentException("fraction must be in [0, 1], got " + fraction);
    }
  }

  /** The same value throughout. */
  public static Schedule constant(double value) {
    return new Schedule(value, value, 0);
  }

  /**
   * Refuses ends outside a range, for a settings record's constructor.
   *
   * @return this
   */
  public Schedule within(String name, double low, double high) {
    for (double end : new double[] {from, to}) {
      if (!(end >= low && end <= high)) {
        throw new IllegalArgumentException(
            "%s must be in [%s, %s], got %s".formatted(name, low, high, end));
      }
    }
    return this;
  }

  /**
   * The value after {@code step} of {@code steps} steps.
   *
   * @param steps length of the whole training
   */
  public double at(long step, long steps) {
    double duration = fraction * steps;
    return step >= duration ? to : from + (to - from) * (step / duration);
  }
}
