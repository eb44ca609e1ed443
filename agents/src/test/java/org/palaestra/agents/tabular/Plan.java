package org.palaestra.agents.tabular;

import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Planning;
import org.palaestra.agent.Policy;
import org.palaestra.agents.Trainings;
import org.palaestra.agents.planning.ValueIteration;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.StepBatch;

/** What a model says of policies, without a time limit and without chance. */
final class Plan {

  private final FiniteMdp mdp;
  private final int actions;
  private final double discount;

  Plan(EnvironmentSpec spec, double discount) {
    mdp = Trainings.ENVIRONMENTS.create(spec).ability(FiniteMdp.class).orElseThrow();
    actions = mdp.actionSpace().n();
    this.discount = discount;
  }

  /** {@code [S]} V*. */
  double[] optimum() {
    Planning planning = new ValueIteration(1e-12).plan(mdp, discount);
    boolean more = true;
    while (more) {
      more = planning.sweep();
    }
    return planning.values();
  }

  /** {@code [S]} the best that can be had by who does anything instead with probability ε. */
  double[] softOptimum(double epsilon) {
    double[] v = new double[mdp.states()];
    double change = 1;
    while (change > 1e-10) {
      change = 0;
      for (int s = 0; s < v.length; s++) {
        double best = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int a = 0; a < actions; a++) {
          double value = value(s, a, v);
          best = Math.max(best, value);
          sum += value;
        }
        double soft = (1 - epsilon) * best + epsilon * sum / actions;
        change = Math.max(change, Math.abs(soft - v[s]));
        v[s] = soft;
      }
    }
    return v;
  }

  /** The value of an episode's start. */
  double atStart(double[] v) {
    double[] sum = {0};
    mdp.initial((p, s) -> sum[0] += p * v[s]);
    return sum[0];
  }

  /** How much less than V* taking {@code action} once is worth. */
  double loss(int s, int action, double[] optimum) {
    return optimum[s] - value(s, action, optimum);
  }

  private double value(int s, int action, double[] v) {
    double[] sum = {0};
    mdp.successors(
        s,
        action,
        (p, next, r, terminated) -> sum[0] += p * (r + (terminated ? 0 : discount * v[next])));
    return sum[0];
  }

  /** {@code [S]} what the policy does, which must not depend on chance. */
  int[] choices(Policy policy) {
    Actor actor = policy.actor(1);
    StepBatch now = new StepBatch(1, 1, actions);
    ActionBatch out = new ActionBatch(mdp.actionSpace(), 1);
    int[] choices = new int[mdp.states()];
    for (int s = 0; s < choices.length; s++) {
      now.observations[0] = s;
      boolean any = false;
      for (int a = 0; a < actions; a++) {
        now.allowed[a] = mdp.allowed(s, a);
        any |= now.allowed[a];
      }
      if (any) {
        actor.act(now, out, new RandomGenerator[1]);
        choices[s] = out.indices[0];
      }
    }
    return choices;
  }

  /** {@code [S]} what the policy is worth if with probability ε it does anything instead. */
  double[] worth(Policy policy, double epsilon) {
    int[] choices = choices(policy);
    double[] v = new double[choices.length];
    double change = 1;
    for (int sweep = 0; sweep < 20_000 && change > 1e-10; sweep++) {
      change = 0;
      for (int s = 0; s < v.length; s++) {
        double sum = (1 - epsilon) * value(s, choices[s], v);
        for (int a = 0; epsilon > 0 && a < actions; a++) {
          sum += epsilon / actions * value(s, a, v);
        }
        change = Math.max(change, Math.abs(sum - v[s]));
        v[s] = sum;
      }
    }
    return v;
  }
}
