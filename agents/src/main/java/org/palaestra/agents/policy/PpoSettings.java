package org.palaestra.agents.policy;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.settings.Ranges;

/**
 * What can be changed of {@link Ppo}.
 *
 * @param network the layers in front of policy and value
 * @param shareBody whether policy and value stand on the same layers
 * @param rollout steps of each copy between two updates, at least 1
 * @param learning the updates
 * @param loss what they lower
 * @param discount γ, from 0 to 1
 * @param lambda λ of the advantages, from 0 to 1
 * @param normalise what is brought to deviation 1
 * @param acts how the finished policy acts
 */
public record PpoSettings(
    BodySettings network,
    boolean shareBody,
    int rollout,
    Learning learning,
    Loss loss,
    double discount,
    double lambda,
    Normalise normalise,
    Acts acts) {

  /**
   * The updates.
   *
   * @param epochs how often a rollout is gone through, at least 1
   * @param minibatches parts of a rollout, each an update, at least 1
   * @param rate Adam's learning rate over the training, from 0 to 1
   * @param longestGradient the gradient is cut to this norm, above 0
   */
  public record Learning(int epochs, int minibatches, Schedule rate, double longestGradient) {

    /** Checks the ranges. */
    public Learning {
      Ranges.atLeast("learning.epochs", 1, epochs);
      Ranges.atLeast("learning.minibatches", 1, minibatches);
      rate.within("learning.rate", 0, 1);
      Ranges.positive("learning.longestGradient", longestGradient);
    }
  }

  /**
   * What the updates lower.
   *
   * @param clip ε, how far the probability of an action may be moved by one rollout, from 0 to 1
   * @param clipValue whether the value is held to [−ε, ε] around its old one, too
   * @param entropy weight of the entropy, at least 0
   * @param value weight of the value's squared error, at least 0
   */
  public record Loss(double clip, boolean clipValue, double entropy, double value) {

    /** Checks the ranges. */
    public Loss {
      if (!(clip > 0 && clip <= 1)) {
        throw new IllegalArgumentException("loss.clip must be in (0, 1], got " + clip);
      }
      Ranges.notNegative("loss.entropy", entropy);
      Ranges.notNegative("loss.value", value);
    }
  }

  /** Checks the ranges. */
  public PpoSettings {
    Ranges.atLeast("rollout", 1, rollout);
    Ranges.unit("discount", discount);
    Ranges.unit("lambda", lambda);
  }

  /**
   * CleanRL's published settings for classic control with 500,000 steps of 4 copies (Huang et al.,
   * "CleanRL", JMLR 2022, {@code ppo.py}).
   */
  public static PpoSettings classicControl() {
    return new PpoSettings(
        new BodySettings(
            BodySettings.Convolution.AUTO, new int[] {64, 64}, BodySettings.Activation.TANH),
        false,
        128,
        new Learning(4, 4, new Schedule(2.5e-4, 0, 1), 0.5),
        new Loss(0.2, true, 0.01, 0.5),
        0.99,
        0.95,
        new Normalise(false, false, true),
        Acts.GREEDILY);
  }
}
