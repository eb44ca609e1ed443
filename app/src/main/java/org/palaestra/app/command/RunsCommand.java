package org.palaestra.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.palaestra.app.Platform;
import org.palaestra.app.Table;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.training.RunFolder;
import org.palaestra.training.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code palaestra runs}. */
@Command(
    name = "runs",
    description = "List the runs, the newest first.",
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
            "%,d".formatted(run.plan().steps()),
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

  private static String score(JsonNode result) {
    JsonNode evaluation = result.path("evaluation");
    return String.format(
        Locale.ROOT,
        "%.2f ± %.2f",
        evaluation.path("mean").asDouble(),
        evaluation.path("standardDeviation").asDouble());
  }
}
