package org.palaestra.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class AggregateTest {

  @Test
  void interquartileMeanLeavesOutAQuarterOnEachSide() {
    double[][] scores = {{1000}, {4}, {3}, {-50}, {2}, {5}, {99}, {0}};
    assertThat(Aggregate.INTERQUARTILE_MEAN.of(scores)).isEqualTo((2 + 3 + 4 + 5) / 4.0);
  }

  @Test
  void threeRunsHaveNoQuarterToLeaveOut() {
    assertThat(Aggregate.INTERQUARTILE_MEAN.of(new double[][] {{1}, {2}, {6}})).isEqualTo(3);
  }

  @Test
  void whatLiesAboveOneClosesNoGapElsewhere() {
    assertThat(Aggregate.OPTIMALITY_GAP.of(new double[][] {{5, 0.5}})).isEqualTo(0.25);
  }

  @Test
  void medianIsOverTasks() {
    assertThat(Aggregate.MEDIAN.of(new double[][] {{1, 10, 100}, {3, 30, 100}})).isEqualTo(20);
  }

  @Test
  void aTieIsHalfAWin() {
    assertThat(ProbabilityOfImprovement.of(new double[][] {{1}, {2}}, new double[][] {{1}, {0}}))
        .isEqualTo((0.5 + 1 + 1 + 1) / 4);
  }

  @Test
  void equalScoresHaveAnIntervalWithoutWidth() {
    assertThat(Interval.of(Aggregate.MEAN, new double[][] {{7}, {7}, {7}}))
        .isEqualTo(new Interval(7, 7));
  }

  @Test
  void everyRunNeedsEveryTask() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregate.MEAN.of(new double[][] {{1, 2}, {1}}))
        .withMessageContaining("got 2 and 1 tasks");
    assertThatIllegalArgumentException().isThrownBy(() -> Aggregate.MEAN.of(new double[0][]));
  }
}
