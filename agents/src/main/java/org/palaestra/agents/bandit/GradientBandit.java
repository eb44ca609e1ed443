package org.palaestra.agents.bandit;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Explains;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.exploration.Softmax;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Gradient bandit (Sutton and Barto, 2018, section 2.8): preferences H instead of values, which
 * climb the expected reward by its gradient:
 *
 * <pre>π(a) in proportion to exp H(a)
 * H(b) ← H(b) + α (r − r̄) ((1 if b is the arm that was pulled, else 0) − π(b)) for every b</pre>
 *
 * <p>The baseline r̄ is the average of the rewards before this one, that of the first being itself.
 */
public final class GradientBandit implements Estimates {

  /**
   * What can be changed.
   *
   * @param alpha α, from 0 to 1000
   * @param baseline whether rewards count by how much they exceed their average; else r̄ is 0
   */
  public record GradientBanditSettings(double alpha, boolean baseline) {

    /** Checks the range. */
    public GradientBanditSettings {
      Schedule.constant(alpha).within("alpha", 0, 1000);
    }
  }

  private final int arms;
  private final float alpha;
  private final boolean baseline;
  private final float[] h; // [N, A]
  private final float[] pi; // [N, A] when the last arm was pulled
  private final double[] average; // [N]
  private final int[] counts; // [N]
  private final float[] probabilities; // [A]
  private final Softmax softmax;

  private GradientBandit(int arms, int copies, GradientBanditSettings settings) {
    this.arms = arms;
    alpha = (float) settings.alpha;
    baseline = settings.baseline;
    h = new float[Math.multiplyExact(copies, arms)];
    pi = new float[h.length];
    average = new double[copies];
    counts = new int[copies];
    probabilities = new float[arms];
    softmax = new Softmax(arms, Schedule.constant(1), 0);
  }

  /** How it is registered, with the α = 0.1 of the book's figure 2.5. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "bandit-gradient",
        "prefers arms that paid more than usual",
        "Sutton and Barto, \"Reinforcement Learning: An Introduction\", 2018, section 2.8",
        new GradientBanditSettings(0.1, true),
        BanditAgent::needs,
        10_000,
        1,
        (context, settings) -> {
          int arms = BanditAgent.arms(context);
          return new BanditAgent(
              context, arms, copies -> new GradientBandit(arms, copies, settings));
        });
  }

  @Override
  public void forget(int copy) {
    Arrays.fill(h, copy * arms, (copy + 1) * arms, 0);
    average[copy] = 0;
    counts[copy] = 0;
  }

  @Override
  public void learn(int copy, int arm, float reward) {
    if (counts[copy] == 0 && baseline) {
      average[copy] = reward;
    }
    float step = alpha * (float) (reward - average[copy]);
    for (int b = 0; b < arms; b++) {
      int at = copy * arms + b;
      h[at] += step * ((b == arm ? 1 : 0) - pi[at]);
    }
    counts[copy]++;
    if (baseline) {
      average[copy] += (reward - average[copy]) / counts[copy];
    }
  }

  @Override
  public int choose(int copy, boolean[] allowed, int maskOffset, RandomGenerator random) {
    softmax.probabilities(h, copy * arms, allowed, maskOffset, probabilities);
    System.arraycopy(probabilities, 0, pi, copy * arms, arms);
    return softmax.choose(h, copy * arms, allowed, maskOffset, random);
  }

  @Override
  public void explain(int copy, Explains.Explanation out) {
    out.probabilities(Arrays.copyOfRange(pi, copy * arms, (copy + 1) * arms));
  }

  @Override
  public void save(StateWriter out) {
    out.floats("preferences", h, counts.length, arms);
    out.floats("probabilities", pi, counts.length, arms);
    out.doubles("average", average);
    out.ints("counts", counts);
  }

  @Override
  public void restore(StateReader in) {
    in.floats("preferences", h);
    in.floats("probabilities", pi);
    in.doubles("average", average);
    in.ints("counts", counts);
  }
}
