package org.palaestra.agents.tabular;

import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.Policy;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Greedy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.space.Discrete;

/**
 * What can be changed of every agent that learns the values of a given policy; some add to it.
 *
 * @param policy the action for each state, or nothing for any allowed action, each equally likely
 * @param discount γ, from 0 to 1
 * @param learningRate α over the training, from 0 to 1
 * @param initialValue what every state is worth before it was met
 */
public record PredictionSettings(
    int[] policy, double discount, Schedule learningRate, double initialValue) {

  /** Checks the ranges and copies the policy. */
  public PredictionSettings {
    policy = policy.clone();
    Ranges.discount(discount);
    learningRate.within("learningRate", 0, 1);
    Ranges.finite("initialValue", initialValue);
  }

  /** Actions by chance, without discount, and a rate that falls over the training. Untuned. */
  public static PredictionSettings standard() {
    return new PredictionSettings(new int[0], 1, new Schedule(0.1, 0.001, 1), 0);
  }

  /** A copy of the actions. */
  @Override
  public int[] policy() {
    return policy.clone();
  }

  /**
   * The policy as one that acts.
   *
   * @throws IllegalArgumentException if it does not fit the environment's states and actions
   */
  Policy policy(AgentContext context) {
    int states = ((Discrete) context.observations()).n();
    int actions = ((Discrete) context.actions()).n();
    if (policy.length == 0) {
      return copies -> chance(actions, copies);
    }
    if (policy.length != states) {
      throw new IllegalArgumentException(
          "policy must give an action for each of the %d states, or nothing for chance; got %d"
              .formatted(states, policy.length));
    }
    for (int a : policy) {
      if (a < 0 || a >= actions) {
        throw new IllegalArgumentException(
            "policy must hold actions from 0 to %d, got %d".formatted(actions - 1, a));
      }
    }
    return copies -> this::follow;
  }

  private static Actor chance(int actions, int copies) {
    return (now, out, streams) -> {
      for (int copy = 0; copy < copies; copy++) {
        out.indices[copy] = Greedy.any(actions, now.allowed, copy * actions, streams[copy]);
      }
    };
  }

  private void follow(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    for (int copy = 0; copy < now.size(); copy++) {
      out.indices[copy] = policy[(int) now.observations[copy]];
    }
  }
}
