package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.atLeast;
import static org.palaestra.settings.Ranges.positive;
import static org.palaestra.settings.Ranges.unit;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;

/**
 * What can be changed of {@link Pqn}.
 *
 * @param network the layers in front of the values; {@code norm-relu} is what the paper rests on
 * @param rollout T, steps of each copy between two updates, at least 1
 * @param learning the updates
 * @param exploration ε over the training, from 0 to 1
 * @param discount γ, from 0 to 1
 * @param lambda λ of the returns, from 0 to 1
 */
public record PqnSettings(
    BodySettings network,
    int rollout,
    Epochs learning,
    Schedule exploration,
    double discount,
    double lambda) {

  /**
   * The updates.
   *
   * @param epochs how often a rollout is gone through, at least 1
   * @param minibatches parts of a rollout, each an update, at least 1
   * @param rate RAdam's learning rate over the training, from 0 to 1
   * @param longestGradient the gradient is cut to this norm, above 0
   */
  public record Epochs(int epochs, int minibatches, Schedule rate, double longestGradient) {

    /** Checks the ranges. */
    public Epochs {
      atLeast("learning.epochs", 1, epochs);
      atLeast("learning.minibatches", 1, minibatches);
      rate.within("learning.rate", 0, 1);
      positive("learning.longestGradient", longestGradient);
    }
  }

  /** Checks the ranges. */
  public PqnSettings {
    atLeast("rollout", 1, rollout);
    exploration.within("exploration", 0, 1);
    unit("discount", discount);
    unit("lambda", lambda);
  }

  /**
   * CleanRL's published settings for classic control with 500,000 steps of 4 copies (Huang et al.,
   * "CleanRL", JMLR 2022, {@code pqn.py}).
   */
  public static PqnSettings classicControl() {
    return new PqnSettings(
        new BodySettings(
            BodySettings.Convolution.AUTO, new int[] {120, 84}, BodySettings.Activation.NORM_RELU),
        128,
        new Epochs(4, 4, new Schedule(2.5e-4, 0, 1), 10),
        new Schedule(1, 0.05, 0.5),
        0.99,
        0.65);
  }
}
