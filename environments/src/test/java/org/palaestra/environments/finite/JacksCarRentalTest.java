package org.palaestra.environments.finite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.random.RandomStream;

class JacksCarRentalTest {

  private static final int LONG = 80;

  private final JacksCarRental rental = new JacksCarRental();

  /** Policy iteration as in the book, from Poisson sums of its own; [evening] of both lots. */
  private static final class PolicyIteration {
    final double[][] first = lot(3, 3);
    final double[][] second = lot(4, 2);
    final double[] firstIncome = income(3);
    final double[] secondIncome = income(4);
    double[] values = new double[441];
    final int[] policy = new int[441];

    PolicyIteration() {
      boolean stable = false;
      while (!stable) {
        evaluate();
        stable = improve();
      }
    }

    private static double[] poisson(double mean) {
      double[] p = new double[LONG];
      p[0] = Math.exp(-mean);
      for (int i = 1; i < LONG; i++) {
        p[i] = p[i - 1] * mean / i;
      }
      return p;
    }

    private static double[][] lot(double requests, double returns) {
      double[] out = poisson(requests);
      double[] in = poisson(returns);
      double[][] p = new double[21][21];
      for (int cars = 0; cars <= 20; cars++) {
        for (int i = 0; i < LONG; i++) {
          for (int j = 0; j < LONG; j++) {
            p[cars][Math.min(20, cars - Math.min(cars, i) + j)] += out[i] * in[j];
          }
        }
      }
      return p;
    }

    private static double[] income(double requests) {
      double[] p = poisson(requests);
      double[] income = new double[21];
      for (int cars = 0; cars <= 20; cars++) {
        for (int i = 0; i < LONG; i++) {
          income[cars] += 10 * p[i] * Math.min(cars, i);
        }
      }
      return income;
    }

    private double actionValue(int state, int moved) {
      int here = Math.min(20, state / 21 - moved);
      int there = Math.min(20, state % 21 + moved);
      double value = firstIncome[here] + secondIncome[there] - 2 * Math.abs(moved);
      for (int i = 0; i <= 20; i++) {
        for (int j = 0; j <= 20; j++) {
          value += 0.9 * first[here][i] * second[there][j] * values[21 * i + j];
        }
      }
      return value;
    }

    private void evaluate() {
      double change = 1;
      while (change > 1e-10) {
        change = 0;
        double[] next = new double[441];
        for (int s = 0; s < 441; s++) {
          next[s] = actionValue(s, policy[s]);
          change = Math.max(change, Math.abs(next[s] - values[s]));
        }
        values = next;
      }
    }

    private boolean improve() {
      boolean stable = true;
      for (int s = 0; s < 441; s++) {
        for (int moved = Math.max(-5, -(s % 21)); moved <= Math.min(5, s / 21); moved++) {
          if (actionValue(s, moved) > actionValue(s, policy[s]) + 1e-8) {
            policy[s] = moved;
            stable = false;
          }
        }
      }
      return stable;
    }
  }

  private static final PolicyIteration BOOK = new PolicyIteration();

