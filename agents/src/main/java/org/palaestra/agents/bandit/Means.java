package org.palaestra.agents.bandit;

import java.util.Arrays;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * The mean of what each arm paid (Sutton and Barto, 2018, sections 2.4 and 2.5):
 *
 * <pre>Q(a) ← Q(a) + α [r − Q(a)], with α = 1/N(a) for a sample average</pre>
 */
final class Means implements Stateful {

  private final int arms;
  private final StepSize stepSize;
  private final float initial;

  /** {@code [N, A]}. */
  final float[] q;

  private final int[] counts; // [N, A]

  Means(int copies, int arms, StepSize stepSize, double initial) {
    this.arms = arms;
    this.stepSize = stepSize;
    this.initial = (float) initial;
    q = new float[Math.multiplyExact(copies, arms)];
    counts = new int[q.length];
    Arrays.fill(q, this.initial);
  }

  void forget(int copy) {
    Arrays.fill(q, copy * arms, (copy + 1) * arms, initial);
    Arrays.fill(counts, copy * arms, (copy + 1) * arms, 0);
  }

  void learn(int copy, int arm, float reward) {
    int at = copy * arms + arm;
    counts[at]++;
    q[at] += stepSize.of(counts[at]) * (reward - q[at]);
  }

  /** A copy of those of one bandit. */
  float[] of(int copy) {
    return Arrays.copyOfRange(q, copy * arms, (copy + 1) * arms);
  }

  @Override
  public void save(StateWriter out) {
    out.floats("q", q, q.length / arms, arms);
    out.ints("counts", counts);
  }

  @Override
  public void restore(StateReader in) {
    in.floats("q", q);
    in.ints("counts", counts);
  }
}
