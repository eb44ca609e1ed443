package org.palaestra.agents.bandit;

import java.util.random.RandomGenerator;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Explains;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.exploration.UpperConfidence;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * UCB1 (Auer, Cesa-Bianchi and Fischer, "Finite-time analysis of the multiarmed bandit problem",
 * 2002; Sutton and Barto, 2018, section 2.7): the arm with the greatest Q(a) + c √(ln t / N(a)).
 * The paper's c is √2, for rewards from 0 to 1.
 */
public final class UpperConfidenceBandit implements Estimates {

  /**
   * What can be changed.
   *
   * @param confidence c, from 0 to 1000000
   * @param stepSize how an estimate follows rewards
   */
  public record UpperConfidenceBanditSettings(double confidence, StepSize stepSize) {

    /** Checks the range. */
    public UpperConfidenceBanditSettings {
      Schedule.constant(confidence).within("confidence", 0, 1e6);
    }
  }

  private final int arms;
  private final Means means;
  private final UpperConfidence exploration;

  private UpperConfidenceBandit(int arms, int copies, UpperConfidenceBanditSettings settings) {
    this.arms = arms;
    means = new Means(copies, arms, settings.stepSize, 0);
    exploration = new UpperConfidence(copies, arms, Schedule.constant(settings.confidence), 0);
  }

  /** How it is registered, with the c = 2 of the book's figure 2.4. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "bandit-ucb",
        "pulls the arm that may be the best, as far as is known",
        "Auer et al., \"Finite-time analysis of the multiarmed bandit problem\", 2002",
        new UpperConfidenceBanditSettings(2, StepSize.sampleAverage()),
        BanditAgent::needs,
        10_000,
        1,
        (context, settings) -> {
          int arms = BanditAgent.arms(context);
          return new BanditAgent(
              context, arms, copies -> new UpperConfidenceBandit(arms, copies, settings));
        });
  }

  @Override
  public void forget(int copy) {
    means.forget(copy);
    exploration.forget(copy * arms);
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
    out.object("exploration", exploration);
  }

  @Override
  public void restore(StateReader in) {
    means.restore(in);
    in.object("exploration", exploration);
  }
}
