package org.palaestra.app.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.palaestra.app.EnvironmentChoice;
import org.palaestra.app.Platform;
import org.palaestra.environment.CheckReport;
import org.palaestra.environment.EnvironmentChecker;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.settings.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra check}. */
@Command(
    name = "check",
    description =
        "Look whether an environment keeps its contract; each finding comes with its fix.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Platform platform;

  @Parameters(
      index = "0",
      paramLabel = "ENV",
      completionCandidates = Candidates.EnvironmentIds.class,
      description = "id of the environment")
  private String id;

  @Mixin private EnvironmentChoice choice;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "root of all chance (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "20000",
      description = "steps that the longest check takes (default: ${DEFAULT-VALUE})")
  private int steps;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "time after which no further step is begun (default: ${DEFAULT-VALUE})")
  private int seconds;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  CheckCommand() {}

  @Override
  public Integer call() {
    EnvironmentSpec what = choice.of(id, platform.environments());
    EnvironmentChecker.Effort effort;
    try {
      effort = new EnvironmentChecker.Effort(seed, steps, Duration.ofSeconds(seconds));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()), e);
    }
    CheckReport report =
        EnvironmentChecker.check(what, () -> platform.environments().create(what), effort);
    spec.commandLine().getOut().print(report.describe());
    spec.commandLine().getOut().flush();
    return report.passed() ? 0 : 1;
  }
}
