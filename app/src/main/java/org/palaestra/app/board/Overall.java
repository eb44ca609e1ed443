package org.palaestra.app.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.palaestra.statistics.Aggregate;
import org.palaestra.statistics.Interval;

/**
 * One agent over all environments that have a {@link Reference}, by its normalised scores.
 *
 * @param name id of the agent, or what the person is called, marked as such
 * @param environments over how many
 * @param seeds of each environment: as many as the one with the fewest has
 * @param interquartileMean over seeds and environments
 * @param interval of 95 % for it
 * @param median over environments of the mean over seeds
 * @param mean over both
 * @param gap how far scores fall short of 1 on average
 */
public record Overall(
    String name,
    int environments,
    int seeds,
    double interquartileMean,
    Interval interval,
    double median,
    double mean,
    double gap) {

  /**
   * Everybody, those with the most environments first, and then by the interquartile mean. Where an
   * agent has several configurations on one environment, the one with the most seeds counts, and of
   * equals the one that was trained longest: not the one that scored best.
   */
  public static List<Overall> of(List<Ranking> rankings) {
    List<Overall> all = new ArrayList<>();
    scores(rankings)
        .forEach(
            (name, matrix) ->
                all.add(
                    new Overall(
                        name,
                        matrix[0].length,
                        matrix.length,
                        Aggregate.INTERQUARTILE_MEAN.of(matrix),
                        Interval.of(Aggregate.INTERQUARTILE_MEAN, matrix),
                        Aggregate.MEDIAN.of(matrix),
                        Aggregate.MEAN.of(matrix),
                        Aggregate.OPTIMALITY_GAP.of(matrix))));
    all.sort(
        Comparator.comparingInt(Overall::environments)
            .thenComparingDouble(Overall::interquartileMean)
            .reversed());
    return all;
  }

  /** The normalised scores {@code [seeds][environments]} of everybody, by name. */
  static Map<String, double[][]> scores(List<Ranking> rankings) {
    Map<String, List<double[][]>> scores = new TreeMap<>();
    for (Ranking ranking : rankings) {
      Optional<Reference> reference = ranking.reference();
      if (reference.isPresent()) {
        Map<String, Standing> chosen = new TreeMap<>();
        for (Ranking.Line line : ranking.lines()) {
          chosen.merge(title(line.standing()), line.standing(), Overall::weightier);
        }
        chosen.forEach(
            (name, standing) ->
                scores
                    .computeIfAbsent(name, none -> new ArrayList<>())
                    .add(Ranking.normalised(standing.scores(), reference.get())));
      }
    }
    Map<String, double[][]> all = new TreeMap<>();
    scores.forEach((name, tasks) -> all.put(name, matrix(tasks)));
    return all;
  }

  /** A person may be called like an agent. */
  private static String title(Standing standing) {
    return standing.person() ? standing.name() + " (a person)" : standing.name();
  }

  private static Standing weightier(Standing one, Standing other) {
    return Comparator.comparingInt(Standing::seeds)
                .thenComparingLong(Standing::steps)
                .compare(one, other)
            >= 0
        ? one
        : other;
  }

  private static double[][] matrix(List<double[][]> tasks) {
    int runs = tasks.stream().mapToInt(task -> task.length).min().orElseThrow();
    double[][] matrix = new double[runs][tasks.size()];
    for (int run = 0; run < runs; run++) {
      for (int task = 0; task < tasks.size(); task++) {
        matrix[run][task] = tasks.get(task)[run][0];
      }
    }
    return matrix;
  }
}
