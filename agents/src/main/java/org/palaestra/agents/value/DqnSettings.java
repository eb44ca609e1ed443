package org.palaestra.agents.value;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;

/**
 * What can be changed of {@link Dqn}.
 *
 * @param network the layers in front of the values
 * @param replay the memory
 * @param learning the updates
 * @param targetEvery environment steps between two copies of the weights into the target network,
 *     at least 1
 * @param exploration ε over the training, from 0 to 1
 * @param discount γ, from 0 to 1
 */
public record DqnSettings(
    BodySettings network,
    Replay replay,
    Learning learning,
    int targetEvery,
    Schedule exploration,
    double discount) {

  /** How an error becomes a loss. */
  public enum Loss {
    /** The square of the error. */
    SQUARED,
    /** Square below 1, straight above (Huber, 1964), as in the paper of 2015. */
    HUBER
  }

  /**
   * The memory.
   *
   * @param capacity most transitions kept
   * @param warmup environment steps before the first update; at least one batch
   * @param batch transitions an update draws
   */
  public record Replay(int capacity, int warmup, int batch) {

    /** Checks the ranges and that they fit each other. */
    public Replay {
      atLeast("capacity", capacity, 1);
      atLeast("batch", batch, 1);
      atLeast("warmup", warmup, 0);
      if (warmup < batch) {
        throw new IllegalArgumentException(
            "replay.batch=%d is larger than replay.warmup=%d, what learning starts with; raise warmup or lower batch"
                .formatted(batch, warmup));
      }
      if (capacity < batch) {
        throw new IllegalArgumentException(
            "replay.capacity=%d is smaller than replay.batch=%d".formatted(capacity, batch));
      }
    }
  }

  /**
   * The updates.
   *
   * @param every environment steps between two updates, at least 1
   * @param rate Adam's learning rate over the training, above 0
   * @param loss of the error
   */
  public record Learning(int every, Schedule rate, Loss loss) {

    /** Checks the ranges. */
    public Learning {
      atLeast("learning.every", every, 1);
      rate.within("learning.rate", 0, 1);
    }
  }

  /** Checks the ranges. */
  public DqnSettings {
    atLeast("targetEvery", targetEvery, 1);
    exploration.within("exploration", 0, 1);
    if (!(discount >= 0 && discount <= 1)) {
      throw new IllegalArgumentException("discount must be in [0, 1], got " + discount);
    }
  }

  /**
   * CleanRL's published settings for classic control with 500,000 steps (Huang et al., "CleanRL",
   * JMLR 2022, {@code dqn.py}).
   */
  public static DqnSettings classicControl() {
    return new DqnSettings(
        BodySettings.of(120, 84),
        new Replay(10_000, 10_000, 128),
        new Learning(10, Schedule.constant(2.5e-4), Loss.SQUARED),
        500,
        new Schedule(1, 0.05, 0.5),
        0.99);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, got %d".formatted(name, least, value));
    }
  }
}
