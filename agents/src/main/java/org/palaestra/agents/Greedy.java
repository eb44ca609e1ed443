package org.palaestra.agents;

import java.util.random.RandomGenerator;

/**
 * Choices among action values. A mask is an array of which actions are allowed, empty if all are.
 */
public final class Greedy {

  private Greedy() {}

  /**
   * The action of the greatest value, the first of equals.
   *
   * @param values holds the value of action i at {@code offset + i}
   * @param actions how many actions there are
   * @param allowed mask, empty if all are allowed
   * @param maskOffset where the mask of these actions starts
   */
  public static int action(
      float[] values, int offset, int actions, boolean[] allowed, int maskOffset) {
    int best = -1;
    for (int i = 0; i < actions; i++) {
      if ((allowed.length == 0 || allowed[maskOffset + i])
          && (best < 0 || values[offset + i] > values[offset + best])) {
        best = i;
      }
    }
    if (best < 0) {
      throw new IllegalArgumentException("no action is allowed");
    }
    return best;
  }

  /** As {@link #action(float[], int, int, boolean[], int)}, with equals drawn by chance. */
  public static int actionBreakingTies(
      float[] values,
      int offset,
      int actions,
      boolean[] allowed,
      int maskOffset,
      RandomGenerator random) {
    int best = action(values, offset, actions, allowed, maskOffset);
    float greatest = values[offset + best];
    int ties = 0;
    for (int i = best; i < actions; i++) {
      if (values[offset + i] == greatest
          && (allowed.length == 0 || allowed[maskOffset + i])
          && random.nextInt(++ties) == 0) {
        best = i;
      }
    }
    return best;
  }

  /** An allowed action, each equally likely. */
  public static int any(int actions, boolean[] allowed, int maskOffset, RandomGenerator random) {
    if (allowed.length == 0) {
      return random.nextInt(actions);
    }
    int chosen = -1;
    int count = 0;
    for (int i = 0; i < actions; i++) {
      if (allowed[maskOffset + i] && random.nextInt(++count) == 0) {
        chosen = i;
      }
    }
    if (chosen < 0) {
      throw new IllegalArgumentException("no action is allowed");
    }
    return chosen;
  }
}
