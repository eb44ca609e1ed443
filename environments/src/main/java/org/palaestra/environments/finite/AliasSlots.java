package org.palaestra.environments.finite;

/** Sets up the slots of the alias method. */
final class AliasSlots {

  private AliasSlots() {}

  /**
   * Cuts the outcomes from {@code begin} to before {@code end} into slots of equal width.
   *
   * @param probability what each outcome should get; the range sums to 1
   * @param share receives the part of each slot that its own outcome takes, from 0 to 1
   * @param alias receives the index of the outcome that takes the rest
   */
  static void cut(double[] probability, int begin, int end, double[] share, int[] alias) {
    int n = end - begin;
    // One array as two stacks: slots with room left grow from the front, overfull ones from the
    // back.
    int[] stack = new int[n];
    int small = 0;
    int large = n;
    for (int i = begin; i < end; i++) {
      share[i] = probability[i] * n;
      alias[i] = i;
      if (share[i] < 1) {
        stack[small++] = i;
      } else {
        stack[--large] = i;
      }
    }
    while (small > 0 && large < n) {
      int poor = stack[--small];
      int rich = stack[large];
      alias[poor] = rich;
      share[rich] -= 1 - share[poor];
      if (share[rich] < 1) {
        large++;
        stack[small++] = rich;
      }
    }
    // Whatever is left differs from a full slot by rounding only.
    while (small > 0) {
      share[stack[--small]] = 1;
    }
    while (large < n) {
      share[stack[large++]] = 1;
    }
  }

  /**
   * Turns shares into places on a line of slots of width 1, for one comparison instead of a
   * subtraction and one: {@code place − slot < share} exactly where {@code place < bound}.
   *
   * @param share the parts of the slots from {@code begin} to before {@code end}; receives the
   *     bounds, counted from 0 at {@code begin}
   */
  static void bound(double[] share, int begin, int end) {
    for (int i = begin; i < end; i++) {
      int slot = i - begin;
      double sum = slot + share[i];
      // Rounded up: between two neighbours lies no place that could fall on the wrong side.
      share[i] = sum - slot < share[i] ? Math.nextUp(sum) : sum;
    }
  }
}
