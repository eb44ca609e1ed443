package org.palaestra.training;

import org.palaestra.statistics.Summary;

/**
 * What a policy scored.
 *
 * @param seeds seed of each episode
 * @param returns sum of the raw rewards of each episode, in the order of the seeds
 * @param lengths steps of each episode
 */
public record Evaluation(long[] seeds, double[] returns, int[] lengths) {

  /** The returns in five numbers. */
  public Summary summary() {
    return Summary.of(returns);
  }
}
