package org.palaestra.environments.finite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CountDrawsTest {

  private static final double[][] ROWS = {
    {0.1, 0.7, 0.2}, {1}, {0.5, 0, 0, 0.5, 0}, {0.2, 0.2, 0.2, 0.2, 0.2}
  };

  private final CountDraws draws = new CountDraws(ROWS);

  /** Every 4,096th of the 2³² words, so that a share is met within a few of 2²⁰. */
  @Test
  void everyNumberHasItsShareOfAllWords() {
    int words = 1 << 20;
    for (int row = 0; row < ROWS.length; row++) {
      int[] counts = new int[ROWS[row].length];
      for (int i = 0; i < words; i++) {
        counts[draws.draw(row, (long) i << 12)]++;
      }
      for (int n = 0; n < counts.length; n++) {
        assertThat(counts[n] / (double) words)
            .as("row %s, number %s", row, n)
            .isCloseTo(ROWS[row][n], within(16.0 / words));
      }
    }
  }

  @Test
  void theUpperHalfOfAWordIsNotRead() {
    for (long bits = 0; bits < 1L << 32; bits += 123_456_789) {
      assertThat(draws.draw(0, bits | 0xabcdL << 32)).isEqualTo(draws.draw(0, bits));
    }
  }

  @Test
  void theLastWordStaysInItsRow() {
    assertThat(draws.draw(1, -1)).isZero();
    assertThat(draws.draw(3, -1)).isEqualTo(4);
  }

  @Test
  void tooLongARowIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CountDraws(new double[][] {new double[257]}))
        .withMessage("a row must have at most 256 numbers, got 257");
  }
}
