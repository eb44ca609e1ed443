package org.palaestra.agents.linear;

import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Needs;
import org.palaestra.agents.Stretch;
import org.palaestra.agents.exploration.ExplorationSettings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Episodic semi-gradient SARSA of n steps with binary features (Sutton and Barto, 2018, section
 * 10.2), on-policy. Q(s, a) is the sum of the weights w of the tiles F(s, a):
 *
 * <pre>G = r₁ + γ r₂ + … + γⁿ⁻¹ rₙ + γⁿ Q(sₙ, aₙ)
 * w ← w + α/T [G − Q(s₀, a₀)] for the T tiles F(s₀, a₀)</pre>
 *
 * <p>Where the episode ends sooner the sum is shorter: without a future where it terminated, with
 * what the behaviour can expect in the last state where it was truncated.
 */
public final class LinearNStepSarsa implements Agent {

  /**
   * What can be changed.
   *
   * @param tiles how observations are told apart
   * @param discount γ, from 0 to 1
   * @param learningRate α over the training, from 0 to 2; each of the tiles moves by its share
   * @param exploration how the behaviour departs from what seems best: epsilon-greedy or softmax
   * @param initialValue what every action is worth before anything is known
   * @param n steps before a value takes over, from 1 to 1000
   */
  public record LinearNStepSarsaSettings(
      TileSettings tiles,
      double discount,
      Schedule learningRate,
      ExplorationSettings exploration,
      double initialValue,
      int n) {

    /** Checks the ranges. */
    public LinearNStepSarsaSettings {
      new LinearSettings(discount, learningRate, exploration, initialValue);
      if (n < 1 || n > 1000) {
        throw new IllegalArgumentException("n must be from 1 to 1000, got " + n);
      }
    }

    /**
     * Mountain car as in Sutton and Barto (2018), figure 10.4 at its best: 8 tilings of 8 × 8, n =
     * 4 and α = 0.5, no discount, no exploration but that of values that are too high at first.
     * Tuned there.
     */
    public static LinearNStepSarsaSettings mountainCar() {
      return new LinearNStepSarsaSettings(
          TileSettings.of(8, 8),
          1,
          Schedule.constant(0.5),
          ExplorationSettings.epsilonGreedy(Schedule.constant(0)),
          0,
          4);
    }

    LinearSettings values() {
      return new LinearSettings(discount, learningRate, exploration, initialValue);
    }
  }

  private final LinearValues values;
  private final int n;
  private final double gamma;
  private final Stretch[] stretches; // [N] steps whose updates wait, with where they are kept
  private final int[] kept; // [N, n, T] their weights
  private final int[] places; // [T]

  private LinearNStepSarsa(AgentContext context, LinearNStepSarsaSettings settings) {
    values = new LinearValues(context, settings.tiles, settings.values());
    n = settings.n;
    gamma = settings.discount;
    stretches = Stretch.of(values.copies);
    places = new int[values.coder.tilings()];
    kept = new int[Math.multiplyExact(values.copies * n, places.length)];
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
            "linear-n-step-sarsa",
            "n-step-sarsa on tiles, for observations of a few numbers",
            "Sutton and Barto, \"Reinforcement Learning: An Introduction\", 2018, section 10.2",
            LinearNStepSarsaSettings.mountainCar(),
            Needs::vector,
            100_000,
            1,
            LinearNStepSarsa::new)
        .with(LinearSettings.cartPole("n=8"));
  }

  @Override
  public Actor behaviour() {
    return values.behaviour();
  }

  @Override
  public Policy target() {
    return values.target();
  }

  @Override
  public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
    float alpha = values.alpha();
    for (int copy = 0; copy < values.copies; copy++) {
      Stretch stretch = stretches[copy];
      values.weights(before, taken, copy, places, 0);
      if (before.starts[copy]) {
        stretch.clear();
      }
      if (stretch.size() == n) {
        update(copy, values.sum(places, 0), alpha);
      }
      int size = stretch.size();
      int slot = size == 0 ? 0 : (stretch.at(size - 1) + 1) % n;
      System.arraycopy(places, 0, kept, (copy * n + slot) * places.length, places.length);
      stretch.add(slot, (float) after.rewards[copy]);
      if (after.ended(copy)) {
        float future = values.expected(after, copy);
        while (stretch.size() > 0) {
          update(copy, future, alpha);
        }
      }
    }
    values.advance();
  }

  /** Updates by the oldest step, and forgets it. */
  private void update(int copy, float future, float alpha) {
    Stretch stretch = stretches[copy];
    int at = (copy * n + stretch.at(0)) * places.length;
    float error = (float) stretch.discounted(gamma, future) - values.sum(kept, at);
    for (int t = 0; t < places.length; t++) {
      values.w[kept[at + t]] += alpha * error;
    }
    values.erred(error);
    stretch.drop();
  }

  @Override
  public void learn(MetricSink metrics) {
    values.report(metrics);
  }

  @Override
  public void save(StateWriter out) {
    values.save(out);
    Stretch.save(stretches, out);
    out.ints("kept", kept);
  }

  @Override
  public void restore(StateReader in) {
    values.restore(in);
    Stretch.restore(stretches, in, n);
    in.ints("kept", kept, 0, values.w.length - 1);
  }
}
