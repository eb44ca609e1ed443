package org.palaestra.environments.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.random.RandomStream;

class AnglesTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "0.75, 0.75", "-0.5, -0.5", "-1.5, 0.5", "2, 0", "7.25, -0.75", "-6.1, -0.1"})
  void wholeTurnsAreTakenOff(double halfTurns, double expected) {
    assertThat(Angles.wrap(halfTurns * Math.PI)).isCloseTo(expected * Math.PI, within(1e-14));
  }

  @Test
  void halfATurnCountsAsTheLowEnd() {
    assertThat(Angles.wrap(Math.PI)).isEqualTo(-Math.PI);
    assertThat(Angles.wrap(-Math.PI)).isEqualTo(-Math.PI);
    assertThat(Angles.wrap(Math.PI - 1e-14)).isPositive();
  }

  @Test
  void wrappingKeepsTheDirectionHoweverOftenItTurned() {
    RandomStream random = new RandomStream(9);
    for (int i = 0; i < 100_000; i++) {
      double angle = (random.nextDouble() - 0.5) * StrictMath.pow(10, 9 * random.nextDouble());
      double wrapped = Angles.wrap(angle);
      double tolerance = 1e-15 * Math.abs(angle) + 1e-14;
      assertThat(wrapped).isBetween(-Math.PI - tolerance, Math.PI + tolerance);
      assertThat(StrictMath.sin(wrapped)).isCloseTo(StrictMath.sin(angle), within(tolerance));
      assertThat(StrictMath.cos(wrapped)).isCloseTo(StrictMath.cos(angle), within(tolerance));
    }
  }

  @Test
  void unwindingLeavesBothEndsAlone() {
    assertThat(Angles.unwind(Math.PI)).isEqualTo(Math.PI);
    assertThat(Angles.unwind(-Math.PI)).isEqualTo(-Math.PI);
    assertThat(Angles.unwind(Math.nextUp(Math.PI))).isCloseTo(-Math.PI, within(1e-15));
    assertThat(Angles.unwind(-4)).isCloseTo(2 * Math.PI - 4, within(1e-15));
    assertThat(Angles.unwind(20)).isCloseTo(20 - 6 * Math.PI, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"1e300", "-1e18", "NaN", "Infinity"})
  void anythingIsUnwoundInNoTime(double angle) {
    double near = Angles.unwind(angle);
    assertThat(Double.isNaN(near) || Math.abs(near) <= Math.PI).isTrue();
  }
}
