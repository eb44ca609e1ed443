package org.palaestra.statistics;

/**
 * A sample in five numbers.
 *
 * @param count how many values there are, at least 1
 * @param mean arithmetic mean
 * @param standardDeviation of the sample, with n − 1 in the denominator; 0 for a single value
 * @param minimum least value
 * @param maximum greatest value
 */
public record Summary(
    int count, double mean, double standardDeviation, double minimum, double maximum) {

  /**
   * Summarises.
   *
   * @throws IllegalArgumentException if there is no value
   */
  public static Summary of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("there is no value to summarise");
    }
    double sum = 0;
    double minimum = Double.POSITIVE_INFINITY;
    double maximum = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      sum += value;
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = values.length == 1 ? 0 : Math.sqrt(squares / (values.length - 1));
    return new Summary(values.length, mean, deviation, minimum, maximum);
  }
}
