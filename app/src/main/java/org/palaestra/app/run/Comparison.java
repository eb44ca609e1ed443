package org.palaestra.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.palaestra.app.Score;
import org.palaestra.statistics.Aggregate;
import org.palaestra.statistics.Interval;
import org.palaestra.training.RunFolder;
import org.palaestra.training.TrainingPlan;

/**
 * Trainings side by side: in what they differ, and what each came to. Runs that differ in their
 * seeds only make up one column.
 *
 * @param columns titles, as {@link Curve} has them
 * @param runs {@code [columns]} the runs of each
 * @param rows what differs, and the results
 */
public record Comparison(List<String> columns, List<List<RunFolder>> runs, List<Row> rows) {

  private static final String NONE = "–";

  /** Copies. */
  public Comparison {
    columns = List.copyOf(columns);
    runs = List.copyOf(runs);
    rows = List.copyOf(rows);
  }

  /**
   * One line.
   *
   * @param name of the setting or the result
   * @param values {@code [columns]} text
   */
  public record Row(String name, List<String> values) {

    /** Copies. */
    public Row {
      values = List.copyOf(values);
    }
  }

  /** Of some runs, at least one. */
  public static Comparison of(List<RunFolder> all) {
    Map<TrainingPlan, List<RunFolder>> groups = Curve.groups(all);
    List<List<RunFolder>> runs = new ArrayList<>(groups.values());
    List<Map<String, String>> facts = runs.stream().map(Comparison::facts).toList();
    List<Row> rows = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    facts.forEach(one -> names.addAll(one.keySet()));
    for (String name : names) {
      List<String> values = facts.stream().map(one -> one.getOrDefault(name, NONE)).toList();
      if (values.stream().distinct().count() > 1) {
        rows.add(new Row(name, values));
      }
    }
    rows.add(new Row("runs", each(runs, one -> Integer.toString(one.size()))));
    rows.add(new Row("score", each(runs, Comparison::score)));
    rows.add(new Row("evaluation episodes", each(runs, Comparison::episodes)));
    rows.add(new Row("steps a second", each(runs, Comparison::speed)));
    List<String> columns =
        groups.keySet().stream().map(plan -> Curve.title(plan, groups.keySet())).toList();
    return new Comparison(columns, runs, rows);
  }

  private static List<String> each(
      List<List<RunFolder>> runs, java.util.function.Function<List<RunFolder>, String> value) {
    return runs.stream().map(value).toList();
  }

  /** The facts of all runs of a column; where they differ, all that there are. */
  private static Map<String, String> facts(List<RunFolder> runs) {
    Map<String, Collection<String>> all = new LinkedHashMap<>();
    for (RunFolder run : runs) {
      Facts.of(run)
          .forEach((name, value) -> all.computeIfAbsent(name, none -> new TreeSet<>()).add(value));
    }
    all.remove("seed");
    Map<String, String> facts = new LinkedHashMap<>();
    all.forEach((name, values) -> facts.put(name, String.join(", ", values)));
    return facts;
  }

  /** What each seed came to: the same one again is no other chance, as in a {@link Curve}. */
  private static Collection<JsonNode> results(List<RunFolder> runs) {
    Map<Long, JsonNode> bySeed = new LinkedHashMap<>();
    for (RunFolder run : runs) {
      run.result().ifPresent(result -> bySeed.putIfAbsent(run.plan().seed(), result));
    }
    return bySeed.values();
  }

  /** Mean and spread over the episodes of one seed, or the middle of several with its interval. */
  private static String score(List<RunFolder> runs) {
    Collection<JsonNode> results = results(runs);
    if (results.isEmpty()) {
      return "not finished";
    }
    if (results.size() == 1) {
      JsonNode evaluation = results.iterator().next().path("evaluation");
      return Score.of(
          evaluation.path("mean").asDouble(), evaluation.path("standardDeviation").asDouble());
    }
    double[][] means =
        results.stream()
            .map(result -> new double[] {result.at("/evaluation/mean").asDouble()})
            .toArray(double[][]::new);
    Interval interval = Interval.of(Aggregate.INTERQUARTILE_MEAN, means);
    return String.format(
        Locale.ROOT,
        "%.2f [%.2f, %.2f]",
        Aggregate.INTERQUARTILE_MEAN.of(means),
        interval.low(),
        interval.high());
  }

  private static String episodes(List<RunFolder> runs) {
    int episodes =
        results(runs).stream().mapToInt(one -> one.at("/evaluation/episodes").asInt()).sum();
    return episodes == 0 ? NONE : String.format(Locale.ROOT, "%,d", episodes);
  }

  private static String speed(List<RunFolder> runs) {
    return results(runs).stream()
        .mapToDouble(one -> one.path("stepsPerSecond").asDouble())
        .average()
        .stream()
        .mapToObj(speed -> String.format(Locale.ROOT, "%,.0f", speed))
        .findFirst()
        .orElse(NONE);
  }
}
