package org.palaestra.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void fiveNumbersByHand() {
    // Mean 5, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, over 8 − 1.
    assertThat(Summary.of(2, 4, 4, 4, 5, 5, 7, 9))
        .isEqualTo(new Summary(8, 5, Math.sqrt(32.0 / 7), 2, 9));
    assertThat(Summary.of(-1, 1)).isEqualTo(new Summary(2, 0, Math.sqrt(2), -1, 1));
  }

  @Test
  void singleValueHasNoDeviation() {
    assertThat(Summary.of(-3)).isEqualTo(new Summary(1, -3, 0, -3, -3));
  }

  @Test
  void nothingCannotBeSummarised() {
    assertThatThrownBy(Summary::of).hasMessageContaining("no value to summarise");
  }
}