  /**
   * The model's values of every action, swept once: if they bear the solution out, it is theirs.
   */
  @Test
  void modelAgreesWithPolicyIterationInEveryStateAndAction() {
    for (int state = 0; state < 441; state++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int action = 0; action < 11; action++) {
        int moved = action - 5;
        boolean allowed = moved <= state / 21 && -moved <= state % 21;
        assertThat(rental.allowed(state, action)).isEqualTo(allowed);
        if (allowed) {
          double value = ValueSweeps.actionValue(rental, 0.9, BOOK.values, state, action);
          assertThat(value)
              .as("state %s, moved %s", state, moved)
              .isCloseTo(BOOK.actionValue(state, moved), within(1e-9));
          best = Math.max(best, value);
        }
      }
      assertThat(best).isCloseTo(BOOK.values[state], within(1e-8));
    }
  }

  /** The last panel of figure 4.2: five cars at most to the second location, four to the first. */
  @Test
  void policyIsThatOfTheBooksFigure() {
    int[] noneAtTheSecond = new int[21];
    int[] noneAtTheFirst = new int[21];
    for (int cars = 0; cars <= 20; cars++) {
      noneAtTheSecond[cars] = BOOK.policy[21 * cars];
      noneAtTheFirst[cars] = BOOK.policy[cars];
    }
    assertThat(noneAtTheSecond)
        .containsExactly(0, 0, 0, 0, 0, 1, 2, 3, 3, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5);
    assertThat(noneAtTheFirst)
        .containsExactly(
            0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -2, -2, -2, -3, -3, -3, -3, -3, -4, -4, -4);
    assertThat(Arrays.stream(BOOK.policy).max()).hasValue(5);
    assertThat(Arrays.stream(BOOK.policy).min()).hasValue(-4);
    assertThat(BOOK.policy[440]).isZero();
  }

  @Test
  void probabilitiesOfEveryRowSumToOneWithNothingCutOff() {
    for (int state = 0; state < 441; state += 11) {
      for (int action = 0; action < 11; action++) {
        double[] sum = new double[1];
        rental.successors(
            state,
            action,
            (p, next, reward, end) -> {
              assertThat(p).isPositive();
              assertThat(end).isFalse();
              sum[0] += p;
            });
        assertThat(sum[0]).isCloseTo(rental.allowed(state, action) ? 1 : 0, within(1e-13));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void stepsHaveTheMeansOfTheModel(long seed) {
    RandomStream random = new RandomStream(seed);
    int samples = 200_000;
    // From 12 and 3 cars, 4 moved to the second location.
    int state = 21 * 12 + 3;
    double[] expected = new double[3];
    rental.successors(
        state,
        9,
        (p, next, reward, end) -> {
          expected[0] += p * reward;
          int first = next / 21;
          expected[1] += p * first;
          expected[2] += p * (next % 21);
        });
    double[] mean = new double[3];
    for (int i = 0; i < samples; i++) {
      rental.restore(new double[] {12, 3}, 2);
      mean[0] += rental.step(9, random) / samples;
      int first = rental.state() / 21;
      mean[1] += first / (double) samples;
      mean[2] += rental.state() % 21 / (double) samples;
    }
    // Standard deviations of a step are at most 26, 2.5 and 2.5.
    assertThat(mean[0]).as("seed %s", seed).isCloseTo(expected[0], within(0.3));
    assertThat(mean[1]).as("seed %s", seed).isCloseTo(expected[1], within(0.03));
    assertThat(mean[2]).as("seed %s", seed).isCloseTo(expected[2], within(0.03));
  }

  @Test
  void carsBeyondTheCapacityAreGone() {
    // Six returns on average to a full lot: 20 at most, and nothing is earned with an empty one.
    RandomStream random = new RandomStream(3);
    rental.restore(new double[] {20, 0}, 2);
    double reward = rental.step(5, random);
    assertThat(rental.state() / 21).isLessThanOrEqualTo(20);
    assertThat(reward % 10).isZero();
    rental.restore(new double[] {0, 0}, 2);
    assertThat(rental.step(5, random)).isZero();
  }

  @Test
  void movesOfCarsThatAreNotThereAreRefused() {
    rental.restore(new double[] {2, 0}, 2);
    for (int action = 0; action < 11; action++) {
      assertThat(rental.allowed(action)).isEqualTo(action >= 5 && action <= 7);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rental.step(8, new RandomStream(1)))
        .withMessage("action 8 is not allowed with 2 and 0 cars; allowed are 5 to 7");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 21, 0.5, Double.NaN, Double.NEGATIVE_INFINITY})
  void refusesCarsThatCannotBe(double cars) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rental.restore(new double[] {3, cars}, 2))
        .withMessage("JacksCarRental: cars must be a whole number from 0 to 20, got " + cars);
  }
}
