package org.palaestra.agents.tabular;

import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Needs;
import org.palaestra.agents.Stretch;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * TD prediction of n steps (Sutton and Barto, 2018, section 7.1): learns what states are worth to a
 * policy that is given, on-policy.
 *
 * <pre>G = r₁ + γ r₂ + … + γⁿ⁻¹ rₙ + γⁿ V(sₙ)
 * V(s₀) ← V(s₀) + α [G − V(s₀)]</pre>
 *
 * <p>Where the episode ends sooner the sum is shorter: without a future where it terminated, with
 * the value of the last state where it was truncated.
 */
public final class NStepTd implements Agent {

  /**
   * What can be changed.
   *
   * @param policy the action for each state, or nothing for any allowed action, each equally likely
   * @param discount γ, from 0 to 1
   * @param learningRate α over the training, from 0 to 1
   * @param initialValue what every state is worth before it was met
   * @param n steps before a value takes over, from 1 to 10000
   */
  public record NStepTdSettings(
      int[] policy, double discount, Schedule learningRate, double initialValue, int n) {

    /** Checks the ranges. */
    public NStepTdSettings {
      policy = policy.clone();
      new PredictionSettings(policy, discount, learningRate, initialValue);
      Ranges.steps(n);
    }

    /** As the other agents that predict, with n = 4, the best of figure 7.2. Untuned. */
    public static NStepTdSettings standard() {
      PredictionSettings usual = PredictionSettings.standard();
      return new NStepTdSettings(
          usual.policy(), usual.discount(), usual.learningRate(), usual.initialValue(), 4);
    }

    /** A copy of the actions. */
    @Override
    public int[] policy() {
      return policy.clone();
    }

    PredictionSettings prediction() {
      return new PredictionSettings(policy, discount, learningRate, initialValue);
    }
  }

  private final StateValues values;
  private final int n;
  private final double gamma;
  private final Stretch[] stretches; // [N]

  private NStepTd(AgentContext context, NStepTdSettings settings) {
    values = new StateValues(context, settings.prediction());
    n = settings.n;
    gamma = settings.discount;
    stretches = Stretch.of(values.copies);
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "n-step-td",
        "predicts what a given policy earns, from several steps",
        "Sutton and Barto, \"Reinforcement Learning: An Introduction\", 2018, section 7.1",
        NStepTdSettings.standard(),
        Needs::table,
        100_000,
        1,
        NStepTd::new);
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
  public boolean improves() {
    return false;
  }

  @Override
  public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
    float alpha = values.alpha();
    for (int copy = 0; copy < values.copies; copy++) {
      Stretch stretch = stretches[copy];
      if (before.starts[copy]) {
        stretch.clear();
      }
      stretch.add(values.at(before, copy), (float) after.rewards[copy]);
      boolean ended = after.ended(copy);
      while (ended ? stretch.size() > 0 : stretch.size() == n) {
        double g = stretch.discounted(gamma, values.next(after, copy));
        values.update(stretch.at(0), (float) g, alpha);
        stretch.drop();
      }
    }
    values.advance();
  }

  @Override
  public void learn(MetricSink metrics) {
    values.report(metrics);
  }

  @Override
  public void save(StateWriter out) {
    values.save(out);
    Stretch.save(stretches, out);
  }

  @Override
  public void restore(StateReader in) {
    values.restore(in);
    Stretch.restore(stretches, in, values.v.length);
  }
}
