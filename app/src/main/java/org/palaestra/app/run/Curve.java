package org.palaestra.app.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.palaestra.statistics.Aggregate;
import org.palaestra.statistics.Interval;
import org.palaestra.training.RunFolder;
import org.palaestra.training.TrainingPlan;

/**
 * How a metric went over the training, over all seeds of a plan: the interquartile mean with its
 * interval of 95 % at each place. Of a run a place has the mean of what was written since the place
 * before, such as of all episodes that ended there, or else what was written last.
 *
 * @param title whose
 * @param seeds how many seeds there are
 * @param steps {@code [points]} environment steps, or what else it goes over
 * @param middle {@code [points]} interquartile mean
 * @param low {@code [points]} lower end of the interval
 * @param high {@code [points]} upper end
 */
public record Curve(
    String title, int seeds, double[] steps, double[] middle, double[] low, double[] high) {

  private static final int POINTS = 100;
  private static final int RESAMPLES = 2000;

  /** Curves of some runs; those that differ in their seeds only make up one. The best is first. */
  public static List<Curve> of(List<RunFolder> runs, String metric) {
    Map<TrainingPlan, List<RunFolder>> groups = groups(runs);
    List<Curve> curves = new ArrayList<>();
    groups.forEach((plan, own) -> curves.add(of(title(plan, groups.keySet()), own, metric)));
    curves.sort(
        Comparator.comparingDouble((Curve curve) -> curve.middle[curve.middle.length - 1])
            .reversed());
    return curves;
  }

  /** Runs that differ in their seeds only, by the plan that they share, in order. */
  public static Map<TrainingPlan, List<RunFolder>> groups(List<RunFolder> runs) {
    Map<TrainingPlan, List<RunFolder>> groups = new LinkedHashMap<>();
    for (RunFolder run : runs) {
      TrainingPlan plan = run.plan();
      TrainingPlan anySeed =
          new TrainingPlan(
              plan.environment(),
              plan.agent(),
              plan.settings(),
              0,
              plan.steps(),
              plan.copies(),
              "any");
      groups.computeIfAbsent(anySeed, none -> new ArrayList<>()).add(run);
    }
    return groups;
  }

  /** One curve of some runs, at least one. */
  public static Curve of(String title, List<RunFolder> runs, String metric) {
    // The same seed again is no other chance; of two such runs the longer one tells more.
    Map<Long, NavigableMap<Long, Double>> bySeed = new LinkedHashMap<>();
    for (RunFolder run : runs) {
      bySeed.merge(
          run.plan().seed(),
          Metrics.of(run).get(metric),
          (one, other) -> other.lastKey() > one.lastKey() ? other : one);
    }
    return of(title, List.copyOf(bySeed.values()));
  }

  /**
   * Agent and environment, with all in which it differs from others of the same agent: no two plans
   * have the same title.
   */
  public static String title(TrainingPlan plan, Collection<TrainingPlan> all) {
    String place = plan.environment().title();
    List<Map<String, String>> others =
        all.stream()
            .filter(other -> other.agent().equals(plan.agent()))
            .filter(other -> other.environment().title().equals(place))
            .map(Curve::facts)
            .toList();
    boolean oneEnvironment =
        all.stream().map(other -> other.environment().title()).distinct().count() == 1;
    StringBuilder title = new StringBuilder(plan.agent());
    if (!oneEnvironment) {
      title.append(" on ").append(place);
    }
    facts(plan)
        .forEach(
            (key, value) -> {
              if (others.stream().anyMatch(other -> !value.equals(other.get(key)))) {
                title.append(", ").append(key).append('=').append(value);
              }
            });
    return title.toString();
  }

  /** All that decides what a training comes to, but its seed. */
  private static Map<String, String> facts(TrainingPlan plan) {
    Map<String, String> facts = new LinkedHashMap<>();
    plan.environment().options().forEach((key, value) -> facts.put("option " + key, value));
    facts.put("time limit", Integer.toString(plan.environment().timeLimit()));
    plan.environment()
        .wrappers()
        .forEach(
            wrapper ->
                wrapper
                    .options()
                    .forEach(
                        (key, value) ->
                            facts.merge(
                                wrapper.name() + " " + key,
                                value,
                                (inner, outer) -> inner + " and " + outer)));
    facts.putAll(plan.settings());
    facts.put("steps", Long.toString(plan.steps()));
    facts.put("copies", Integer.toString(plan.copies()));
    return facts;
  }

  private static Curve of(String title, List<NavigableMap<Long, Double>> series) {
    // Only as far as all of them go, and from where all have begun.
    long first = series.stream().mapToLong(NavigableMap::firstKey).max().orElseThrow();
    long last =
        Math.max(first, series.stream().mapToLong(NavigableMap::lastKey).min().orElseThrow());
    int points = last == first ? 1 : POINTS;
    double[] steps = new double[points];
    double[] middle = new double[points];
    double[] low = new double[points];
    double[] high = new double[points];
    long before = Long.MIN_VALUE;
    for (int i = 0; i < points; i++) {
      long step =
          points == 1 ? first : first + Math.round((double) (last - first) * i / (points - 1));
      double[][] values = new double[series.size()][1];
      for (int run = 0; run < values.length; run++) {
        values[run][0] = value(series.get(run), before, step);
      }
      steps[i] = step;
      before = step;
      middle[i] = Aggregate.INTERQUARTILE_MEAN.of(values);
      Interval interval =
          values.length == 1
              ? new Interval(middle[i], middle[i])
              : Interval.of(Aggregate.INTERQUARTILE_MEAN, values, RESAMPLES);
      low[i] = interval.low();
      high[i] = interval.high();
    }
    return new Curve(title, series.size(), steps, middle, low, high);
  }

  /** The mean of what was written after one step and up to another, or else the last before. */
  private static double value(NavigableMap<Long, Double> series, long after, long upTo) {
    return series.subMap(after, false, upTo, true).values().stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseGet(() -> series.floorEntry(upTo).getValue());
  }
}
