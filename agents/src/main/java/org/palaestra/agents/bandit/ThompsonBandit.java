package org.palaestra.agents.bandit;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Explains;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Greedy;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Thompson sampling (Thompson, "On the likelihood that one unknown probability exceeds another in
 * view of the evidence of two samples", 1933) for normal rewards of a known deviation σ: each arm's
 * mean is believed to be normal around m₀ with deviation s₀ at first. Of every belief, after n
 * rewards that sum up to R, one number is drawn, and the greatest wins:
 *
 * <pre>p = 1/s₀² + n/σ²
 * θ ~ N((m₀/s₀² + R/σ²) / p, 1/p)</pre>
 */
public final class ThompsonBandit implements Estimates {

  /**
   * What can be changed.
   *
   * @param priorMean m₀, what an arm is thought to pay
   * @param priorDeviation s₀, how unsure that is, above 0
   * @param rewardDeviation σ, how much the rewards of one arm differ, above 0
   */
  public record ThompsonBanditSettings(
      double priorMean, double priorDeviation, double rewardDeviation) {

    /** Checks the ranges. */
    public ThompsonBanditSettings {
      Schedule.constant(priorMean);
      Schedule.constant(priorDeviation).within("priorDeviation", 1e-6, 1e6);
      Schedule.constant(rewardDeviation).within("rewardDeviation", 1e-6, 1e6);
    }
  }

  private final int arms;
  private final ThompsonBanditSettings settings;
  private final double[] sums; // [N, A]
  private final int[] counts; // [N, A]
  private final float[] drawn; // [A]

  private ThompsonBandit(int arms, int copies, ThompsonBanditSettings settings) {
    this.arms = arms;
    this.settings = settings;
    sums = new double[Math.multiplyExact(copies, arms)];
    counts = new int[sums.length];
    drawn = new float[arms];
  }

  /** How it is registered, with the beliefs that fit the ten-armed testbed. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "bandit-thompson",
        "pulls an arm as often as it believes it to be the best",
        "Thompson, \"On the likelihood that one unknown probability exceeds another in view of the"
            + " evidence of two samples\", Biometrika 1933",
        new ThompsonBanditSettings(0, 1, 1),
        BanditAgent::needs,
        10_000,
        1,
        (context, settings) -> {
          int arms = BanditAgent.arms(context);
          return new BanditAgent(
              context, arms, copies -> new ThompsonBandit(arms, copies, settings));
        });
  }

  @Override
  public void forget(int copy) {
    Arrays.fill(sums, copy * arms, (copy + 1) * arms, 0);
    Arrays.fill(counts, copy * arms, (copy + 1) * arms, 0);
  }

  @Override
  public void learn(int copy, int arm, float reward) {
    sums[copy * arms + arm] += reward;
    counts[copy * arms + arm]++;
  }

  private double precision(int at) {
    return 1 / square(settings.priorDeviation) + counts[at] / square(settings.rewardDeviation);
  }

  private double mean(int at) {
    double weighed =
        settings.priorMean / square(settings.priorDeviation)
            + sums[at] / square(settings.rewardDeviation);
    return weighed / precision(at);
  }

  private static double square(double x) {
    return x * x;
  }

  @Override
  public int choose(int copy, boolean[] allowed, int maskOffset, RandomGenerator random) {
    for (int arm = 0; arm < arms; arm++) {
      int at = copy * arms + arm;
      drawn[arm] = (float) (mean(at) + random.nextGaussian() / Math.sqrt(precision(at)));
    }
    return Greedy.action(drawn, 0, arms, allowed, maskOffset);
  }

  @Override
  public void explain(int copy, Explains.Explanation out) {
    float[] means = new float[arms];
    for (int arm = 0; arm < arms; arm++) {
      means[arm] = (float) mean(copy * arms + arm);
    }
    out.actionValues(means);
  }

  @Override
  public void save(StateWriter out) {
    out.doubles("sums", sums);
    out.ints("counts", counts);
  }

  @Override
  public void restore(StateReader in) {
    in.doubles("sums", sums);
    in.ints("counts", counts);
  }
}
