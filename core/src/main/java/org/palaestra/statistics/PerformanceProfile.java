package org.palaestra.statistics;

/**
 * Which part of all runs scores more than some number (Agarwal et al., NeurIPS 2021, section 4.1):
 * the whole distribution instead of one number of it.
 */
public final class PerformanceProfile {

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
}
