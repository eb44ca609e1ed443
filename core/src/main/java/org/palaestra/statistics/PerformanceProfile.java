package org.palaestra.statistics;

import java.util.Arrays;
import org.palaestra.random.RandomStream;

/**
 * Which part of all runs scores more than some number (Agarwal et al., NeurIPS 2021, section 4.1):
 * the whole distribution instead of one number of it.
 */
public final class PerformanceProfile {

  private static final int RESAMPLES = 2000;

  private PerformanceProfile() {}

  /**
   * The part of runs above each threshold, each task with the same weight.
   *
   * @param scores {@code [runs][tasks]}
   * @param thresholds τ
   * @return {@code [thresholds]} from 0 to 1
   * @throws IllegalArgumentException if there is no score, or runs have unlike numbers of tasks
   */
  public static double[] of(double[][] scores, double... thresholds) {
    int tasks = Aggregate.check(scores);
    double[] parts = new double[thresholds.length];
    for (int i = 0; i < thresholds.length; i++) {
      int above = 0;
      for (double[] run : scores) {
        for (double score : run) {
          above += score > thresholds[i] ? 1 : 0;
        }
      }
      parts[i] = (double) above / (scores.length * tasks);
    }
    return parts;
  }

  /**
   * The interval of 95 % of each of these parts, each on its own: a percentile bootstrap over runs,
   * stratified by task, as rliable draws its bands. The same scores give the same intervals.
   *
   * @param scores {@code [runs][tasks]}
   * @param thresholds τ
   * @return {@code [thresholds]}
   */
  public static Interval[] intervals(double[][] scores, double... thresholds) {
    int tasks = Aggregate.check(scores);
    RandomStream stream = new RandomStream(0);
    double[][] drawn = new double[scores.length][tasks];
    double[][] parts = new double[thresholds.length][RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      Interval.draw(stream, scores, drawn);
      double[] one = of(drawn, thresholds);
      for (int j = 0; j < thresholds.length; j++) {
        parts[j][i] = one[j];
      }
    }
    return Arrays.stream(parts).map(Interval::middle).toArray(Interval[]::new);
  }
}
