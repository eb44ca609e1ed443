package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.atLeast;

/**
 * A memory of single transitions.
 *
 * @param capacity most steps kept, at least {@code batch}; rounded up to a multiple of the copies
 * @param warmup environment steps before the first update; at least one batch
 * @param batch transitions an update draws, at least 1
 * @param steps n, how many rewards are added up before a value is asked for (Sutton and Barto,
 *     2018, section 7.1), at least 1
 */
public record ReplaySettings(int capacity, int warmup, int batch, int steps) {

  /** Checks the ranges and that they fit each other. */
  public ReplaySettings {
    check(capacity, warmup, batch);
    atLeast("replay.steps", 1, steps);
  }

  static void check(int capacity, int warmup, int batch) {
    atLeast("replay.capacity", 1, capacity);
    atLeast("replay.batch", 1, batch);
    atLeast("replay.warmup", 0, warmup);
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
