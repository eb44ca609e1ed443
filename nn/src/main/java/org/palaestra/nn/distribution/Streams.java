package org.palaestra.nn.distribution;

import java.util.random.RandomGenerator;

/** Numbers drawn for rows, each row from a stream of its own. */
final class Streams {

  private Streams() {}

  static void check(RandomGenerator[] streams, int rows, int given, int needed) {
    if (streams.length != rows) {
      throw new IllegalArgumentException(
          "sampling %d rows takes as many streams, got %d".formatted(rows, streams.length));
    }
    if (given < needed) {
      throw new IllegalArgumentException(
          "the samples take %d places, got %d".formatted(needed, given));
    }
  }
}
