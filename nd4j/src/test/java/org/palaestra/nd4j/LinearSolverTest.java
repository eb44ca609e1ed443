package org.palaestra.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinearSolverTest {

  @Test
  void solvesTheSystemWorkedOutByHand() {
    // 2x + y = 5 and x + 3y = 10, so x = 1 and y = 3.
    assertThat(LinearSolver.solve(new double[] {2, 1, 1, 3}, new double[] {5, 10}))
        .containsExactly(new double[] {1, 3}, within(1e-14));
  }

  @Test
  void rowsAndColumnsAreNotMixedUp() {
    // x + 2y = 5 and 3y = 6.
    assertThat(LinearSolver.solve(new double[] {1, 2, 0, 3}, new double[] {5, 6}))
        .containsExactly(new double[] {1, 2}, within(1e-14));
  }

  @Test
  void zeroOnTheDiagonalIsPivotedAway() {
    assertThat(LinearSolver.solve(new double[] {0, 1, 1, 0}, new double[] {2, 3}))
        .containsExactly(new double[] {3, 2}, within(1e-14));
  }

  @Test
  void valuesOfACorridorAreTheDiscountedDistancesToItsEnd() {
    // Walk right from state i to state i + 1; entering the last state pays 1 and ends the episode.
    int n = 6;
    double discount = 0.9;
    double[] matrix = new double[n * n];
    double[] rewards = new double[n];
    for (int i = 0; i < n; i++) {
      matrix[i * n + i] = 1;
      if (i < n - 1) {
        matrix[i * n + i + 1] = -discount;
      }
    }
    rewards[n - 2] = 1;

    assertThat(LinearSolver.solve(matrix, rewards))
        .containsExactly(new double[] {0.6561, 0.729, 0.81, 0.9, 1, 0}, within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsTheSolutionThatMadeTheRightHandSide(long seed) {
    int n = 200;
    Random random = new Random(seed);
    double[] matrix = random.doubles((long) n * n, -1, 1).toArray();
    double[] solution = random.doubles(n, -1, 1).toArray();
    double[] rightHandSide = new double[n];
    for (int i = 0; i < n; i++) {
      matrix[i * n + i] += n; // diagonally dominant: well conditioned
      for (int j = 0; j < n; j++) {
        rightHandSide[i] += matrix[i * n + j] * solution[j];
      }
    }

    assertThat(LinearSolver.solve(matrix, rightHandSide))
        .as("seed %d", seed)
        .containsExactly(solution, within(1e-12));
  }

  @Test
  void inputsAreLeftUnchanged() {
    double[] matrix = {2, 1, 1, 3};
    double[] rightHandSide = {5, 10};
    LinearSolver.solve(matrix, rightHandSide);
    assertThat(matrix).containsExactly(2, 1, 1, 3);
    assertThat(rightHandSide).containsExactly(5, 10);
  }

  @Test
  void singularMatrixIsRefused() {
    assertThatThrownBy(() -> LinearSolver.solve(new double[] {1, 2, 2, 4}, new double[] {1, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 by 2 matrix is singular");
  }

  @Test
  void lengthsThatDoNotFitAreNamed() {
    assertThatThrownBy(() -> LinearSolver.solve(new double[3], new double[2]))
        .hasMessage("a system of 2 equations needs a matrix of 4 numbers, got 3");
  }

  @Test
  void numberThatIsNotFiniteIsNamedWithItsPlace() {
    assertThatThrownBy(() -> LinearSolver.solve(new double[] {1, Double.NaN, 0, 1}, new double[2]))
        .hasMessage("the matrix must hold finite numbers, got NaN at index 1");
  }
}
