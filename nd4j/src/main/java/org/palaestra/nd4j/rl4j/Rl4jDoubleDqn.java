package org.palaestra.nd4j.rl4j;

import org.palaestra.agent.AgentDefinition;
import org.palaestra.settings.Ranges;

/**
 * RL4J's double DQN, {@code QLearningDiscreteDense} with {@code doubleDQN}, as a guest (van
 * Hasselt, Guez and Silver, "Deep reinforcement learning with double Q-learning", 2016),
 * off-policy.
 *
 * <p>What it does its own way: it updates after every step as soon as there is one batch, and once
 * more at the end of each episode; instead of the Huber loss, the target is kept within {@code
 * longestError} of the present value; ε falls linearly from 1 in {@code exploring} steps.
 */
public final class Rl4jDoubleDqn {

  static final String ID = "rl4j-double-dqn";

  /**
   * What can be changed.
   *
   * @param network its hidden layers
   * @param rate Adam's learning rate, above 0
   * @param discount γ, from 0 to 1
   * @param rewardFactor rewards are multiplied by it, above 0
   * @param capacity transitions in memory, at least {@code batch}
   * @param batch transitions of an update, at least 1
   * @param targetEvery updates between two copies to the target network, at least 1
   * @param longestError largest difference that an update corrects, above 0
   * @param lastEpsilon ε at the end of exploration, from 0 to 1
   * @param exploring steps until then, at least 1
   * @param silence seconds that RL4J may take for one step, the first included, before its run is
   *     given up, from 1 to 86,400
   */
  public record DoubleDqnSettings(
      DenseSettings network,
      double rate,
      double discount,
      double rewardFactor,
      int capacity,
      int batch,
      int targetEvery,
      double longestError,
      double lastEpsilon,
      int exploring,
      int silence) {

    /** Checks the ranges. */
    public DoubleDqnSettings {
      Ranges.positive("rate", rate);
      Ranges.unit("discount", discount);
      Ranges.positive("rewardFactor", rewardFactor);
      Ranges.atLeast("batch", 1, batch);
      if (capacity < batch) {
        throw new IllegalArgumentException(
            "capacity must be at least batch, which is %d, got %d".formatted(batch, capacity));
      }
      Ranges.atLeast("targetEvery", 1, targetEvery);
      Ranges.positive("longestError", longestError);
      Ranges.unit("lastEpsilon", lastEpsilon);
      Ranges.atLeast("exploring", 1, exploring);
      GuestProcess.checkSilence(silence);
    }

    /** Made for CartPole-v1, where it was tried with a few seeds; not tuned beyond that. */
    public static DoubleDqnSettings classicControl() {
      return new DoubleDqnSettings(
          new DenseSettings(2, 64), 1e-3, 0.99, 1, 50_000, 64, 100, 1, 0.05, 5_000, 300);
    }
  }

  private Rl4jDoubleDqn() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        ID,
        Rl4j.LABEL + ": its double DQN, as a guest that cannot resume",
        "van Hasselt, Guez and Silver, \"Deep reinforcement learning with double Q-learning\","
            + " AAAI 2016; the code of Eclipse Deeplearning4j, "
            + Rl4j.VERSION,
        DoubleDqnSettings.classicControl(),
        GuestAgent::needs,
        50_000,
        1,
        (context, settings) ->
            new GuestAgent(
                context,
                new GuestAgent.Plan(
                    ID,
                    settings,
                    settings.network,
                    GuestNetwork.Head.ACTION_VALUES,
                    settings.rewardFactor,
                    GuestProcess.Launch.guest(settings.silence))));
  }
}
