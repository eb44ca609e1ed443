package org.palaestra.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.palaestra.app.Platform;
import org.palaestra.app.Table;
import org.palaestra.app.conformance.Recording;
import org.palaestra.environment.Environments;
import org.palaestra.settings.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra conformance}. */
@Command(
    name = "conformance",
    description =
        "Hold environments against recordings of their originals. Exit code 1 if one differs, 2 if"
            + " a file cannot be compared.",
    mixinStandardHelpOptions = true)
public final class ConformanceCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Platform platform;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "*.jsonl, *.model.json or optimal-values.json, also gzipped")
  private List<Path> files;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  ConformanceCommand() {}

  @Override
  public Integer call() {
    Environments environments = platform.environments();
    Table table = new Table("FILE", "LINES", "MISMATCHES", "LARGEST DIFFERENCE");
    int compared = 0;
    boolean same = true;
    StringBuilder first = new StringBuilder();
    StringBuilder errors = new StringBuilder();
    for (Path file : files) {
      Recording.Result result;
      try {
        result = Recording.compare(file, environments);
      } catch (InvalidInputException e) {
        errors.append("error: %s%n".formatted(e.getMessage())); // the other files still count
        continue;
      }
      compared++;
      table.row(
          String.valueOf(file.getFileName()),
          Integer.toString(result.lines()),
          Integer.toString(result.mismatches()),
          String.format(Locale.ROOT, "%.3g", result.largest()));
      if (result.mismatches() > 0) {
        same = false;
        first.append("%s: %s%n".formatted(file, result.first()));
      }
    }
    if (compared > 0) {
      table.print(spec.commandLine().getOut());
    }
    PrintWriter err = spec.commandLine().getErr();
    err.print(first);
    err.print(errors);
    err.flush();
    return compared < files.size() ? 2 : same ? 0 : 1;
  }
}
