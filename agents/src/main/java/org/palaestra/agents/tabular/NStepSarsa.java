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
import org.palaestra.agents.exploration.ExplorationSettings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * SARSA of n steps (Sutton and Barto, 2018, section 7.2), on-policy:
 *
 * <pre>G = r₁ + γ r₂ + … + γⁿ⁻¹ rₙ + γⁿ Q(sₙ, aₙ)
 * Q(s₀, a₀) ← Q(s₀, a₀) + α [G − Q(s₀, a₀)]</pre>
 *
 * <p>Where the episode ends sooner the sum is shorter: without a future where it terminated, with
 * what the behaviour can expect in the last state where it was truncated.
 */
public final class NStepSarsa implements Agent {

  /**
   * What can be changed.
   *
   * @param discount γ, from 0 to 1
   * @param learningRate α over the training, from 0 to 1
   * @param exploration how the behaviour departs from what seems best
   * @param initialValue what every action is worth before it was tried
   * @param n steps before a value takes over, from 1 to 10000
   */
  public record NStepSarsaSettings(
      double discount,
      Schedule learningRate,
      ExplorationSettings exploration,
      double initialValue,
      int n) {

    /** Checks the ranges. */
    public NStepSarsaSettings {
      new ControlSettings(discount, learningRate, exploration, initialValue);
      Ranges.steps(n);
    }

    /** As the other agents of the package, with n = 4 and a lower rate at first. Untuned. */
    public static NStepSarsaSettings standard() {
      ControlSettings control = ControlSettings.standard();
      return new NStepSarsaSettings(
          control.discount(),
          new Schedule(0.2, 0.01, 1),
          control.exploration(),
          control.initialValue(),
          4);
    }

    ControlSettings control() {
      return new ControlSettings(discount, learningRate, exploration, initialValue);
    }
  }

  private final ActionValues values;
  private final int n;
  private final double gamma;
  private final Stretch[] stretches; // [N]

  private NStepSarsa(AgentContext context, NStepSarsaSettings settings) {
    values = new ActionValues(context, settings.control());
    n = settings.n;
    gamma = settings.discount;
    stretches = Stretch.of(values.copies);
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "n-step-sarsa",
        "sarsa with the rewards of several steps",
        "Sutton and Barto, \"Reinforcement Learning: An Introduction\", 2018, section 7.2",
        NStepSarsaSettings.standard(),
        Needs::table,
        500_000,
        1,
        NStepSarsa::new);
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
      int at = values.at(before, taken, copy);
      if (before.starts[copy]) {
        stretch.clear();
      }
      if (stretch.size() == n) {
        update(stretch, values.q[at], alpha);
      }
      stretch.add(at, (float) after.rewards[copy]);
      if (after.ended(copy)) {
        float future = values.expected(after, copy);
        while (stretch.size() > 0) {
          update(stretch, future, alpha);
        }
      }
    }
    values.advance();
  }

  /** Updates the oldest step, and forgets it. */
  private void update(Stretch stretch, float future, float alpha) {
    values.update(stretch.at(0), (float) stretch.discounted(gamma, future), alpha);
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
  }

  @Override
  public void restore(StateReader in) {
    values.restore(in);
    Stretch.restore(stretches, in, values.q.length);
  }
}
