package org.palaestra.agents.network;

/**
 * What can be changed of a {@link RecurrentBody}.
 *
 * @param body the layers in front of the memory
 * @param cell what remembers
 * @param memory numbers that it has for its hidden state, and an LSTM as many again for its cells,
 *     from 1 to 65,536
 */
public record RecurrentBodySettings(BodySettings body, Cell cell, int memory) {

  /** What remembers. */
  public enum Cell {
    /** Long short-term memory (Hochreiter and Schmidhuber, 1997). */
    LSTM,
    /** Gated recurrent units (Cho et al., 2014). */
    GRU
  }

  /** Checks the range. */
  public RecurrentBodySettings {
    if (memory < 1 || memory > 65_536) {
      throw new IllegalArgumentException("network.memory must be from 1 to 65536, got " + memory);
    }
  }
}
