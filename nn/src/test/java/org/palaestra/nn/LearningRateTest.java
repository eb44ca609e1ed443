package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LearningRateTest {

  private static void follows(LearningRate rate, double... expected) {
    for (int step = 0; step < expected.length; step++) {
      assertThat(rate.at(step)).as("step %d", step).isCloseTo(expected[step], within(1e-15));
    }
  }

  @Test
  void everyScheduleIsItsFormula() {
    follows(new LearningRate.Constant(0.3), 0.3, 0.3, 0.3);
    follows(new LearningRate.Linear(1, 0.5, 4), 1, 0.875, 0.75, 0.625, 0.5, 0.5);
    follows(new LearningRate.Linear(0, 1, 2), 0, 0.5, 1, 1);
    follows(new LearningRate.Step(1, 0.5, 3), 1, 1, 1, 0.5, 0.5, 0.5, 0.25);
    follows(new LearningRate.Exponential(1, 0.5), 1, 0.5, 0.25, 0.125);
    double root = Math.sqrt(0.5);
    follows(new LearningRate.Cosine(3, 1, 4), 3, 2 + root, 2, 2 - root, 1, 1);
    assertThat(new LearningRate.Cosine(1, 0, 10).at(Long.MAX_VALUE)).isZero();
  }

  @Test
  void warmUpGrowsToWhatComesThen() {
    follows(
        new LearningRate.WarmUp(4, new LearningRate.Linear(1, 0, 2)),
        0.25,
        0.5,
        0.75,
        1,
        1,
        0.5,
        0);
  }

  @Test
  void wrongSettingsAreNamed() {
    assertThatThrownBy(() -> new LearningRate.Constant(-1))
        .hasMessage("rate must be at least 0 and finite, got -1.0");
    assertThatThrownBy(() -> new LearningRate.Linear(1, 0, 0))
        .hasMessage("a number of steps must be at least 1, got 0");
    assertThatThrownBy(() -> new LearningRate.Step(1, 1.5, 3))
        .hasMessage("factor must be in (0, 1], got 1.5");
    assertThatThrownBy(() -> new LearningRate.Exponential(Double.NaN, 1))
        .hasMessage("rate must be at least 0 and finite, got NaN");
    assertThatThrownBy(() -> new LearningRate.Cosine(1, -1, 5))
        .hasMessage("to must be at least 0 and finite, got -1.0");
    assertThatThrownBy(() -> new LearningRate.WarmUp(0, new LearningRate.Constant(1)))
        .hasMessage("a number of steps must be at least 1, got 0");
  }
}
