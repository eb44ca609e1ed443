package org.palaestra.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.random.RandomStream;

/** γ = λ = 1/2 and whole numbers, so that every result can be worked out by hand. */
final class ReturnsTest {

  private static final boolean NO = false;
  private static final boolean YES = true;

  private static float[] advantages(
      int copies, float[] r, float[] v, float[] next, boolean[] terminated, boolean[] ended) {
    float[] out = new float[r.length];
    Returns.advantages(r.length / copies, copies, r, v, next, terminated, ended, 0.5, 0.5, out);
    return out;
  }

  @Test
  void errorsAddUpBackwards() {
    // δ = 1 + 4/2 − 2 = 1, 2 + 6/2 − 4 = 1, 3 + 8/2 − 6 = 1; A = 1 + (1 + 1/4)/4, 1 + 1/4, 1.
    assertThat(
            advantages(
                1,
                new float[] {1, 2, 3},
                new float[] {2, 4, 6},
                new float[] {4, 6, 8},
                new boolean[3],
                new boolean[3]))
        .containsExactly(1.3125f, 1.25f, 1);
  }

  @Test
  void terminationHasNoFutureAndCutsTheSum() {
    // The second step terminates: δ = 2 − 4 = −2, and nothing of the third reaches the first two.
    assertThat(
            advantages(
                1,
                new float[] {1, 2, 3},
                new float[] {2, 4, 6},
                new float[] {4, 1000, 8},
                new boolean[] {NO, YES, NO},
                new boolean[] {NO, YES, NO}))
        .containsExactly(1 - 0.5f, -2, 1);
  }

  @Test
  void truncationHasAFutureAndCutsTheSum() {
    // The second step is truncated where V = 10: δ = 2 + 5 − 4 = 3.
    assertThat(
            advantages(
                1,
                new float[] {1, 2, 3},
                new float[] {2, 4, 6},
                new float[] {4, 10, 8},
                new boolean[3],
                new boolean[] {NO, YES, NO}))
        .containsExactly(1 + 0.75f, 3, 1);
  }

  @Test
  void copiesLieSideBySideAndDoNotMix() {
    assertThat(
            advantages(
                2,
                new float[] {1, 1, 2, 2, 3, 3},
                new float[] {2, 2, 4, 4, 6, 6},
                new float[] {4, 4, 6, 10, 8, 8},
                new boolean[6],
                new boolean[] {NO, NO, NO, YES, NO, NO}))
        .containsExactly(1.3125f, 1.75f, 1.25f, 3, 1, 1);
  }

  /** The rewards of n steps, fewer where the episode or the stretch ends, and V of what follows. */
  private static double nSteps(
      int from,
      int n,
      int copies,
      float[] r,
      float[] next,
      boolean[] terminated,
      boolean[] ended,
      double gamma) {
    double sum = 0;
    double weight = 1;
    int at = from;
    for (int k = 1; ; k++) {
      sum += weight * r[at];
      weight *= gamma;
      if (k == n || ended[at] || at + copies >= r.length) {
        return terminated[at] ? sum : sum + weight * next[at];
      }
      at += copies;
    }
  }

  /** λ = 1 is the return of as many steps as there are, λ = 0 that of one. */
  @ParameterizedTest
  @CsvSource({"1, 50", "0, 1"})
  void theEndsOfLambdaAreNStepReturns(double lambda, int n) {
    RandomStream random = new RandomStream(5);
    int size = 50 * 3;
    float[] r = new float[size];
    float[] v = new float[size];
    float[] next = new float[size];
    boolean[] terminated = new boolean[size];
    boolean[] ended = new boolean[size];
    for (int i = 0; i < size; i++) {
      r[i] = random.nextFloat();
      terminated[i] = random.nextInt(10) == 0;
      ended[i] = terminated[i] || random.nextInt(10) == 0;
      v[i] = random.nextFloat();
    }
    for (int i = 0; i < size; i++) {
      next[i] = ended[i] || i + 3 >= size ? random.nextFloat() : v[i + 3];
    }
    float[] advantages = new float[size];
    Returns.advantages(50, 3, r, v, next, terminated, ended, 0.9, lambda, advantages);
    for (int i = 0; i < size; i++) {
      assertThat((double) advantages[i] + v[i])
          .isCloseTo(nSteps(i, n, 3, r, next, terminated, ended, 0.9), within(1e-5));
    }
  }
}
