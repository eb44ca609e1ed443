package org.palaestra.agents.replay;

import java.util.random.RandomGenerator;
import org.palaestra.agent.Schedule;
import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * What the agent was wrong about comes more often (Schaul et al., "Prioritized experience replay",
 * 2016, algorithm 1, proportional): a transition whose last error was δ is drawn in proportion to
 * its priority, and counts less for it.
 *
 * <pre>p = |δ| + ε
 * P(i) = p(i)^α / Σ p^α
 * w(i) = (N P(i))^−β, divided by the largest of the batch</pre>
 *
 * <p>New transitions have the largest priority that any ever had. The sum is cut into as many equal
 * stretches as the batch has transitions, and one is drawn from each.
 */
public final class PrioritisedSampling implements Sampling {

  /** ε, without which what was predicted exactly would never come again. */
  private static final double LEAST_ERROR = 1e-6;

  private final ReplayMemory memory;
  private final double alpha;
  private final Schedule beta;
  private final long total;
  private final SumTree tree; // p^α of each slot
  private double largest = 1; // p^α

  /**
   * From that memory.
   *
   * @param alpha α, from 0 for equal chances to 1 for proportional ones
   * @param beta β over the training, from 0 for no correction to 1 for all of it
   * @param total environment steps of the whole training
   */
  public PrioritisedSampling(ReplayMemory memory, double alpha, Schedule beta, long total) {
    this.memory = memory;
    this.alpha = alpha;
    this.beta = beta;
    this.total = total;
    tree = new SumTree(memory.capacity());
  }

  @Override
  public void added() {
    for (int copy = 0; copy < memory.copies(); copy++) {
      tree.set(memory.newest(copy), largest);
    }
  }

  @Override
  public void draw(RandomGenerator random, long step, Transitions into) {
    double stretch = tree.total() / into.size;
    double exponent = -beta.at(step, total);
    float greatest = 0;
    for (int i = 0; i < into.size; i++) {
      int slot = tree.find((i + random.nextDouble()) * stretch);
      into.slots[i] = slot;
      double probability = tree.get(slot) / tree.total();
      into.weights[i] = (float) power(memory.size() * probability, exponent);
      greatest = Math.max(greatest, into.weights[i]);
    }
    for (int i = 0; i < into.size; i++) {
      into.weights[i] /= greatest;
    }
  }

  @Override
  public void learned(Transitions batch, float[] errors) {
    for (int i = 0; i < batch.size; i++) {
      double priority = power(Math.abs(errors[i]) + LEAST_ERROR, alpha);
      tree.set(batch.slots[i], priority);
      largest = Math.max(largest, priority);
    }
  }

  /** Without {@link StrictMath#pow}, which allocates where it is not inlined. */
  private static double power(double base, double exponent) {
    return StrictMath.exp(exponent * StrictMath.log(base));
  }

  /** p^α of a transition. */
  double weight(int slot) {
    return tree.get(slot);
  }

  @Override
  public void save(StateWriter out) {
    out.doubles("weights", tree.weights(memory.size()));
    out.number("largest", largest);
  }

  /** After the memory. */
  @Override
  public void restore(StateReader in) {
    if (in.length("weights") != memory.size()) {
      throw new MismatchException(
          "%d priorities were stored for %d transitions"
              .formatted(in.length("weights"), memory.size()));
    }
    double[] weights = new double[memory.size()];
    in.doubles("weights", weights);
    tree.restore(weights);
    largest = in.number("largest");
  }
}
