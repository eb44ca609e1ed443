package org.palaestra.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.palaestra.app.Platform;
import org.palaestra.app.Table;
import org.palaestra.app.conformance.Recording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra conformance}. */
@Command(
    name = "conformance",
    description = "Hold environments against recordings of their originals.",
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
    Table table = new Table("FILE", "LINES", "MISMATCHES", "LARGEST DIFFERENCE");
    boolean same = true;
    StringBuilder first = new StringBuilder();
    for (Path file : files) {
      Recording.Result result = Recording.compare(file, platform.environments());
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
    table.print(spec.commandLine().getOut());
    spec.commandLine().getErr().print(first);
    spec.commandLine().getErr().flush();
    return same ? 0 : 1;
  }
}
