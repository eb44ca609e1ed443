package org.palaestra.agents.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.palaestra.agents.Trainings;
import org.palaestra.settings.Settings;
import org.palaestra.training.Evaluator;
import org.palaestra.training.Trainer;

/** What exploration is for: the figures of docs/ablations.md, with margins. */
@Tag("learning")
final class AblationsTest {

  private static final int SEEDS = 10;

  private static final String GREEDY =
      "exploration.epsilon.from=0 exploration.epsilon.to=0 initialValue=";

  /** The mean score after a training with each seed. */
  private static double[] scores(String environment, long steps, String changes) {
    Map<String, String> settings =
        changes.isEmpty() ? Map.of() : Settings.parse(List.of(changes.split(" ", -1)));
    double[] scores = new double[SEEDS];
    for (int seed = 1; seed <= SEEDS; seed++) {
      try (Trainer trainer =
          Trainings.begin(
              "q-learning",
              Trainings.ENVIRONMENTS.find(environment).spec(),
              seed,
              steps,
              1,
              "auto",
              1,
              settings)) {
        Trainings.finish(trainer);
        scores[seed - 1] =
            new Evaluator(Trainings.ENVIRONMENTS, trainer.plan().environment())
                .evaluate(trainer.agent().target(), Evaluator.seeds(seed, 100))
                .summary()
                .mean();
      }
    }
    return scores;
  }

  @Test
  void pureGreedIsStuckOnTheLakeWhereEpsilonGreedyIsNot() {
    double[] greedy = scores("FrozenLake-v1", 200_000, GREEDY + "0");
    double[] exploring = scores("FrozenLake-v1", 200_000, "");
    assertThat(Arrays.stream(greedy).max().orElseThrow()).isLessThan(0.2);
    assertThat(Arrays.stream(exploring).min().orElseThrow()).isGreaterThan(0.5);
  }

  @Test
  void inTheDeepSeaHopeFindsWhatGreedAndChanceMiss() {
    double[] greedy = scores("DeepSea-v1", 100_000, GREEDY + "0");
    double[] chance = scores("DeepSea-v1", 100_000, "");
    double[] hope = scores("DeepSea-v1", 100_000, GREEDY + "1");
    assertThat(greedy).containsOnly(0);
    assertThat(Arrays.stream(chance).filter(score -> score > 0.9).count()).isBetween(1L, 9L);
    assertThat(Arrays.stream(hope).min().orElseThrow()).isGreaterThan(0.98);
  }
}
