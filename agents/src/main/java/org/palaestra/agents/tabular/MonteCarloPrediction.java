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
 * First-visit Monte Carlo prediction (Sutton and Barto, 2018, section 5.1): learns what states are
 * worth to a policy that is given, on-policy. After an episode, for the first visit of each state,
 *
 * <pre>G = r₁ + γ r₂ + γ² r₃ + …
 * V(s) ← average of G</pre>
 *
 * <p>Nothing is learned before an episode is over, and an episode is kept until then. The return of
 * a truncated one goes on with the value of its last state.
 */
public final class MonteCarloPrediction implements Agent {

  /**
   * What can be changed.
   *
   * @param policy the action for each state, or nothing for any allowed action, each equally likely
   * @param discount γ, from 0 to 1
   * @param learningRate α over the training, from 0 to 1
   * @param initialValue what every state is worth before it was met
   * @param average whether all returns count alike, or recent ones more, with the learning rate
   */
  public record MonteCarloPredictionSettings(
      int[] policy, double discount, Schedule learningRate, double initialValue, Average average) {

    /** Checks the ranges. */
    public MonteCarloPredictionSettings {
      policy = policy.clone();
      new PredictionSettings(policy, discount, learningRate, initialValue);
    }

    /** As the other agents that predict; all returns count alike, as in the book. Untuned. */
    public static MonteCarloPredictionSettings standard() {
      PredictionSettings usual = PredictionSettings.standard();
      return new MonteCarloPredictionSettings(
          usual.policy(),
          usual.discount(),
          usual.learningRate(),
          usual.initialValue(),
          Average.ALL);
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
  private final Stretch[] episodes; // [N]
  private final FirstVisits visits;
  private final FirstVisits.Update update;

  private MonteCarloPrediction(AgentContext context, MonteCarloPredictionSettings settings) {
    values = new StateValues(context, settings.prediction());
    episodes = Stretch.of(values.copies);
    visits = new FirstVisits(values.v.length, settings.average, settings.discount);
    update = values::update;
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "monte-carlo-prediction",
        "predicts what a given policy earns, from whole episodes",
        "Sutton and Barto, \"Reinforcement Learning: An Introduction\", 2018, section 5.1",
        MonteCarloPredictionSettings.standard(),
        Needs::table,
        100_000,
        1,
        MonteCarloPrediction::new);
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
      Stretch episode = episodes[copy];
      if (before.starts[copy]) {
        episode.clear();
      }
      episode.add(values.at(before, copy), (float) after.rewards[copy]);
      if (after.ended(copy)) {
        visits.learn(episode, values.next(after, copy), alpha, update);
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
    Stretch.save(episodes, out);
    out.object("visits", visits);
  }

  @Override
  public void restore(StateReader in) {
    values.restore(in);
    Stretch.restore(episodes, in, values.v.length);
    in.object("visits", visits);
  }
}
