package org.palaestra.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.palaestra.app.Platform;
import org.palaestra.app.Score;
import org.palaestra.app.Sheet;
import org.palaestra.app.Table;
import org.palaestra.app.run.Curve;
import org.palaestra.app.run.CurveChart;
import org.palaestra.app.run.Facts;
import org.palaestra.app.run.Metrics;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.Json;
import org.palaestra.training.RunFolder;
import org.palaestra.training.Runs;
import org.palaestra.training.SpecJson;
import org.palaestra.training.TrainingPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra runs}. */
@Command(
    name = "runs",
    description = "List the runs, the newest first; or look at some of them.",
    mixinStandardHelpOptions = true)
public final class RunsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Platform platform;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  RunsCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Runs runs = platform.runs();
    List<String> names = runs.names();
    if (names.isEmpty()) {
      out.println("there is no run in " + runs.root());
      return 0;
    }
    Table table = new Table("RUN", "STEPS", "SCORE", "STEPS/S");
    for (String name : names) {
      try {
        RunFolder run = RunFolder.open(runs.root().resolve(name));
        Optional<JsonNode> result = run.result();
        table.row(
            name,
            "%,d".formatted(steps(run, result)),
            result.map(RunsCommand::score).orElse("not finished"),
            result
                .map(r -> String.format(Locale.ROOT, "%,.0f", r.path("stepsPerSecond").asDouble()))
                .orElse(""));
      } catch (InvalidInputException e) {
        table.row(name, "", "damaged: " + e.getMessage(), "");
      }
    }
    table.print(out);
    return 0;
  }

  /** {@code palaestra runs show}. */
  @Command(
      name = "show",
      description = "Show a run: its plan, where it was carried out, and what it came to.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin Platform platform,
      @Parameters(
              arity = "0..1",
              paramLabel = "RUN",
              defaultValue = "latest",
              description = "a run, or latest (the default)")
          String reference)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Sheet sheet = new Sheet(out);
    RunFolder run = platform.runs().find(reference);
    TrainingPlan plan = run.plan();
    sheet.row("run", run.path().toString());
    sheet.row("created", run.created());
    sheet.row("environment", Json.line(SpecJson.write(plan.environment())));
    sheet.row("agent", plan.agent());
    sheet.settings(plan.settings());
    sheet.row("seed", Long.toString(plan.seed()));
    long done = steps(run, run.result());
    sheet.row(
        "steps",
        "%,d on %,d %s%s"
            .formatted(
                plan.steps(),
                plan.copies(),
                plan.copies() == 1 ? "copy" : "copies",
                done < plan.steps()
                    ? ", done after %,d: there was no more to learn".formatted(done)
                    : ""));
    sheet.row("kernels", plan.kernels());
    sheet.fields(run.description().path("provenance"));
    for (Path checkpoint : run.checkpoints()) {
      sheet.row("checkpoint", checkpoint + ", %,d bytes".formatted(Files.size(checkpoint)));
    }
    Metrics metrics = Metrics.of(run);
    for (String name : metrics.names()) {
      Map.Entry<Long, Double> last = metrics.get(name).lastEntry();
      sheet.row(
          "last " + name,
          String.format(Locale.ROOT, "%.6g at step %,d", last.getValue(), last.getKey()));
    }
    sheet.row("score", run.result().map(RunsCommand::score).orElse("not finished"));
    out.flush();
    return 0;
  }

  /** {@code palaestra runs plot}. */
  @Command(
      name = "plot",
      description =
          "Draw learning curves; runs that differ in their seeds only make up one, with its"
              + " interval.",
      mixinStandardHelpOptions = true)
  int plot(
      @Mixin Platform platform,
      @Parameters(
              arity = "1..*",
              paramLabel = "RUN",
              description = "names of runs, beginnings of them, their folders, or latest")
          List<String> references,
      @Option(
              names = "--metric",
              paramLabel = "NAME",
              defaultValue = "episode/return",
              description = "what to draw (default: ${DEFAULT-VALUE})")
          String metric,
      @Option(
              names = {"-o", "--out"},
              paramLabel = "FILE",
              defaultValue = "curves.png",
              description = "the picture, a PNG (default: ${DEFAULT-VALUE})")
          Path file)
      throws IOException {
    List<RunFolder> runs = references.stream().map(platform.runs()::find).toList();
    List<Curve> curves = Curve.of(runs, metric);
    List<String> environments =
        runs.stream().map(run -> run.plan().environment().title()).distinct().toList();
    CurveChart.write(file, String.join(", ", environments), metric, curves);
    PrintWriter out = spec.commandLine().getOut();
    Table table = new Table("CURVE", "SEEDS", "STEPS", "LAST [95 %]");
    for (Curve curve : curves) {
      int last = curve.middle().length - 1;
      table.row(
          curve.title(),
          Integer.toString(curve.seeds()),
          String.format(Locale.ROOT, "%,.0f", curve.steps()[last]),
          curve.seeds() == 1
              ? String.format(Locale.ROOT, "%.2f", curve.middle()[last])
              : String.format(
                  Locale.ROOT,
                  "%.2f [%.2f, %.2f]",
                  curve.middle()[last],
                  curve.low()[last],
                  curve.high()[last]));
    }
    table.print(out);
    out.println("drawn in " + file);
    out.flush();
    return 0;
  }

  /** {@code palaestra runs compare}. */
  @Command(
      name = "compare",
      description = "Show in what two runs differ, and what each came to.",
      mixinStandardHelpOptions = true)
  int compare(
      @Mixin Platform platform,
      @Parameters(index = "0", paramLabel = "A", description = "a run") String one,
      @Parameters(index = "1", paramLabel = "B", description = "another run") String other) {
    RunFolder a = platform.runs().find(one);
    RunFolder b = platform.runs().find(other);
    Table table = new Table("", "A", "B");
    table.row("run", a.name(), b.name());
    Map<String, String> left = Facts.of(a);
    Map<String, String> right = Facts.of(b);
    Set<String> keys = new LinkedHashSet<>(left.keySet());
    keys.addAll(right.keySet());
    for (String key : keys) {
      String mine = left.getOrDefault(key, "–");
      String others = right.getOrDefault(key, "–");
      if (!mine.equals(others)) {
        table.row(key, mine, others);
      }
    }
    table.row(
        "score",
        a.result().map(RunsCommand::score).orElse("not finished"),
        b.result().map(RunsCommand::score).orElse("not finished"));
    table.row("steps a second", speed(a), speed(b));
    table.print(spec.commandLine().getOut());
    return 0;
  }

  private static String speed(RunFolder run) {
    return run.result()
        .map(r -> String.format(Locale.ROOT, "%,.0f", r.path("stepsPerSecond").asDouble()))
        .orElse("–");
  }

  /** {@code palaestra runs remove}. */
  @Command(
      name = "remove",
      description = "Remove runs with everything in them.",
      mixinStandardHelpOptions = true)
  int remove(
      @Mixin Platform platform,
      @Parameters(
              arity = "1..*",
              paramLabel = "RUN",
              description = "names of runs, beginnings of them, their folders, or latest")
          List<String> references,
      @Option(names = "--yes", description = "do not ask") boolean yes)
      throws IOException {
    // All are found before the first is removed: latest would be another one then.
    Map<Path, RunFolder> runs = new LinkedHashMap<>();
    for (String reference : references) {
      RunFolder run = platform.runs().find(reference);
      runs.put(run.path(), run);
    }
    PrintWriter out = spec.commandLine().getOut();
    for (RunFolder run : runs.values()) {
      if (!yes && !confirmed(run)) {
        out.println("kept " + run.path());
        continue;
      }
      run.remove();
      out.println("removed " + run.path());
    }
    out.flush();
    return 0;
  }

  private boolean confirmed(RunFolder run) throws IOException {
    if (!Boolean.getBoolean("palaestra.terminal")) {
      throw new InvalidInputException(
          "there is nobody to ask whether to remove %s; --yes does not ask".formatted(run.name()));
    }
    PrintWriter err = spec.commandLine().getErr();
    err.printf("Remove %s for good? [y/N] ", run.path());
    err.flush();
    String answer = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }

  /** Those that were done, or else those that are planned: some agents are done before. */
  private static long steps(RunFolder run, Optional<JsonNode> result) {
    return result.map(r -> r.path("steps").asLong()).orElse(run.plan().steps());
  }

  private static String score(JsonNode result) {
    JsonNode evaluation = result.path("evaluation");
    return Score.of(
        evaluation.path("mean").asDouble(), evaluation.path("standardDeviation").asDouble());
  }
}
