package org.palaestra.agents.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Agent;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Trainings;
import org.palaestra.agents.Weights;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.training.Trainer;

final class SearchTest {

  @Test
  void eigenvectorsMakeTheMatrix() {
    int n = 12;
    RandomStream random = new RandomStream(4);
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        a[i * n + j] = random.nextGaussian();
        a[j * n + i] = a[i * n + j];
      }
    }
    double[] w = new double[n];
    double[] v = new double[n * n];
    SymmetricEigenvalues.decompose(n, a, w, v);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        double turned = 0;
        for (int k = 0; k < n; k++) {
          sum += v[i * n + k] * w[k] * v[j * n + k];
          turned += v[k * n + i] * v[k * n + j];
        }
        assertThat(sum).isCloseTo(a[i * n + j], within(1e-12));
        assertThat(turned).isCloseTo(i == j ? 1 : 0, within(1e-12));
      }
    }
  }

  @Test
  void eigenvaluesOfAMatrixByHand() {
    double[] w = new double[2];
    SymmetricEigenvalues.decompose(2, new double[] {2, 1, 1, 2}, w, new double[4]);
    Arrays.sort(w);
    assertThat(w).containsExactly(new double[] {1, 3}, within(1e-14));
  }

  /** Asks until the value is within 1e-10 of the optimum 0, and counts. */
  private static int evaluations(int n, ToDoubleFunction<double[]> cost) {
    CovarianceMatrixAdaptation search = new CovarianceMatrixAdaptation(n, 0.5, new RandomStream(1));
    double[] worth = new double[search.population()];
    float[] point = new float[n];
    double[] at = new double[n];
    for (int count = worth.length; count < 100_000; count += worth.length) {
      double least = Double.MAX_VALUE;
      for (int k = 0; k < worth.length; k++) {
        search.candidate(k, point);
        for (int i = 0; i < n; i++) {
          at[i] = point[i];
        }
        worth[k] = -cost.applyAsDouble(at);
        least = Math.min(least, -worth[k]);
      }
      if (least < 1e-10) {
        return count;
      }
      search.tell(worth);
    }
    return Integer.MAX_VALUE;
  }

  /** Hansen and Ostermeier, 2001, need about as many: 1,700, 4,500 and 5,000 at 10 dimensions. */
  @Test
  void theOptimaOfKnownFunctionsAreFound() {
    assertThat(
            evaluations(
                10,
                x -> {
                  double sum = 0;
                  for (double each : x) {
                    sum += (each - 1) * (each - 1);
                  }
                  return sum;
                }))
        .as("sphere")
        .isLessThan(2_500);
    assertThat(
            evaluations(
                10,
                x -> {
                  double sum = 0;
                  for (int i = 0; i < x.length; i++) {
                    sum += Math.pow(1e6, i / 9.0) * x[i] * x[i];
                  }
                  return sum;
                }))
        .as("an ellipsoid whose axes differ a thousandfold")
        .isLessThan(8_000);
    assertThat(
            evaluations(
                6,
                x -> {
                  double sum = 0;
                  for (int i = 0; i + 1 < x.length; i++) {
                    double bend = x[i + 1] - x[i] * x[i];
                    sum += 100 * bend * bend + (1 - x[i]) * (1 - x[i]);
                  }
                  return sum;
                }))
        .as("Rosenbrock's valley")
        .isLessThan(8_000);
  }

  @Test
  void randomSearchKeepsTheBestOfAll() {
    BestOfMany search = new BestOfMany(2, 1, new RandomStream(1));
    double[] worth = new double[search.population()];
    worth[3] = 5;
    float[] third = new float[2];
    search.candidate(3, third);
    search.tell(worth);
    worth[3] = 0;
    worth[0] = 4;
    search.tell(worth);
    float[] best = new float[2];
    search.best(best);
    assertThat(best).isEqualTo(third);
  }

  /**
   * Policy k of 16 plays two episodes of two steps, which bring 7 k mod 16 together and twice that
   * and 2 more: on average 3/2 (7 k mod 16) + 1. The best is number 9 with 23.5, since 63 mod 16 =
   * 15, and the mean is 3/2 · 7.5 + 1.
   */
  @Test
  void aGenerationIsJudgedByTheMeanReturnsOfItsPolicies(@TempDir Path folder) throws Exception {
    Agent agent =
        RandomSearch.definition()
            .create(Contexts.of(Box.of(-1, 1, 2), new Discrete(2), 1000, Map.of("episodes", "2")));
    double[] points = Weights.get(Weights.of(agent, folder, "search/"), "points");
    Map<String, Double> metrics = new HashMap<>();
    for (int step = 0; step < 16 * 2 * 2; step++) {
      assertThat(metrics).isEmpty();
      int worth = 7 * (step / 4) % 16;
      StepBatch after = new StepBatch(1, 2, 0);
      after.terminated[0] = step % 2 == 1;
      after.rewards[0] =
          switch (step % 4) {
            case 0 -> worth - 1;
            case 1 -> 1;
            case 2 -> worth;
            default -> worth + 2;
          };
      agent.observe(new StepBatch(1, 2, 0), new ActionBatch(new Discrete(2), 1), after);
      agent.learn(metrics::put);
    }
    assertThat(metrics)
        .containsEntry("generation/best", 23.5)
        .containsEntry("generation/mean", 12.25);
    double[] best = Weights.get(Weights.of(agent, folder, "search/"), "best");
    int n = best.length;
    assertThat(best).containsExactly(Arrays.copyOfRange(points, 9 * n, 10 * n));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cma-es", "random-search"})
  void theRightActionIsFound(String agent) {
    try (Trainer trainer =
        Trainings.done(agent, "ProbeActionObservation-v1", 4_000, 3, Map.of("episodes", "8"))) {
      assertThat(Trainings.ask(trainer, -1).actions.indices[0]).isZero();
      assertThat(Trainings.ask(trainer, 1).actions.indices[0]).isEqualTo(1);
    }
  }

  @Test
  void theRightNumberIsFound() {
    try (Trainer trainer =
        Trainings.done(
            "cma-es", "ProbeContinuousActionObservation-v1", 30_000, 2, Map.of("episodes", "8"))) {
      assertThat(Trainings.ask(trainer, -1).actions.values[0]).isCloseTo(-0.5f, within(0.1f));
      assertThat(Trainings.ask(trainer, 1).actions.values[0]).isCloseTo(0.5f, within(0.1f));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cma-es", "random-search"})
  void everyWayOfComputingEndsWithTheSameBits(String agent) throws Exception {
    Map<String, String> settings = Map.of("network.hidden", "4", "episodes", "2");
    Trainings.assertReproducible(
        agent, "CartPole-v1", 3_000, 3, settings, List.of(1, 30, 400, 999));
    Trainings.assertReproducible(agent, "Pendulum-v1", 900, 1, settings, List.of(300));
  }

  @Test
  void tooManyWeightsAreRefused() {
    assertThatThrownBy(
            () ->
                CmaEs.definition()
                    .create(
                        Contexts.of(
                            Box.of(-1, 1, 100),
                            new Discrete(2),
                            1000,
                            Map.of("network.hidden", "64"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "the policy has 6,594 weights, of which at most 1,000 can be searched");
  }
}
