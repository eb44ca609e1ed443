package org.palaestra.statistics;

import java.util.Arrays;

/**
 * One number for scores {@code [runs][tasks]}, as Agarwal et al., "Deep Reinforcement Learning at
 * the Edge of the Statistical Precipice", NeurIPS 2021, and their library rliable have them.
 */
public enum Aggregate {
  /** Mean over tasks of the mean over runs. */
  MEAN("mean") {
    @Override
    double of(double[] means, double[] all) {
      return mean(means, 0, means.length);
    }
  },
  /** Median over tasks of the mean over runs. */
  MEDIAN("median") {
    @Override
    double of(double[] means, double[] all) {
      Arrays.sort(means);
      int half = means.length / 2;
      return means.length % 2 == 1 ? means[half] : (means[half - 1] + means[half]) / 2;
    }
  },
  /** Mean of the middle half of all scores, of all tasks together. */
  INTERQUARTILE_MEAN("interquartile mean") {
    @Override
    double of(double[] means, double[] all) {
      Arrays.sort(all);
      int cut = all.length / 4;
      return mean(all, cut, all.length - cut);
    }
  },
  /** How far the scores fall short of 1 on average; what lies above 1 counts as 1. */
  OPTIMALITY_GAP("optimality gap") {
    @Override
    double of(double[] means, double[] all) {
      double sum = 0;
      for (double score : all) {
        sum += Math.min(score, 1);
      }
      return 1 - sum / all.length;
    }
  };

  private final String title;

  Aggregate(String title) {
    this.title = title;
  }

  /**
   * The number.
   *
   * @param scores {@code [runs][tasks]}, at least one of each, every run with all tasks
   * @throws IllegalArgumentException if there is no score, or runs have unlike numbers of tasks
   */
  public double of(double[][] scores) {
    int tasks = check(scores);
    double[] means = new double[tasks];
    double[] all = new double[scores.length * tasks];
    for (int run = 0; run < scores.length; run++) {
      for (int task = 0; task < tasks; task++) {
        means[task] += scores[run][task] / scores.length;
        all[run * tasks + task] = scores[run][task];
      }
    }
    return of(means, all);
  }

  /** May put both arrays into another order. */
  abstract double of(double[] means, double[] all);

  /** Its name for people. */
  @Override
  public String toString() {
    return title;
  }

  /** The number of tasks. */
  static int check(double[][] scores) {
    if (scores.length == 0 || scores[0].length == 0) {
      throw new IllegalArgumentException("there is no score to aggregate");
    }
    for (double[] run : scores) {
      if (run.length != scores[0].length) {
        throw new IllegalArgumentException(
            "every run needs a score for each task, got %d and %d tasks"
                .formatted(scores[0].length, run.length));
      }
    }
    return scores[0].length;
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }
}
