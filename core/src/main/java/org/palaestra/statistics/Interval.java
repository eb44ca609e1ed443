package org.palaestra.statistics;

import java.util.Arrays;
import org.palaestra.random.RandomStream;

/**
 * Where a number would lie if the runs were made again: a percentile bootstrap interval.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {

  /** Part of all cases in which the interval is to hold the true number. */
  public static final double CONFIDENCE = 0.95;

  /** Resamples that make the ends steady to about a hundredth of the interval's width. */
  public static final int RESAMPLES = 20_000;

  /**
   * The interval of 95 % over runs, with each task's runs drawn on their own (stratified by task),
   * as rliable does it. The same scores give the same interval.
   *
   * @param scores {@code [runs][tasks]}
   */
  public static Interval of(Aggregate aggregate, double[][] scores) {
    return of(aggregate, scores, RESAMPLES);
  }

  /**
   * The same from fewer resamples, for many intervals at once: with 2000, the ends are steady to
   * about a thirtieth of the width.
   *
   * @param scores {@code [runs][tasks]}
   */
  public static Interval of(Aggregate aggregate, double[][] scores, int resamples) {
    int tasks = Aggregate.check(scores);
    RandomStream stream = new RandomStream(0);
    double[] numbers = new double[resamples];
    double[][] drawn = new double[scores.length][tasks];
    for (int i = 0; i < resamples; i++) {
      draw(stream, scores, drawn);
      numbers[i] = aggregate.of(drawn);
    }
    return middle(numbers);
  }

  /**
   * The interval of 95 % of the {@linkplain ProbabilityOfImprovement probability} that a run of one
   * algorithm scores more than a run of another. It holds 1/2 where the difference may be chance.
   *
   * @param scores {@code [runs][tasks]}
   * @param other {@code [runs][tasks]} of the other algorithm, with the same tasks
   */
  public static Interval ofImprovement(double[][] scores, double[][] other) {
    RandomStream stream = new RandomStream(0);
    double[] numbers = new double[RESAMPLES / 10];
    double[][] drawn = new double[scores.length][scores[0].length];
    double[][] drawnOthers = new double[other.length][other[0].length];
    for (int i = 0; i < numbers.length; i++) {
      draw(stream, scores, drawn);
      draw(stream, other, drawnOthers);
      numbers[i] = ProbabilityOfImprovement.of(drawn, drawnOthers);
    }
    return middle(numbers);
  }

  /** Draws the runs of each task on their own, into a matrix of the same shape. */
  static void draw(RandomStream stream, double[][] scores, double[][] into) {
    for (int task = 0; task < into[0].length; task++) {
      for (int run = 0; run < into.length; run++) {
        into[run][task] = scores[stream.nextInt(scores.length)][task];
      }
    }
  }

  /** The middle 95 % of numbers, which it sorts. */
  static Interval middle(double[] numbers) {
    Arrays.sort(numbers);
    double tail = (1 - CONFIDENCE) / 2;
    return new Interval(percentile(numbers, tail), percentile(numbers, 1 - tail));
  }

  /** Between the two nearest values, as NumPy's {@code percentile} has it. */
  private static double percentile(double[] sorted, double part) {
    double place = part * (sorted.length - 1);
    int below = (int) place;
    if (below + 1 == sorted.length) {
      return sorted[below];
    }
    return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
  }
}
