package org.palaestra.agents.control;

import org.palaestra.settings.Ranges;

/**
 * What an off-policy agent remembers and when it learns from it.
 *
 * @param capacity most transitions kept, at least one batch
 * @param warmup environment steps with evenly drawn actions before the first update
 * @param batch transitions an update draws, at least 1
 * @param every environment steps between two updates, at least 1
 */
public record ReplaySettings(int capacity, int warmup, int batch, int every) {

  /** Checks the ranges and that they fit each other. */
  public ReplaySettings {
    Ranges.atLeast("capacity", 1, capacity);
    Ranges.atLeast("batch", 1, batch);
    Ranges.atLeast("every", 1, every);
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
