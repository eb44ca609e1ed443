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
 * Monte Carlo control, on-policy, first visit, for soft policies (Sutton and Barto, 2018, section
 * 5.4): after an episode, for the first visit of each pair,
 *
 * <pre>G = r₁ + γ r₂ + γ² r₃ + …
 * Q(s, a) ← average of G</pre>
 *
 * <p>Nothing is learned before an episode is over, and an episode is kept until then. The return of
 * a truncated one goes on with what the behaviour can expect in its last state: without that the
 * time limit would count as the end of the world.
 */
public final class MonteCarlo implements Agent {

  /**
   * What can be changed.
   *
   * @param discount γ, from 0 to 1
   * @param average whether all returns count alike, or recent ones more
   * @param learningRate α over the training for recent ones, from 0 to 1
   * @param exploration how the behaviour departs from what seems best
   * @param initialValue what every action is worth before it was tried
   */
  public record MonteCarloSettings(
      double discount,
      Average average,
      Schedule learningRate,
      ExplorationSettings exploration,
      double initialValue) {

    /** Checks the ranges. */
    public MonteCarloSettings {
      new ControlSettings(discount, learningRate, exploration, initialValue);
    }

    /** The book's, with the exploration of the other agents of the package. Untuned. */
    public static MonteCarloSettings standard() {
      return new MonteCarloSettings(
          1, Average.ALL, new Schedule(0.1, 0.01, 1), ControlSettings.standard().exploration(), 0);
    }

    ControlSettings control() {
      return new ControlSettings(discount, learningRate, exploration, initialValue);
    }
  }

  private final ActionValues values;
  private final Stretch[] episodes; // [N]
  private final FirstVisits visits;
  private final FirstVisits.Update update;

  private MonteCarlo(AgentContext context, MonteCarloSettings settings) {
    values = new ActionValues(context, settings.control());
    episodes = Stretch.of(values.copies);
    visits = new FirstVisits(values.q.length, settings.average, settings.discount);
    update = values::update;
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "monte-carlo",
        "learns action values from the returns of whole episodes",
        "Sutton and Barto, \"Reinforcement Learning: An Introduction\", 2018, section 5.4",
        MonteCarloSettings.standard(),
        Needs::table,
        500_000,
        1,
        MonteCarlo::new);
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
      Stretch episode = episodes[copy];
      if (before.starts[copy]) {
        episode.clear();
      }
      episode.add(values.at(before, taken, copy), (float) after.rewards[copy]);
      if (after.ended(copy)) {
        visits.learn(episode, values.expected(after, copy), alpha, update);
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
    Stretch.restore(episodes, in, values.q.length);
    in.object("visits", visits);
  }
}
