package org.palaestra.agents.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.exploration.ExplorationSettings.Method;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;

final class ExplorationTest {

  private static final boolean[] ALL = {};

  /** Values of two states with four actions each; those of the second count. */
  private static final float[] Q = {9, 9, 9, 9, 1, 3, 3, 2};

  private static final float[] OF_THREE = {1, 2, 3};

  private final RandomStream random = new RandomStream(1);
  private final float[] p = new float[4];

  private static ExplorationSettings all(Method method) {
    return new ExplorationSettings(
        method, Schedule.constant(0.4), Schedule.constant(2), Schedule.constant(1));
  }

  @Test
  void epsilonIsSharedByAllAndTheRestByTheGreatest() {
    // ε/4 = 0.1 for each; the other 0.6 for the two greatest.
    new EpsilonGreedy(4, Schedule.constant(0.4), 1).probabilities(Q, 4, ALL, 0, p);
    assertThat(p).containsExactly(new float[] {0.1f, 0.4f, 0.4f, 0.1f}, within(1e-6f));
  }

  @Test
  void theForbiddenHaveNoShare() {
    // Two are left: 0.2 for each, and 0.6 for the better.
    boolean[] allowed = {true, true, true, false, false, true};
    new EpsilonGreedy(4, Schedule.constant(0.4), 1).probabilities(Q, 4, allowed, 2, p);
    assertThat(p).containsExactly(new float[] {0.2f, 0, 0, 0.8f}, within(1e-6f));
    new Softmax(4, Schedule.constant(1), 1).probabilities(Q, 4, allowed, 2, p);
    assertThat(p[0] / p[3]).isCloseTo((float) Math.exp(-1), within(1e-6f));
    assertThat(p[1] + p[2]).isZero();
  }

  @Test
  void softmaxWeighsByTheExponentialOverTheTemperature() {
    // With τ = 2: e^(1/2), e^(2/2), e^(3/2) over their sum, 8.8487.
    new Softmax(3, Schedule.constant(2), 1).probabilities(OF_THREE, 0, ALL, 0, p);
    assertThat(p).containsExactly(new float[] {0.18632f, 0.30720f, 0.50648f, 0}, within(1e-4f));
  }

  @Test
  void aColdSoftmaxIsGreedyAndOverflowsNowhere() {
    float[] q = {1e30f, -1e30f, 1e30f};
    new Softmax(3, Schedule.constant(1e-6), 1).probabilities(q, 0, ALL, 0, p);
    assertThat(p).containsExactly(0.5f, 0, 0.5f, 0);
  }

  @Test
  void ucbTriesEverythingOnceAndThenAddsTheBound() {
    UpperConfidence ucb = new UpperConfidence(2, 3, Schedule.constant(2), 1);
    float[] q = {7, 7, 7, 0, 1, 1.5f};
    boolean[] seen = new boolean[3];
    for (int i = 0; i < 3; i++) {
      seen[ucb.choose(q, 3, ALL, 0, random)] = true;
    }
    assertThat(seen).containsOnly(true);
    // N = 1 each of 3: the bound is equal, and the greatest value wins.
    assertThat(ucb.choose(q, 3, ALL, 0, random)).isEqualTo(2);
    // Now 2 √(ln 4 / 2) = 1.665 for it and 2 √(ln 4) = 2.355 for the others: 3.165 against 3.355.
    assertThat(ucb.choose(q, 3, ALL, 0, random)).isEqualTo(1);
    // 2 √(ln 5 / 2) = 1.794 for two of them, 2 √(ln 5) = 2.537 for the first: 3.294, 2.794, 2.537.
    ucb.probabilities(q, 3, ALL, 0, p);
    assertThat(p).containsExactly(0, 0, 1, 0);
    ucb.forget(3);
    ucb.probabilities(q, 3, ALL, 0, p);
    assertThat(p).containsExactly(new float[] {1 / 3f, 1 / 3f, 1 / 3f, 0}, within(1e-6f));
  }

  @Test
  void doubtGrowsWithTheLogarithmOfTheTries() {
    UpperConfidence ucb = new UpperConfidence(1, 2, Schedule.constant(1), 1);
    float[] q = {0, 1.3f};
    ucb.choose(q, 0, new boolean[] {true, false}, 0, random);
    for (int i = 0; i < 30; i++) {
      ucb.choose(q, 0, new boolean[] {false, true}, 0, random);
    }
    // √ln 31 = 1.853 against 1.3 + √(ln 31 / 30) = 1.638.
    assertThat(ucb.choose(q, 0, ALL, 0, random)).isZero();
    // √(ln 32 / 2) = 1.316 against 1.3 + √(ln 32 / 30) = 1.640.
    assertThat(ucb.choose(q, 0, ALL, 0, random)).isEqualTo(1);
  }

  /** The probabilities that are told are those with which is chosen. */
  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"EPSILON_GREEDY", "SOFTMAX"})
  void choicesAreAsFrequentAsProbable(Method method) {
    Exploration exploration = all(method).onTable(2, 4, 1);
    boolean[] allowed = {true, true, true, false};
    exploration.probabilities(Q, 4, allowed, 0, p);
    int draws = 20_000;
    int[] counts = new int[4];
    for (int i = 0; i < draws; i++) {
      counts[exploration.choose(Q, 4, allowed, 0, random)]++;
    }
    for (int a = 0; a < 4; a++) {
      assertThat((double) counts[a] / draws).as("action %d", a).isCloseTo(p[a], within(0.015));
    }
    assertThat(counts[3]).isZero();
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void whatIsForbiddenIsNeverChosen(Method method) {
    Exploration exploration = all(method).onTable(2, 4, 1);
    boolean[] allowed = {false, true, false, true};
    for (int i = 0; i < 200; i++) {
      assertThat(exploration.choose(Q, 4, allowed, 0, random)).isIn(1, 3);
    }
  }

  @Test
  void schedulesMove() {
    Exploration exploration = new EpsilonGreedy(3, new Schedule(1, 0, 1), 100);
    exploration.probabilities(OF_THREE, 0, ALL, 0, p);
    assertThat(p[2]).isCloseTo(1 / 3f, within(1e-6f));
    exploration.at(50);
    exploration.probabilities(OF_THREE, 0, ALL, 0, p);
    assertThat(p[2]).isCloseTo(0.5f + 0.5f / 3, within(1e-6f));
  }

  @Test
  void badSettingsAreRefusedByName() {
    ExplorationSettings settings = all(Method.UCB);
    assertThatThrownBy(() -> Settings.bind(settings, Map.of("epsilon.to", "2")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("exploration.epsilon must be in [0.0, 1.0], got 2.0");
    assertThatThrownBy(() -> Settings.bind(settings, Map.of("temperature.to", "0")))
        .hasMessageContaining("exploration.temperature must be in [1.0E-6, 1000000.0], got 0.0");
    assertThatThrownBy(() -> Settings.bind(settings, Map.of("confidence.from", "-1")))
        .hasMessageContaining("exploration.confidence must be in [0.0, 1000000.0], got -1.0");
    assertThatThrownBy(() -> settings.onValues(2, 10))
        .hasMessageContaining("use epsilon-greedy or softmax");
  }
}
