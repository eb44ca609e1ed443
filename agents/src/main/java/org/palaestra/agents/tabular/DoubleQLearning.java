package org.palaestra.agents.tabular;

import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agents.Greedy;
import org.palaestra.agents.Needs;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Double Q-learning (van Hasselt, "Double Q-learning", 2010; Sutton and Barto, 2018, section 6.7),
 * off-policy. A maximum over noisy values is too high; so there are two tables, of which one
 * chooses the best action and the other says what it is worth. A coin decides which one learns:
 *
 * <pre>Q₁(s, a) ← Q₁(s, a) + α [r + γ Q₂(s′, argmax over a′ of Q₁(s′, a′)) − Q₁(s, a)]</pre>
 *
 * <p>Behaviour and target look at their mean. A terminated transition has no future; a truncated
 * one has.
 */
public final class DoubleQLearning implements Agent {

  private static final String COIN = "double-q-learning";

  /** The mean of both tables. */
  private final ActionValues values;

  private final float gamma;
  private final float[] q1; // [S, A]
  private final float[] q2; // [S, A]
  private final RandomStream coin;

  private DoubleQLearning(AgentContext context, ControlSettings settings) {
    values = new ActionValues(context, settings);
    gamma = (float) settings.discount();
    q1 = values.q.clone();
    q2 = values.q.clone();
    coin = context.streams().stream(COIN);
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "double-q-learning",
        "q-learning with two tables, against values that are too high",
        "van Hasselt, \"Double Q-learning\", NeurIPS 2010",
        ControlSettings.standard(),
        Needs::table,
        500_000,
        1,
        DoubleQLearning::new);
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
      boolean heads = coin.nextBoolean();
      float[] chooses = heads ? q1 : q2;
      float[] judges = heads ? q2 : q1;
      int at = values.at(before, taken, copy);
      float y = (float) after.rewards[copy] + gamma * future(chooses, judges, after, copy);
      float error = y - chooses[at];
      chooses[at] += alpha * error;
      values.q[at] = (q1[at] + q2[at]) / 2;
      values.erred(error);
    }
    values.advance();
  }

  private float future(float[] chooses, float[] judges, StepBatch after, int copy) {
    if (after.terminated[copy]) {
      return 0;
    }
    int actions = values.actions;
    int next = values.row(after.successors[copy]);
    int best = Greedy.action(chooses, next, actions, after.successorAllowed, copy * actions);
    return judges[next + best];
  }

  @Override
  public void learn(MetricSink metrics) {
    values.report(metrics);
  }

  @Override
  public void save(StateWriter out) {
    values.save(out);
    out.floats("q1", q1, values.states, values.actions);
    out.floats("q2", q2, values.states, values.actions);
    long[] words = new long[RandomStream.STATE_SIZE];
    coin.save(words, 0);
    out.longs("coin", words);
  }

  @Override
  public void restore(StateReader in) {
    values.restore(in);
    in.floats("q1", q1);
    in.floats("q2", q2);
    long[] words = new long[RandomStream.STATE_SIZE];
    in.longs("coin", words);
    coin.restore(words, 0);
  }
}
