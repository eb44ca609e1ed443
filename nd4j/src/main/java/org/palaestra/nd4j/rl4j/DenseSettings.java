package org.palaestra.nd4j.rl4j;

import org.palaestra.settings.Ranges;

/**
 * The network, which RL4J makes of rectified layers of one width.
 *
 * @param layers how many hidden layers, at least 1
 * @param width of each, from 1 to 65,536
 */
public record DenseSettings(int layers, int width) {

  /** Checks the ranges. */
  public DenseSettings {
    Ranges.atLeast("network.layers", 1, layers);
    if (width < 1 || width > 65_536) {
      throw new IllegalArgumentException("network.width must be from 1 to 65536, got " + width);
    }
  }
}
