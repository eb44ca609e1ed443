package org.palaestra.agents.value;

import java.util.Arrays;

/**
 * The two streams of a dueling network.
 *
 * @param hidden width of each rectified layer that a stream has for itself, from 1 to 65,536; 512
 *     in the papers
 */
public record Streams(int... hidden) {

  /** Checks the widths. */
  public Streams {
    hidden = hidden.clone();
    if (Arrays.stream(hidden).anyMatch(width -> width < 1 || width > 65_536)) {
      throw new IllegalArgumentException(
          "streams.hidden must be from 1 to 65536, got " + Arrays.toString(hidden));
    }
  }

  /** A copy of the widths. */
  @Override
  public int[] hidden() {
    return hidden.clone();
  }
}
