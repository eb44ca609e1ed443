package org.palaestra.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PerformanceProfileTest {

  /** By hand: six scores, of which 6, 4, 3, 1 and 0 are above. A score is not above itself. */
  @Test
  void thePartAboveEachThreshold() {
    double[][] scores = {{0.2, 0.5}, {0.5, 1.5}, {0.9, 0.1}};
    assertThat(PerformanceProfile.of(scores, 0, 0.2, 0.5, 0.9, 2))
        .containsExactly(1, 4 / 6.0, 2 / 6.0, 1 / 6.0, 0);
  }

  /** Of two runs either may be drawn twice; what all or none are above is certain. */
  @Test
  void intervalsHoldWhatOtherRunsMightHaveGiven() {
    double[][] scores = {{0}, {1}};
    assertThat(PerformanceProfile.intervals(scores, -1, 0.5, 2))
        .containsExactly(new Interval(1, 1), new Interval(0, 1), new Interval(0, 0));
    double[][] same = {{3}, {3}, {3}};
    assertThat(PerformanceProfile.intervals(same, 2)).containsExactly(new Interval(1, 1));
  }

  @Test
  void withoutScoresThereIsNone() {
    assertThatThrownBy(() -> PerformanceProfile.of(new double[0][], 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
