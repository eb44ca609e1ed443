package org.palaestra.environments.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.random.RandomStream;

class ContinuousProbesTest {

  @ParameterizedTest
  @CsvSource({"0.5, 0", "0, -0.25", "1, -0.25", "-1, -2.25", "7, -0.25", "-9, -2.25"})
  void bestActionIsOneHalf(float action, double reward) {
    assertThat(play(new ProbeContinuousAction(), 0, action)).isEqualTo(reward);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.5, 0", "-1, -0.5, 0", "1, -0.5, -1", "-1, 0, -0.25", "-1, 1, -2.25"})
  void bestActionIsHalfTheObservation(double cue, float action, double reward) {
    assertThat(play(new ProbeContinuousActionObservation(), cue, action)).isEqualTo(reward);
  }

  @Test
  void chanceEarnsMinusSevenTwelfths() {
    for (ContinuousProbe probe :
        new ContinuousProbe[] {
          new ProbeContinuousAction(), new ProbeContinuousActionObservation()
        }) {
      RandomStream random = new RandomStream(4);
      double sum = 0;
      int n = 100_000;
      for (int i = 0; i < n; i++) {
        probe.reset(random);
        sum += probe.step(new float[] {2 * random.nextFloat() - 1}, 0, random);
      }
      // The standard deviation of one reward is 0.65.
      assertThat(sum / n).isCloseTo(-7 / 12.0, within(5 * 0.65 / Math.sqrt(n)));
    }
  }

  @Test
  void bothCuesAreShownAndBlankAfterTheEnd() {
    ProbeContinuousActionObservation probe = new ProbeContinuousActionObservation();
    RandomStream random = new RandomStream(4);
    int plus = 0;
    for (int i = 0; i < 1000; i++) {
      probe.reset(random);
      float[] out = new float[1];
      probe.observe(out, 0);
      plus += out[0] == 1 ? 1 : 0;
      assertThat(probe.step(new float[] {out[0] / 2}, 0, random)).isZero();
      assertThat(probe.terminated()).isTrue();
      probe.observe(out, 0);
      assertThat(out[0]).isZero();
    }
    assertThat(plus).as("of 1000").isBetween(420, 580);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0, 0", "1, 1.5, 1", "1, 0, 0.5", "NaN, 0, 0", "1, NaN, 1", "1, 0, NaN"})
  void refusesAStateThatIsNone(double cue, double action, double ended) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ProbeContinuousActionObservation()
                    .restore(new double[] {cue, action, ended}, 3))
        .withMessageStartingWith("ProbeContinuousActionObservation");
  }

  private static double play(ContinuousProbe probe, double cue, float action) {
    RandomStream random = new RandomStream(1);
    probe.reset(random);
    probe.restore(new double[] {cue, 0, 0}, 3);
    return probe.step(new float[] {action}, 0, random);
  }
}
