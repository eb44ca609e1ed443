package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.atLeast;

import org.palaestra.agent.Schedule;
import org.palaestra.nn.LossReduction;
import org.palaestra.nn.Losses;
import org.palaestra.nn.Tensor;

/**
 * The updates of an agent that learns single values.
 *
 * @param every environment steps between two times of updating, at least 1
 * @param updates how many updates each time, at least 1
 * @param rate Adam's learning rate over the training, from 0 to 1
 * @param loss of the error
 */
public record Learning(int every, int updates, Schedule rate, Loss loss) {

  /** How an error becomes a loss. */
  public enum Loss {
    /** The square of the error. */
    SQUARED,
    /** Square below 1, straight above (Huber, 1964), as in the paper of 2015. */
    HUBER;

    Tensor of(Tensor q, Tensor y) {
      return this == HUBER
          ? Losses.huber(q, y, 1, LossReduction.NONE)
          : Losses.mse(q, y, LossReduction.NONE);
    }

    /** What to change if it diverges. */
    String remedy() {
      return this == HUBER
          ? "lower learning.rate"
          : "lower learning.rate, or clip the gradients of the errors with learning.loss=huber";
    }
  }

  /** Checks the ranges. */
  public Learning {
    atLeast("learning.every", 1, every);
    atLeast("learning.updates", 1, updates);
    rate.within("learning.rate", 0, 1);
  }
}
