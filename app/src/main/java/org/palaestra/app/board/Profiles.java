package org.palaestra.app.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.palaestra.agent.Agents;
import org.palaestra.statistics.Interval;
import org.palaestra.statistics.PerformanceProfile;

/**
 * Which part of the training seeds scores more than some number, for each standing: the whole
 * distribution of scores instead of one number of it (Agarwal et al., NeurIPS 2021, section 4.1).
 *
 * @param title where
 * @param scores what the thresholds are, in words
 * @param normalised whether 0 is an agent that acts at random and 1 the best published
 * @param lines the best first
 */
public record Profiles(String title, String scores, boolean normalised, List<Line> lines) {

  private static final int POINTS = 101;

  /** Copies. */
  public Profiles {
    lines = List.copyOf(lines);
  }

  /**
   * One standing's profile.
   *
   * @param title whose
   * @param seeds how many there are
   * @param thresholds {@code [points]} scores, the same for all lines
   * @param parts {@code [points]} part of the seeds that scores more, from 0 to 1
   * @param low {@code [points]} lower end of its interval of 95 %
   * @param high {@code [points]} upper end
   */
  public record Line(
      String title, int seeds, double[] thresholds, double[] parts, double[] low, double[] high) {}

  /** Of one environment: by normalised scores if it has a {@link Reference}, else by returns. */
  public static Profiles of(Ranking ranking, Agents agents) {
    Map<String, double[][]> scores = new LinkedHashMap<>();
    for (Ranking.Line line : ranking.lines()) {
      Standing standing = line.standing();
      double[][] own = standing.scores();
      String title = standing.name() + ", " + Configuration.describe(standing, agents);
      if (scores.containsKey(title)) {
        title += ", " + standing.steps() + " steps";
      }
      if (scores.containsKey(title)) { // the settings of an agent that is not there have no names
        title += ", rank " + line.place();
      }
      scores.put(
          title, ranking.reference().map(known -> Ranking.normalised(own, known)).orElse(own));
    }
    return of(ranking.title(), ranking.reference().isPresent(), scores);
  }

  /**
   * Over all environments that have a {@link Reference}, as {@link Overall} ranks them.
   *
   * @return empty if no environment has one
   */
  public static Optional<Profiles> overall(List<Ranking> rankings) {
    Map<String, double[][]> found = Overall.scores(rankings);
    Map<String, double[][]> ranked = new LinkedHashMap<>();
    Overall.of(rankings).forEach(one -> ranked.put(one.name(), found.get(one.name())));
    return ranked.isEmpty()
        ? Optional.empty()
        : Optional.of(of("all environments with reference scores", true, ranked));
  }

  private static Profiles of(String title, boolean normalised, Map<String, double[][]> scores) {
    double[] thresholds = thresholds(normalised, scores);
    List<Line> lines = new ArrayList<>();
    scores.forEach(
        (name, own) -> {
          Interval[] band = PerformanceProfile.intervals(own, thresholds);
          double[] low = new double[POINTS];
          double[] high = new double[POINTS];
          for (int i = 0; i < POINTS; i++) {
            low[i] = band[i].low();
            high[i] = band[i].high();
          }
          lines.add(
              new Line(
                  name,
                  own.length,
                  thresholds.clone(),
                  PerformanceProfile.of(own, thresholds),
                  low,
                  high));
        });
    return new Profiles(
        title,
        normalised ? "score: 0 at random, 1 the best published" : "mean return",
        normalised,
        lines);
  }

  /** From 0 to beyond 1 and every score, or from a little below the least return to above all. */
  private static double[] thresholds(boolean normalised, Map<String, double[][]> scores) {
    double least = normalised ? 0 : Double.POSITIVE_INFINITY;
    double most = normalised ? 1 : Double.NEGATIVE_INFINITY;
    for (double[][] own : scores.values()) {
      for (double[] run : own) {
        for (double score : run) {
          least = normalised ? least : Math.min(least, score);
          most = Math.max(most, score);
        }
      }
    }
    double margin = most > least ? 0.05 * (most - least) : 1;
    double low = normalised ? 0 : least - margin;
    double[] thresholds = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      thresholds[i] = low + (most + margin - low) * i / (POINTS - 1);
    }
    return thresholds;
  }
}
