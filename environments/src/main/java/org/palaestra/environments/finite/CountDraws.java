package org.palaestra.environments.finite;

/**
 * Draws small whole numbers, one distribution a row, by the alias method of {@link AliasSlots}.
 *
 * <p>One word a slot and 32 random bits a draw, so that the tables stay in the first cache and one
 * word of a random stream does for two draws. A probability is met within 2⁻³².
 */
final class CountDraws {

  private static final int ALIAS_BITS = 8;
  private static final long ALIAS = (1 << ALIAS_BITS) - 1;
  private static final double ONE = 0x1p32;

  private final int stride;
  private final long[] widths; // [rows] how many numbers a row has
  private final long[] slots; // [rows, stride] 2³² · the slot's own part, then whose the rest is

  /**
   * Sets up the slots.
   *
   * @param probabilities {@code [rows, numbers]} of the numbers from 0 on, at most 256 of them;
   *     each row sums to 1
   */
  CountDraws(double[][] probabilities) {
    int longest = 0;
    for (double[] row : probabilities) {
      longest = Math.max(longest, row.length);
    }
    if (longest > ALIAS + 1) {
      throw new IllegalArgumentException(
          "a row must have at most " + (ALIAS + 1) + " numbers, got " + longest);
    }
    stride = longest;
    widths = new long[probabilities.length];
    slots = new long[probabilities.length * stride];
    double[] share = new double[stride];
    int[] alias = new int[stride];
    for (int row = 0; row < probabilities.length; row++) {
      double[] p = probabilities[row];
      widths[row] = p.length;
      AliasSlots.cut(p, 0, p.length, share, alias);
      for (int i = 0; i < p.length; i++) {
        slots[row * stride + i] = Math.round(share[i] * ONE) << ALIAS_BITS | alias[i];
      }
    }
  }

  /**
   * A number of {@code row}.
   *
   * @param bits of a random word; the lower 32 are read
   */
  int draw(int row, long bits) {
    long scaled = (bits & 0xffff_ffffL) * widths[row];
    int own = (int) (scaled >>> 32);
    long slot = slots[row * stride + own];
    int other = (int) (slot & ALIAS);
    // All ones where the place lies in the slot's own part: no branch, which could not be foreseen.
    int mask = (int) (((scaled & 0xffff_ffffL) - (slot >>> ALIAS_BITS)) >> 63);
    return other ^ ((own ^ other) & mask);
  }
}
