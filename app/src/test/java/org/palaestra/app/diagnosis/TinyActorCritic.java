package org.palaestra.app.diagnosis;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Explains;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.space.Discrete;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * A one-step actor-critic with weights for a constant and for the first number observed, as a
 * plug-in might have it, and with faults that no wrapper can cause.
 */
final class TinyActorCritic implements Agent {

  /** What is wrong with it. */
  enum Flaw {
    NONE,
    /** It lowers the probability of what went well. */
    REVERSED,
    /** It raises the probability of the next action. */
    SHIFTED,
    /** The reward is no part of what it learns from. */
    DEAF,
    /** It throws when it has learned a little. */
    THROWS
  }

  record TinySettings(double alpha) {}

  private final Flaw flaw;
  private final double alpha;
  private final int actions;
  private final double[] value = new double[2];
  private final double[][] preferences;
  private int updates;

  private TinyActorCritic(AgentContext context, TinySettings settings, Flaw flaw) {
    this.flaw = flaw;
    alpha = settings.alpha;
    actions = ((Discrete) context.actions()).n();
    preferences = new double[actions][2];
  }

  static AgentDefinition<TinySettings> definition(Flaw flaw) {
    return new AgentDefinition<>(
        "tiny",
        "a plug-in's agent",
        "none",
        new TinySettings(0.1),
        context ->
            context.actions() instanceof Discrete
                ? Optional.empty()
                : Optional.of("needs discrete actions"),
        1000,
        1,
        (context, settings) -> new TinyActorCritic(context, settings, flaw));
  }

  private static double dot(double[] weights, double x) {
    return weights[0] + weights[1] * x;
  }

  private static void add(double[] weights, double by, double x) {
    weights[0] += by;
    weights[1] += by * x;
  }

  private static float[] probabilities(double[][] preferences, double x) {
    float[] p = new float[preferences.length];
    double sum = 0;
    for (int a = 0; a < p.length; a++) {
      p[a] = (float) Math.exp(dot(preferences[a], x));
      sum += p[a];
    }
    for (int a = 0; a < p.length; a++) {
      p[a] /= (float) sum;
    }
    return p;
  }

  @Override
  public Actor behaviour() {
    return new Drawing(value, preferences);
  }

  @Override
  public Policy target() {
    double[][] frozen = Arrays.stream(preferences).map(double[]::clone).toArray(double[][]::new);
    double[] frozenValue = value.clone();
    return copies -> new Drawing(frozenValue, frozen);
  }

  @Override
  public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
    double x = before.observations[0];
    double next = after.terminated[0] ? 0 : dot(value, after.successors[0]);
    double reward = flaw == Flaw.DEAF ? 0 : after.rewards[0];
    double delta = reward + 0.9 * next - dot(value, x);
    add(value, alpha * delta, x);
    float[] p = probabilities(preferences, x);
    int chosen = (taken.indices[0] + (flaw == Flaw.SHIFTED ? 1 : 0)) % actions;
    for (int a = 0; a < actions; a++) {
      double gradient = (a == chosen ? 1 : 0) - p[a];
      add(preferences[a], (flaw == Flaw.REVERSED ? -1 : 1) * alpha * delta * gradient, x);
    }
    if (++updates == 100 && flaw == Flaw.THROWS) {
      throw new IllegalStateException("out of ideas");
    }
  }

  @Override
  public void learn(MetricSink metrics) {
    // Done in observe.
  }

  @Override
  public void save(StateWriter out) {
    out.doubles("value", value);
  }

  @Override
  public void restore(StateReader in) {
    in.doubles("value", value);
  }

  private static final class Drawing implements Actor, Explains {

    private final double[] value;
    private final double[][] preferences;
    private double x;

    Drawing(double[] value, double[][] preferences) {
      this.value = value;
      this.preferences = preferences;
    }

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      x = now.observations[0];
      double left = streams[0].nextDouble();
      int action = 0;
      float[] p = probabilities(preferences, x);
      while (action < p.length - 1 && left >= p[action]) {
        left -= p[action++];
      }
      out.indices[0] = action;
    }

    @Override
    public void explain(int copy, Explanation out) {
      out.stateValue(dot(value, x));
      out.probabilities(probabilities(preferences, x));
    }
  }
}
