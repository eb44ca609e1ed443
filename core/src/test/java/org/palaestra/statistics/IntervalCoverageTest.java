package org.palaestra.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.palaestra.random.RandomStream;

/**
 * How often an interval of 95 % holds the true number, in simulations where that is known. {@link
 * #main} prints the table of docs/benchmarks.md.
 */
final class IntervalCoverageTest {

  private static final int POPULATION = 4_000_000;

  /** Where scores come from. */
  private enum Scores {
    NORMAL("normal", 1) {
      @Override
      double draw(RandomStream random) {
        return random.nextGaussian();
      }
    },
    SKEWED("exponential", 1) {
      @Override
      double draw(RandomStream random) {
        return -StrictMath.log(1 - random.nextDouble());
      }
    },
    FAILING("one run in five fails: 0, else normal about 1 with deviation 0.2", 1) {
      @Override
      double draw(RandomStream random) {
        return random.nextDouble() < 0.2 ? 0 : 1 + 0.2 * random.nextGaussian();
      }
    },
    TASKS("five tasks, normal", 5) {
      @Override
      double draw(RandomStream random) {
        return random.nextGaussian();
      }
    };

    private final String title;
    private final int tasks;

    Scores(String title, int tasks) {
      this.title = title;
      this.tasks = tasks;
    }

    abstract double draw(RandomStream random);

    private double[][] runs(RandomStream random, int runs) {
      double[][] scores = new double[runs][tasks];
      for (double[] run : scores) {
        Arrays.setAll(run, task -> draw(random));
      }
      return scores;
    }

    /** The interquartile mean of everything. */
    private double truth() {
      RandomStream random = new RandomStream(99);
      double[] all = new double[POPULATION];
      Arrays.setAll(all, i -> draw(random));
      Arrays.sort(all);
      return Arrays.stream(all, POPULATION / 4, POPULATION - POPULATION / 4)
          .average()
          .orElseThrow();
    }

    private double coverage(int runs, int simulations, long seed) {
      double truth = truth();
      RandomStream random = new RandomStream(seed);
      int held = 0;
      for (int i = 0; i < simulations; i++) {
        Interval interval = Interval.of(Aggregate.INTERQUARTILE_MEAN, runs(random, runs));
        held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
      }
      return (double) held / simulations;
    }
  }

  /** Of 400 simulations 95 % hold it, with a deviation of 1.1 %. */
  @Test
  void anIntervalOfTwentySeedsHoldsTheTrueNumber() {
    assertThat(Scores.NORMAL.coverage(20, 400, 1)).isBetween(0.92, 0.98);
  }

  public static void main(String[] arguments) {
    int simulations = Integer.parseInt(arguments[0]);
    System.out.println("| Scores | 5 seeds | 10 seeds | 20 seeds |");
    System.out.println("|---|---|---|---|");
    for (Scores scores : Scores.values()) {
      StringBuilder row = new StringBuilder("| " + scores.title);
      for (int runs : new int[] {5, 10, 20}) {
        row.append(
            String.format(
                Locale.ROOT, " | %.1f %%", 100 * scores.coverage(runs, simulations, runs)));
      }
      System.out.println(row + " |");
    }
  }
}
