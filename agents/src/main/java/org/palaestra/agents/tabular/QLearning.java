package org.palaestra.agents.tabular;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Explains;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Greedy;
import org.palaestra.agents.Needs;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.space.Discrete;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Q-learning (Watkins, 1989; Sutton and Barto, 2018, section 6.5), off-policy:
 *
 * <pre>Q(s, a) ← Q(s, a) + α [r + γ max over a′ of Q(s′, a′) − Q(s, a)]</pre>
 *
 * <p>A terminated transition has no future; a truncated one has. Behaviour is ε-greedy with ties
 * broken by chance.
 */
public final class QLearning implements Agent {

  /**
   * What can be changed.
   *
   * @param discount γ, from 0 to 1
   * @param learningRate α over the training, from 0 to 1
   * @param exploration ε over the training, from 0 to 1
   * @param initialValue what every action is worth before it was tried
   */
  public record QLearningSettings(
      double discount, Schedule learningRate, Schedule exploration, double initialValue) {

    /** Checks the ranges. */
    public QLearningSettings {
      if (!(discount >= 0 && discount <= 1)) {
        throw new IllegalArgumentException("discount must be in [0, 1], got " + discount);
      }
      learningRate.within("learningRate", 0, 1);
      exploration.within("exploration", 0, 1);
      if (!Double.isFinite(initialValue)) {
        throw new IllegalArgumentException("initialValue must be finite, got " + initialValue);
      }
    }

    /** Rates that fall over the training, so that noisy worlds settle. */
    public static QLearningSettings standard() {
      return new QLearningSettings(0.99, new Schedule(0.5, 0.01, 1), new Schedule(1, 0.05, 0.8), 0);
    }
  }

  private final QLearningSettings settings;
  private final long total;
  private final int copies;
  private final int actions;

  /** {@code [S, A]}. */
  private final float[] q;

  private final Actor behaviour = this::explore;
  private long steps;
  private double squaredError;
  private int updates;

  private QLearning(AgentContext context, QLearningSettings settings) {
    this.settings = settings;
    total = context.steps();
    copies = context.copies();
    actions = ((Discrete) context.actions()).n();
    q = new float[((Discrete) context.observations()).n() * actions];
    Arrays.fill(q, (float) settings.initialValue);
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "q-learning",
        "learns a table of action values off-policy",
        "Watkins, \"Learning from delayed rewards\", 1989; Sutton and Barto, 2018, section 6.5",
        QLearningSettings.standard(),
        Needs::table,
        500_000,
        1,
        QLearning::new);
  }

  @Override
  public Actor behaviour() {
    return behaviour;
  }

  private void explore(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    double epsilon = settings.exploration.at(steps, total);
    for (int copy = 0; copy < copies; copy++) {
      int s = (int) now.observations[copy];
      out.indices[copy] =
          streams[copy].nextDouble() < epsilon
              ? Greedy.any(actions, now.allowed, copy * actions, streams[copy])
              : Greedy.actionBreakingTies(
                  q, s * actions, actions, now.allowed, copy * actions, streams[copy]);
    }
  }

  @Override
  public Policy target() {
    float[] frozen = q.clone();
    return n -> new TableActor(frozen, actions, n);
  }

  @Override
  public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
    float alpha = (float) settings.learningRate.at(steps, total);
    float gamma = (float) settings.discount;
    for (int copy = 0; copy < copies; copy++) {
      int s = (int) before.observations[copy];
      int next = (int) after.successors[copy];
      float future = 0;
      if (!after.terminated[copy]) {
        int best =
            Greedy.action(q, next * actions, actions, after.successorAllowed, copy * actions);
        future = q[next * actions + best];
      }
      int at = s * actions + taken.indices[copy];
      float error = (float) after.rewards[copy] + gamma * future - q[at];
      q[at] += alpha * error;
      squaredError += error * error;
      updates++;
    }
    steps += copies;
  }

  @Override
  public void learn(MetricSink metrics) {
    metrics.record("td-error/squared", squaredError / Math.max(1, updates));
    metrics.record("exploration/epsilon", settings.exploration.at(steps, total));
    squaredError = 0;
    updates = 0;
  }

  @Override
  public void save(StateWriter out) {
    out.floats("q", q, q.length / actions, actions);
    out.integer("steps", steps);
  }

  @Override
  public void restore(StateReader in) {
    in.floats("q", q);
    steps = in.integer("steps");
  }

  /** Acts greedily on a table. */
  private static final class TableActor implements Actor, Explains {

    private final float[] q;
    private final int actions;
    private final int[] states;

    TableActor(float[] q, int actions, int copies) {
      this.q = q;
      this.actions = actions;
      states = new int[copies];
    }

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      for (int copy = 0; copy < states.length; copy++) {
        states[copy] = (int) now.observations[copy];
        out.indices[copy] =
            Greedy.action(q, states[copy] * actions, actions, now.allowed, copy * actions);
      }
    }

    @Override
    public void explain(int copy, Explanation out) {
      int from = states[copy] * actions;
      out.actionValues(Arrays.copyOfRange(q, from, from + actions));
    }
  }
}
