package org.palaestra.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void valueMovesAlongALineAndStays() {
    Schedule epsilon = new Schedule(1, 0.5, 0.5);
    assertThat(epsilon.at(0, 1000)).isEqualTo(1);
    assertThat(epsilon.at(250, 1000)).isEqualTo(0.75);
    assertThat(epsilon.at(499, 1000)).isEqualTo(1 - 0.5 * 499 / 500);
    assertThat(epsilon.at(500, 1000)).isEqualTo(0.5);
    assertThat(epsilon.at(5000, 1000)).isEqualTo(0.5);
  }

  @Test
  void lineOfNoLengthIsAtItsEndAtOnce() {
    assertThat(new Schedule(1, 0, 0).at(0, 1000)).isZero();
    assertThat(Schedule.constant(0.3).at(7, 10)).isEqualTo(0.3);
  }

  @Test
  void impossibleSchedulesAreRefused() {
    assertThatThrownBy(() -> new Schedule(Double.NaN, 0, 0))
        .hasMessageContaining("from NaN to 0.0");
    assertThatThrownBy(() -> new Schedule(0, 1, 1.2))
        .hasMessage("fraction must be in [0, 1], got 1.2");
    assertThatThrownBy(() -> new Schedule(1, 1.5, 0.1).within("epsilon", 0, 1))
        .hasMessage("epsilon must be in [0.0, 1.0], got 1.5");
    Schedule fine = new Schedule(1, 0, 1);
    assertThat(fine.within("epsilon", 0, 1)).isSameAs(fine);
  }
}
