package org.palaestra.environments.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.random.RandomStream;

class BanditsTest {

  private final Bandit bandit = new Bandit(Bandit.Options.TESTBED);
  private final DriftingBandit drifting = new DriftingBandit(DriftingBandit.Options.EXERCISE);

  @Test
  void meansAreStandardNormalAndTheBestIsOneAndAHalfHigh() {
    RandomStream random = new RandomStream(1);
    double sum = 0;
    double squares = 0;
    double best = 0;
    int episodes = 20_000;
    for (int i = 0; i < episodes; i++) {
      bandit.reset(random);
      for (double mean : means(bandit)) {
        sum += mean;
        squares += mean * mean;
      }
      best += measures(bandit).getOrDefault("optimal-mean", Double.NaN);
    }
    assertThat(sum / (10 * episodes)).isCloseTo(0, within(0.012));
    assertThat(squares / (10 * episodes)).isCloseTo(1, within(0.016));
    // The expected largest of ten standard normal numbers.
    assertThat(best / episodes).isCloseTo(1.53875, within(0.021));
  }

  @Test
  void rewardsScatterAroundTheMeanOfTheArm() {
    RandomStream random = new RandomStream(2);
    bandit.reset(random);
    double[] means = means(bandit);
    for (int arm = 0; arm < 10; arm++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 40_000; i++) {
        double deviation = bandit.step(arm, random) - means[arm];
        sum += deviation;
        squares += deviation * deviation;
      }
      assertThat(sum / 40_000).isCloseTo(0, within(0.025));
      assertThat(squares / 40_000).isCloseTo(1, within(0.036));
    }
    assertThat(means(bandit)).as("arms that stay").isEqualTo(means);
  }

  @Test
  void regretIsWhatTheBestArmIsAheadOfThePulledOne() {
    double[] state = new double[13];
    state[3] = 2;
    state[7] = -1;
    state[10] = -1;
    bandit.restore(state, 13);
    assertThat(measures(bandit))
        .isEqualTo(Map.of("optimal-arm", 3.0, "optimal-mean", 2.0, "regret", 0.0));
    bandit.step(7, new RandomStream(1));
    assertThat(measures(bandit)).containsEntry("regret", 3.0);
    bandit.step(3, new RandomStream(1));
    assertThat(measures(bandit)).containsEntry("regret", 0.0);
  }

  @Test
  void driftingMeansBeginAlikeAndWalkAtRandom() {
    RandomStream random = new RandomStream(3);
    int episodes = 400;
    double squares = 0;
    for (int i = 0; i < episodes; i++) {
      drifting.reset(random);
      assertThat(means(drifting)).containsOnly(0);
      for (int step = 0; step < 1000; step++) {
        drifting.step(step % 10, random);
      }
      for (double mean : means(drifting)) {
        squares += mean * mean;
      }
    }
    // 1000 steps of variance 0.0001; the mean of 4000 squares errs by 0.0022.
    assertThat(squares / (10 * episodes)).isCloseTo(0.1, within(0.011));
  }

  @Test
  void regretOfADriftingBanditIsThatOfTheMomentOfThePull() {
    RandomStream random = new RandomStream(4);
    drifting.reset(random);
    drifting.step(0, random);
    assertThat(measures(drifting)).as("all arms began alike").containsEntry("regret", 0.0);
    double[] means = means(drifting);
    drifting.step(0, random);
    double best = Arrays.stream(means).max().orElseThrow();
    assertThat(measures(drifting)).containsEntry("regret", best - means[0]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void refusesStatesThatAreNotFinite(double value) {
    double[] state = new double[13];
    state[2] = value;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bandit.restore(state, 13))
        .withMessage("Bandit: value 2 of the state must be finite, got " + value);
  }

  @Test
  void refusesAnArmThatIsNotThere() {
    double[] state = new double[13];
    state[10] = 10;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bandit.restore(state, 13))
        .withMessage("Bandit: the last arm must be a whole number from -1 to 9, got 10.0");
  }

  @Test
  void badOptionsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bandit.Options(0))
        .withMessage("arms must be from 1 to 1000, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DriftingBandit.Options(10, -0.1))
        .withMessage("drift must be in [0, 1], got -0.1");
  }

  private static double[] means(ArmedBandit bandit) {
    double[] state = new double[bandit.stateSize()];
    bandit.save(state);
    return Arrays.copyOf(state, state.length - 3);
  }

  private static Map<String, Double> measures(ArmedBandit bandit) {
    Map<String, Double> measures = new HashMap<>();
    bandit.measure(measures::put);
    return measures;
  }
}
