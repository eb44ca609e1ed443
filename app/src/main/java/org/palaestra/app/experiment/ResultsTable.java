package org.palaestra.app.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.palaestra.statistics.Aggregate;
import org.palaestra.statistics.Interval;
import org.palaestra.training.TrainingPlan;

/** What an experiment came to, as a table in Markdown. */
public final class ResultsTable {

  private final Experiment experiment;
  private final ExperimentRuns runs;

  /** Of the runs that are done. */
  public ResultsTable(Experiment experiment, ExperimentRuns runs) {
    this.experiment = experiment;
    this.runs = runs;
  }

  /** Prints it. */
  public void print(PrintWriter out) {
    out.println(
        "| Environment | Agent | Settings | Steps | Seeds | IQM [95 %] | While training [95 %] |"
            + " Seeds from, to | Published | Wanted | Steps/s |");
    out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    List<String> failures = new ArrayList<>();
    for (Study study : experiment.studies()) {
      out.println(row(study));
      for (TrainingPlan plan : study.plans()) {
        runs.problem(plan)
            .ifPresent(
                problem ->
                    failures.add(
                        "%s, %s, seed %d: %s"
                            .formatted(study.title(), study.agent(), plan.seed(), problem)));
      }
    }
    if (!failures.isEmpty()) {
      out.println();
      out.println("Failed:");
      out.println();
      failures.forEach(failure -> out.println("- " + failure));
    }
    out.flush();
  }

  private String row(Study study) {
    List<JsonNode> results =
        study.plans().stream().map(runs::result).flatMap(Optional::stream).toList();
    double[] evaluation =
        results.stream().mapToDouble(r -> r.path("evaluation").path("mean").asDouble()).toArray();
    double[] training =
        results.stream()
            .filter(r -> r.has("trainingReturn"))
            .mapToDouble(r -> r.path("trainingReturn").asDouble())
            .toArray();
    double[] speeds =
        results.stream().mapToDouble(r -> r.path("stepsPerSecond").asDouble()).sorted().toArray();
    double[] measured = study.measure() == Study.Measure.TRAINING ? training : evaluation;
    int asked = study.plans().size();
    return "| "
        + String.join(
            " | ",
            study.title(),
            study.agent(),
            settings(study),
            String.format(Locale.ROOT, "%,d", study.plans().get(0).steps()),
            results.size() == asked ? "" + asked : results.size() + " of " + asked,
            withInterval(evaluation),
            withInterval(training),
            range(measured),
            study.published() == null ? "" : study.published(),
            wanted(study, measured),
            speeds.length == 0
                ? ""
                : String.format(Locale.ROOT, "%,.0f", speeds[speeds.length / 2]))
        + " |";
  }

  private static String settings(Study study) {
    String base =
        study.preset().map(preset -> preset.name() + ", " + preset.tuning()).orElse("defaults");
    StringBuilder text = new StringBuilder(base);
    study
        .changes()
        .forEach((key, value) -> text.append(", ").append(key).append('=').append(value));
    return text.toString();
  }

  private static String withInterval(double[] scores) {
    if (scores.length == 0) {
      return "";
    }
    double[][] matrix = matrix(scores);
    String number = number(Aggregate.INTERQUARTILE_MEAN.of(matrix));
    if (scores.length == 1) {
      return number;
    }
    Interval interval = Interval.of(Aggregate.INTERQUARTILE_MEAN, matrix);
    return "%s [%s, %s]".formatted(number, number(interval.low()), number(interval.high()));
  }

  private static String range(double[] scores) {
    return scores.length == 0
        ? ""
        : number(Arrays.stream(scores).min().orElseThrow())
            + ", "
            + number(Arrays.stream(scores).max().orElseThrow());
  }

  private static String wanted(Study study, double[] scores) {
    if (study.reach() == null) {
      return "";
    }
    String wanted = "≥ " + number(study.reach());
    if (scores.length < study.plans().size()) {
      return wanted;
    }
    return wanted
        + (Aggregate.INTERQUARTILE_MEAN.of(matrix(scores)) >= study.reach()
            ? ": reached"
            : ": missed");
  }

  private static double[][] matrix(double[] scores) {
    double[][] matrix = new double[scores.length][];
    Arrays.setAll(matrix, i -> new double[] {scores[i]});
    return matrix;
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
    return (text.equals("-0.00") ? "0.00" : text).replace("-", "−");
  }
}
