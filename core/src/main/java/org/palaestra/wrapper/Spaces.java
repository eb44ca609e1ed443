package org.palaestra.wrapper;

import java.util.Arrays;
import org.palaestra.environment.Environment;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;

/** What wrappers need of the spaces of what they are put around. */
final class Spaces {

  private Spaces() {}

  static Box box(Environment inner) {
    if (inner.observationSpace() instanceof Box box) {
      return box;
    }
    throw new IllegalArgumentException(
        "it needs a box to observe, got %s; put one-hot around it first"
            .formatted(inner.observationSpace().describe()));
  }

  static Discrete discrete(Environment inner) {
    if (inner.observationSpace() instanceof Discrete discrete) {
      return discrete;
    }
    throw new IllegalArgumentException(
        "it needs a numbered observation, got %s".formatted(inner.observationSpace().describe()));
  }

  /** A vector of those cells of {@code box} that are at {@code indices}. */
  static Box select(Box box, int[] indices) {
    float[] low = box.low();
    float[] high = box.high();
    return new Box(new int[] {indices.length}, pick(low, indices), pick(high, indices), box.cell());
  }

  private static float[] pick(float[] from, int[] indices) {
    float[] picked = new float[indices.length];
    for (int i = 0; i < indices.length; i++) {
      picked[i] = from[indices[i]];
    }
    return picked;
  }

  /** From 0 to {@code size} − 1, without those of {@code hidden}. */
  static int[] without(int size, int[] hidden) {
    boolean[] gone = new boolean[size];
    for (int index : hidden) {
      if (index < 0 || index >= size) {
        throw new IllegalArgumentException(
            "indices must be from 0 to %d, got %s".formatted(size - 1, Arrays.toString(hidden)));
      }
      gone[index] = true;
    }
    int[] left = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (!gone[i]) {
        left[count++] = i;
      }
    }
    if (count == 0) {
      throw new IllegalArgumentException("nothing would be left to observe");
    }
    return Arrays.copyOf(left, count);
  }
}
