package org.palaestra.agents.tabular;

import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Needs;
import org.palaestra.agents.exploration.ExplorationSettings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Dyna-Q (Sutton, "Integrated architectures for learning, planning, and reacting based on
 * approximating dynamic programming", 1990; Sutton and Barto, 2018, section 8.2), off-policy:
 * Q-learning from each step, and then from n more steps that are drawn from what was seen before,
 *
 * <pre>Q(s, a) ← Q(s, a) + α [r + γ max over a′ of Q(s′, a′) − Q(s, a)]</pre>
 *
 * <p>The model keeps what came of each action when it was last tried, which suits worlds without
 * chance. A terminated transition has no future; a truncated one has.
 */
public final class DynaQ implements Agent {

  /**
   * What can be changed.
   *
   * @param discount γ, from 0 to 1
   * @param learningRate α over the training, from 0 to 1
   * @param exploration how the behaviour departs from what seems best
   * @param initialValue what every action is worth before it was tried
   * @param planning n, imagined steps after each real one, at least 0
   */
  public record DynaQSettings(
      double discount,
      Schedule learningRate,
      ExplorationSettings exploration,
      double initialValue,
      int planning) {

    /** Checks the ranges. */
    public DynaQSettings {
      new ControlSettings(discount, learningRate, exploration, initialValue);
      Ranges.atLeast("planning", planning, 0);
    }

    /** Those of the maze in Sutton and Barto (2018), example 8.1. */
    public static DynaQSettings maze() {
      return new DynaQSettings(
          0.95,
          Schedule.constant(0.1),
          ExplorationSettings.epsilonGreedy(Schedule.constant(0.1)),
          0,
          50);
    }

    ControlSettings control() {
      return new ControlSettings(discount, learningRate, exploration, initialValue);
    }
  }

  /**
   * What planning thinks of what was not tried for long.
   *
   * @param kappa κ, added to a reward as κ √τ where it came τ steps ago
   * @param untried whether actions are thought of, too, that were never tried
   */
  record Curiosity(double kappa, boolean untried) {}

  private final ActionValues values;
  private final float gamma;
  private final int planning;
  private final Curiosity curiosity;
  private final SeenModel model;
  private final RandomStream draws;

  DynaQ(AgentContext context, ControlSettings settings, int planning, Curiosity curiosity) {
    values = new ActionValues(context, settings);
    gamma = (float) settings.discount();
    this.planning = planning;
    this.curiosity = curiosity;
    model = new SeenModel(values.states, values.actions);
    draws = context.streams().stream(RandomStreams.REPLAY);
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "dyna-q",
        "q-learning, from imagined steps as well as from real ones",
        "Sutton, \"Integrated architectures for learning, planning, and reacting based on"
            + " approximating dynamic programming\", ICML 1990",
        DynaQSettings.maze(),
        Needs::table,
        50_000,
        1,
        (context, settings) ->
            new DynaQ(context, settings.control(), settings.planning, new Curiosity(0, false)));
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
      int at = values.at(before, taken, copy);
      float r = (float) after.rewards[copy];
      values.update(at, r + gamma * values.greatest(after, copy), alpha);
      model.see(at, before, after, copy, values.steps() + copy + 1);
    }
    values.advance();
    plan(alpha);
  }

  private void plan(float alpha) {
    float[] q = values.q;
    for (int i = 0; i < planning * values.copies; i++) {
      int at = model.draw(draws, curiosity.untried);
      double tau = values.steps() - model.time(at);
      float r = (float) (model.reward(at) + curiosity.kappa * Math.sqrt(tau));
      q[at] += alpha * (r + gamma * model.greatest(q, at) - q[at]);
    }
  }

  @Override
  public void learn(MetricSink metrics) {
    values.report(metrics);
  }

  @Override
  public void save(StateWriter out) {
    values.save(out);
    out.object("model", model);
    long[] words = new long[RandomStream.STATE_SIZE];
    draws.save(words, 0);
    out.longs("draws", words);
  }

  @Override
  public void restore(StateReader in) {
    values.restore(in);
    in.object("model", model);
    long[] words = new long[RandomStream.STATE_SIZE];
    in.longs("draws", words);
    draws.restore(words, 0);
  }
}
