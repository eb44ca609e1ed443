package org.palaestra.statistics;

/**
 * How likely a run of one algorithm scores more than a run of another on a task drawn at random
 * (Agarwal et al., NeurIPS 2021; the Mann–Whitney statistic).
 */
public final class ProbabilityOfImprovement {

  private ProbabilityOfImprovement() {}

  /**
   * The mean over tasks of the part of all pairs that the first wins; a tie is half a win.
   *
   * @param scores {@code [runs][tasks]}
   * @param other {@code [runs][tasks]} of the other algorithm, with the same tasks
   * @throws IllegalArgumentException if there is no score, or the numbers of tasks differ
   */
  public static double of(double[][] scores, double[][] other) {
    int tasks = Aggregate.check(scores);
    if (Aggregate.check(other) != tasks) {
      throw new IllegalArgumentException(
          "both need the same tasks, got %d and %d".formatted(tasks, other[0].length));
    }
    double wins = 0;
    for (int task = 0; task < tasks; task++) {
      for (double[] mine : scores) {
        for (double[] theirs : other) {
          wins += mine[task] > theirs[task] ? 1 : mine[task] == theirs[task] ? 0.5 : 0;
        }
      }
    }
    return wins / ((double) tasks * scores.length * other.length);
  }
}
