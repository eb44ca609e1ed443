package org.palaestra.agents.network;

import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/**
 * Turns an observation into what a network takes: an index becomes a one-hot row, a byte is scaled
 * to [0, 1], anything else stays as it is.
 */
public final class InputEncoder {

  private final boolean oneHot;
  private final boolean bytes;
  private final int width;

  /** For that space. */
  public InputEncoder(Space observations) {
    oneHot = observations instanceof Discrete;
    bytes = observations instanceof Box box && box.cell() == Box.Cell.BYTE;
    width = observations instanceof Discrete discrete ? discrete.n() : observations.size();
  }

  /** Floats that one encoded observation takes. */
  public int width() {
    return width;
  }

  /** Encodes one observation from {@code from[offset …]} into {@code into[row · width …]}. */
  public void encode(float[] from, int offset, float[] into, int row) {
    int at = row * width;
    if (oneHot) {
      java.util.Arrays.fill(into, at, at + width, 0);
      into[at + (int) from[offset]] = 1;
    } else if (bytes) {
      for (int i = 0; i < width; i++) {
        into[at + i] = from[offset + i] * (1f / 255);
      }
    } else {
      System.arraycopy(from, offset, into, at, width);
    }
  }
}
