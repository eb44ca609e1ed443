package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.atLeast;
import static org.palaestra.settings.Ranges.positive;
import static org.palaestra.settings.Ranges.unit;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.agents.network.RecurrentBodySettings;

/**
 * What can be changed of {@link Drqn}.
 *
 * @param network the layers in front of the values, with an LSTM in the paper
 * @param replay the memory
 * @param learning the updates
 * @param longestGradient the gradient is cut to this norm, above 0
 * @param targetEvery environment steps between two copies of the weights into the target network,
 *     at least 1
 * @param exploration ε over the training, from 0 to 1
 * @param discount γ, from 0 to 1
 */
public record DrqnSettings(
    RecurrentBodySettings network,
    Sequences replay,
    Learning learning,
    double longestGradient,
    int targetEvery,
    Schedule exploration,
    double discount) {

  /**
   * A memory of sequences.
   *
   * @param capacity most steps kept, at least {@code batch}; rounded up to a multiple of the copies
   * @param warmup environment steps before the first update; at least one batch
   * @param batch sequences an update draws, at least 1
   * @param length observations in a sequence, at least 2; 10 steps in the paper
   * @param burnIn how many of them fill the memory and have no error of their own, from 0 to {@code
   *     length} − 2
   */
  public record Sequences(int capacity, int warmup, int batch, int length, int burnIn) {

    /** Checks the ranges and that they fit each other. */
    public Sequences {
      ReplaySettings.check(capacity, warmup, batch);
      atLeast("replay.length", 2, length);
      if (burnIn < 0 || burnIn > length - 2) {
        throw new IllegalArgumentException(
            "replay.burnIn must be from 0 to replay.length − 2 = %d, got %d"
                .formatted(length - 2, burnIn));
      }
    }
  }

  /** Checks the ranges. */
  public DrqnSettings {
    positive("longestGradient", longestGradient);
    atLeast("targetEvery", 1, targetEvery);
    exploration.within("exploration", 0, 1);
    unit("discount", discount);
  }

  /** Small ones for classic control whose velocities are hidden; untuned. */
  public static DrqnSettings classicControl() {
    return new DrqnSettings(
        new RecurrentBodySettings(BodySettings.of(64), RecurrentBodySettings.Cell.LSTM, 64),
        new Sequences(50_000, 5_000, 32, 11, 0),
        new Learning(4, 1, Schedule.constant(1e-3), Learning.Loss.HUBER),
        10,
        500,
        new Schedule(1, 0.05, 0.3),
        0.99);
  }
}
