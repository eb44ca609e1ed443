package org.palaestra.agents.bandit;

import java.util.random.RandomGenerator;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Explains;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.exploration.EpsilonGreedy;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * With probability ε any arm, else the one that paid best on average (Sutton and Barto, 2018,
 * sections 2.2 to 2.6); equals are drawn by chance.
 */
public final class EpsilonGreedyBandit implements Estimates {

  /**
   * What can be changed.
   *
   * @param epsilon ε, from 0 to 1
   * @param stepSize how an estimate follows rewards
   * @param initialValue what an arm is worth before it was tried; a high one makes everything tried
   */
  public record EpsilonGreedyBanditSettings(
      double epsilon, StepSize stepSize, double initialValue) {

    /** Checks the ranges. */
    public EpsilonGreedyBanditSettings {
      Schedule.constant(epsilon).within("epsilon", 0, 1);
      Schedule.constant(initialValue);
    }
  }

  private final int arms;
  private final Means means;
  private final EpsilonGreedy exploration;

  private EpsilonGreedyBandit(int arms, int copies, EpsilonGreedyBanditSettings settings) {
    this.arms = arms;
    means = new Means(copies, arms, settings.stepSize, settings.initialValue);
    exploration = new EpsilonGreedy(arms, Schedule.constant(settings.epsilon), 0);
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "bandit-epsilon-greedy",
        "pulls the arm that paid best, and now and then any",
        "Sutton and Barto, \"Reinforcement Learning: An Introduction\", 2018, section 2.4",
        new EpsilonGreedyBanditSettings(0.1, StepSize.sampleAverage(), 0),
        BanditAgent::needs,
        10_000,
        1,
        (context, settings) -> {
          int arms = BanditAgent.arms(context);
          return new BanditAgent(
              context, arms, copies -> new EpsilonGreedyBandit(arms, copies, settings));
        });
  }

  @Override
  public void forget(int copy) {
    means.forget(copy);
  }

  @Override
  public void learn(int copy, int arm, float reward) {
    means.learn(copy, arm, reward);
  }

  @Override
  public int choose(int copy, boolean[] allowed, int maskOffset, RandomGenerator random) {
    return exploration.choose(means.q, copy * arms, allowed, maskOffset, random);
  }

  @Override
  public void explain(int copy, Explains.Explanation out) {
    out.actionValues(means.of(copy));
  }

  @Override
  public void save(StateWriter out) {
    means.save(out);
  }

  @Override
  public void restore(StateReader in) {
    means.restore(in);
  }
}
