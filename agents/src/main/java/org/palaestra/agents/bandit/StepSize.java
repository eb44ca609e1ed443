package org.palaestra.agents.bandit;

/**
 * How far an estimate follows a reward.
 *
 * @param rule whether all rewards count alike
 * @param alpha α for those of a constant step, from 0 to 1
 */
public record StepSize(Rule rule, double alpha) {

  /** Ways to weigh old rewards against new ones. */
  public enum Rule {
    /** 1/n for the n-th, so that all count alike: for bandits that stay as they are. */
    SAMPLE_AVERAGE,
    /** α for every one, so that old ones fade: for bandits that change. */
    CONSTANT
  }

  /** Checks the range. */
  public StepSize {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException("stepSize.alpha must be in [0, 1], got " + alpha);
    }
  }

  /** Averages over all, with α = 0.1 for whoever changes the rule alone. */
  public static StepSize sampleAverage() {
    return new StepSize(Rule.SAMPLE_AVERAGE, 0.1);
  }

  /** That of the n-th reward. */
  float of(int n) {
    return rule == Rule.SAMPLE_AVERAGE ? 1f / n : (float) alpha;
  }
}
