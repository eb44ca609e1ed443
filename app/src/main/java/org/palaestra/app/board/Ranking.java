package org.palaestra.app.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.palaestra.agent.Agents;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Suggestion;
import org.palaestra.statistics.Aggregate;
import org.palaestra.statistics.Interval;
import org.palaestra.statistics.ProbabilityOfImprovement;
import org.palaestra.statistics.Summary;

/**
 * The standings of one environment in numbers, the best first.
 *
 * @param environment where
 * @param title the environment for people, with what is not as it is registered
 * @param reference what makes scores comparable with those of other environments
 * @param optimum what the best policy would score, if that is known
 * @param lines one for each standing
 */
public record Ranking(
    EnvironmentSpec environment,
    String title,
    Optional<Reference> reference,
    Optional<Double> optimum,
    List<Line> lines) {

  /** Copies. */
  public Ranking {
    lines = List.copyOf(lines);
  }

  /**
   * One standing in numbers.
   *
   * @param place from 1
   * @param standing whose
   * @param interquartileMean over seeds
   * @param interval of 95 % for it
   * @param mean over seeds
   * @param gap how far normalised scores fall short of 1 on average, if there is a reference
   * @param regret how far the mean falls short of the optimum, if that is known
   * @param valueError mean over seeds of how far their own values lie from the truth; empty where
   *     none has any
   * @param behind compared with the line above; empty for the first
   */
  public record Line(
      int place,
      Standing standing,
      double interquartileMean,
      Interval interval,
      double mean,
      Optional<Double> gap,
      Optional<Double> regret,
      Optional<Double> valueError,
      Optional<Comparison> behind) {}

  /**
   * Two standings side by side.
   *
   * @param probability that a seed of this one scores more than one of the other
   * @param interval of 95 % for it; from 0 to 1 where one of them has a single seed, which cannot
   *     be drawn in another way
   */
  public record Comparison(double probability, Interval interval) {

    static Comparison of(Standing one, Standing other) {
      if (one.seeds() == 1 || other.seeds() == 1) {
        return new Comparison(
            ProbabilityOfImprovement.of(one.scores(), other.scores()), new Interval(0, 1));
      }
      return new Comparison(
          ProbabilityOfImprovement.of(one.scores(), other.scores()),
          Interval.ofImprovement(one.scores(), other.scores()));
    }

    /** Whether the difference is more than chance; a single seed proves nothing. */
    public boolean significant() {
      return interval.high() < 0.5 || interval.low() > 0.5;
    }
  }

  /** All environments of a board. */
  public static List<Ranking> of(Board board, Environments environments, Agents agents) {
    List<Ranking> rankings = new ArrayList<>();
    Standing.of(board.scores(), agents)
        .forEach(
            (environment, standings) -> rankings.add(of(environment, standings, environments)));
    return rankings;
  }

  /**
   * Those of one environment.
   *
   * @param environment its id, which finds it with whatever options, or a whole title
   * @throws InvalidInputException if there is none; it suggests the nearest
   */
  public static List<Ranking> of(String environment, List<Ranking> rankings) {
    List<Ranking> found =
        rankings.stream()
            .filter(
                ranking ->
                    ranking.title().equals(environment)
                        || ranking.environment().id().toString().equals(environment))
            .toList();
    if (found.isEmpty()) {
      throw new InvalidInputException(
          Suggestion.unknown(
              "environment of the board",
              environment,
              rankings.stream().map(Ranking::title).toList()));
    }
    return found;
  }

  private static Ranking of(
      EnvironmentSpec environment, List<Standing> standings, Environments environments) {
    String title = environment.title();
    Optional<Reference> reference = Optional.empty();
    Optional<Double> optimum = Optional.empty();
    if (known(environment, environments)) {
      title += differences(environment, environments.find(environment.id().toString()).spec());
      reference = Reference.of(environment, environments);
      optimum = Optimum.of(environment, environments);
    }
    List<Line> lines = new ArrayList<>();
    @Nullable Standing above = null;
    for (Standing standing : standings) {
      lines.add(line(lines.size() + 1, standing, above, reference, optimum));
      above = standing;
    }
    return new Ranking(environment, title, reference, optimum, lines);
  }

  private static String differences(EnvironmentSpec spec, EnvironmentSpec registered) {
    StringBuilder text = new StringBuilder();
    spec.options()
        .forEach(
            (key, value) -> {
              if (!value.equals(registered.options().get(key))) {
                text.append(", ").append(key).append('=').append(value);
              }
            });
    if (spec.timeLimit() != registered.timeLimit()) {
      text.append(", time limit ").append(spec.timeLimit());
    }
    return text.toString();
  }

  /** A board may have entries of a plug-in that is not there. */
  private static boolean known(EnvironmentSpec environment, Environments environments) {
    return environments.all().stream()
        .anyMatch(registered -> registered.definition().id().equals(environment.id()));
  }

  private static Line line(
      int place,
      Standing standing,
      @Nullable Standing above,
      Optional<Reference> reference,
      Optional<Double> optimum) {
    double[][] scores = standing.scores();
    double mean = Aggregate.MEAN.of(scores);
    return new Line(
        place,
        standing,
        Aggregate.INTERQUARTILE_MEAN.of(scores),
        Interval.of(Aggregate.INTERQUARTILE_MEAN, scores),
        mean,
        reference.map(r -> Aggregate.OPTIMALITY_GAP.of(normalised(scores, r))),
        optimum.map(best -> best - mean),
        valueError(standing),
        above == null ? Optional.empty() : Optional.of(Comparison.of(standing, above)));
  }

  private static Optional<Double> valueError(Standing standing) {
    double[] errors = standing.valueErrors();
    return errors.length == 0 ? Optional.empty() : Optional.of(Summary.of(errors).mean());
  }

  static double[][] normalised(double[][] scores, Reference reference) {
    double[][] normalised = new double[scores.length][1];
    for (int i = 0; i < scores.length; i++) {
      normalised[i][0] = reference.normalised(scores[i][0]);
    }
    return normalised;
  }
}
