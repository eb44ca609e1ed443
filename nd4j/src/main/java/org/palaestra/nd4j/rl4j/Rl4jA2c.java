package org.palaestra.nd4j.rl4j;

import java.util.Optional;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.settings.Ranges;
import org.palaestra.space.Discrete;

/**
 * RL4J's advantage actor-critic, {@code AdvantageActorCriticBuilder} with one synchronous learner,
 * as a guest (Mnih et al., "Asynchronous methods for deep reinforcement learning", 2016),
 * on-policy. Its finished policy acts greedily, as RL4J's own does when it is loaded.
 *
 * <p>What it does its own way: where a batch is cut, it bootstraps from the value of the last state
 * that it acted in, not of the one that followed; the entropy's weight is 0.01 and the gradient is
 * not cut, whatever anybody says.
 */
public final class Rl4jA2c {

  static final String ID = "rl4j-a2c";

  /**
   * What can be changed.
   *
   * @param network its hidden layers, on which both policy and value stand
   * @param rate Adam's learning rate, above 0
   * @param discount γ, from 0 to 1
   * @param rewardFactor rewards are multiplied by it, above 0
   * @param batch steps of one update, at least 1; fewer at the end of an episode
   * @param silence seconds that RL4J may take for one step, the first included, before its run is
   *     given up, from 1 to 86,400
   */
  public record A2cSettings(
      DenseSettings network,
      double rate,
      double discount,
      double rewardFactor,
      int batch,
      int silence) {

    /** Checks the ranges. */
    public A2cSettings {
      Ranges.positive("rate", rate);
      Ranges.unit("discount", discount);
      Ranges.positive("rewardFactor", rewardFactor);
      Ranges.atLeast("batch", 1, batch);
      GuestProcess.checkSilence(silence);
    }

    /** Made for CartPole-v1, where it was tried with a few seeds; not tuned beyond that. */
    public static A2cSettings classicControl() {
      return new A2cSettings(new DenseSettings(2, 64), 1e-3, 0.99, 0.01, 8, 300);
    }
  }

  private Rl4jA2c() {}

  /** DL4J makes no softmax of a single action. */
  private static Optional<String> needs(AgentContext context) {
    return GuestAgent.needs(context)
        .or(
            () ->
                ((Discrete) context.actions()).n() > 1
                    ? Optional.empty()
                    : Optional.of(
                        "needs two actions or more; %s has one: use %s"
                            .formatted(context.spec().id(), Rl4jDoubleDqn.ID)));
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        ID,
        Rl4j.LABEL + ": its advantage actor-critic, as a guest that cannot resume",
        "Mnih et al., \"Asynchronous methods for deep reinforcement learning\", ICML 2016; the"
            + " code of Eclipse Deeplearning4j, "
            + Rl4j.VERSION,
        A2cSettings.classicControl(),
        Rl4jA2c::needs,
        100_000,
        1,
        (context, settings) ->
            new GuestAgent(
                context,
                new GuestAgent.Plan(
                    ID,
                    settings,
                    settings.network,
                    GuestNetwork.Head.POLICY_AND_VALUE,
                    settings.rewardFactor,
                    GuestProcess.Launch.guest(settings.silence))));
  }
}
