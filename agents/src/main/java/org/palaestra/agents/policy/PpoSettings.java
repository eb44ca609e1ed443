package org.palaestra.agents.policy;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;

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

  /** How a finished policy acts. */
  public enum Acts {
    /** It does what is most probable. */
    GREEDILY,
    /** It draws, as it did while it learned. */
    BY_CHANCE
  }

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
      atLeast("learning.epochs", epochs, 1);
      atLeast("learning.minibatches", minibatches, 1);
      rate.within("learning.rate", 0, 1);
      if (!(longestGradient > 0)) {
        throw new IllegalArgumentException(
            "learning.longestGradient must be above 0, got " + longestGradient);
      }
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
      if (!(entropy >= 0 && value >= 0)) {
        throw new IllegalArgumentException(
            "loss.entropy and loss.value must be at least 0, got %s and %s"
                .formatted(entropy, value));
      }
    }
  }

  /**
   * What is brought to deviation 1 by what was seen so far.
   *
   * @param observations each number of an observation, to mean 0 and cut to [−10, 10]
   * @param rewards by the deviation of the discounted return, cut to [−10, 10]
   * @param advantages those of a minibatch, to mean 0
   */
  public record Normalise(boolean observations, boolean rewards, boolean advantages) {}

  /** Checks the ranges. */
  public PpoSettings {
    atLeast("rollout", rollout, 1);
    if (!(discount >= 0 && discount <= 1)) {
      throw new IllegalArgumentException("discount must be in [0, 1], got " + discount);
    }
    if (!(lambda >= 0 && lambda <= 1)) {
      throw new IllegalArgumentException("lambda must be in [0, 1], got " + lambda);
    }
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

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, got %d".formatted(name, least, value));
    }
  }
}
