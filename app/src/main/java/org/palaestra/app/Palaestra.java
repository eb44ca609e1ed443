package org.palaestra.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.palaestra.agent.AgentFault;
import org.palaestra.agent.DivergenceException;
import org.palaestra.app.command.AgentsCommand;
import org.palaestra.app.command.CheckCommand;
import org.palaestra.app.command.ConformanceCommand;
import org.palaestra.app.command.DiagnoseCommand;
import org.palaestra.app.command.EnvironmentsCommand;
import org.palaestra.app.command.EvaluateCommand;
import org.palaestra.app.command.ExperimentCommand;
import org.palaestra.app.command.KernelsCommand;
import org.palaestra.app.command.LeaderboardCommand;
import org.palaestra.app.command.NewCommand;
import org.palaestra.app.command.PlayCommand;
import org.palaestra.app.command.RecordCommand;
import org.palaestra.app.command.RunsCommand;
import org.palaestra.app.command.ServeCommand;
import org.palaestra.app.command.TrainCommand;
import org.palaestra.app.command.WatchCommand;
import org.palaestra.environment.EnvironmentFault;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.MismatchException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * The program. Exit codes: 0 done; 1 it failed, or a check found something; 2 something that was
 * given is wrong, and the message says what.
 */
@Command(
    name = "palaestra",
    description = "Reinforcement learning for the JVM: train, judge, compare and watch agents.",
    mixinStandardHelpOptions = true,
    versionProvider = Provenance.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      ExperimentCommand.class,
      EvaluateCommand.class,
      WatchCommand.class,
      PlayCommand.class,
      RecordCommand.class,
      RunsCommand.class,
      LeaderboardCommand.class,
      ServeCommand.class,
      EnvironmentsCommand.class,
      AgentsCommand.class,
      DiagnoseCommand.class,
      KernelsCommand.class,
      CheckCommand.class,
      ConformanceCommand.class,
      NewCommand.class,
      AutoComplete.GenerateCompletion.class,
      HelpCommand.class
    },
    footer = {
      "",
      "For example:",
      "  palaestra train CartPole-v1 --agent dqn",
      "  palaestra watch",
      "  palaestra help train"
    })
public final class Palaestra {

  private Palaestra() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    Locale.setDefault(Locale.ROOT); // messages are English, and so are their numbers
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, for embedding and tests. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Palaestra());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Palaestra::refuse);
    line.setExecutionStrategy(
        parsed -> {
          refuseMisplaced(parsed);
          try {
            return new CommandLine.RunLast().execute(parsed);
          } catch (OutOfMemoryError e) {
            return memoryFull(line.getErr(), e);
          }
        });
    line.setExecutionExceptionHandler(
        (problem, command, parsed) -> {
          PrintWriter err = command.getErr();
          if (problem.getCause() instanceof OutOfMemoryError e) { // as picocli wraps it
            return memoryFull(err, e);
          }
          if (problem instanceof InvalidInputException
              || problem instanceof EnvironmentFault
              || problem instanceof MismatchException) {
            err.println("error: " + Visible.of(String.valueOf(problem.getMessage())));
            return 2;
          }
          if (problem instanceof IOException || problem instanceof UncheckedIOException) {
            err.println("error: " + Visible.of(inWords(problem)));
            return 2;
          }
          if (problem instanceof DivergenceException || problem instanceof AgentFault) {
            err.println("error: " + Visible.of(String.valueOf(problem.getMessage())));
            return 1;
          }
          err.println("unexpected error; please report what follows");
          problem.printStackTrace(err);
          return 1;
        });
    return line;
  }

  private static int memoryFull(PrintWriter err, OutOfMemoryError e) {
    err.printf(
        "error: the memory of %d MB is full (%s); ask for less, or give Java more:"
            + " PALAESTRA_OPTS=-Xmx8g%n",
        Runtime.getRuntime().maxMemory() >> 20, e.getMessage());
    return 2;
  }

  /**
   * What stands before a command of a command belongs to the outer one, which is not carried out:
   * who says {@code leaderboard --board A verify} must not be told of another board.
   */
  private static void refuseMisplaced(CommandLine.ParseResult parsed) {
    for (CommandLine.ParseResult at = parsed; at.hasSubcommand(); at = at.subcommand()) {
      String inner = at.subcommand().commandSpec().name();
      CommandLine outer = at.commandSpec().commandLine();
      at.matchedOptions().stream()
          .filter(option -> !option.usageHelp() && !option.versionHelp())
          .map(CommandLine.Model.OptionSpec::longestName)
          .findFirst()
          .ifPresent(name -> misplaced(outer, name, inner));
      at.matchedPositionals().stream()
          .findFirst()
          .ifPresent(one -> misplaced(outer, one.paramLabel(), inner));
    }
  }

  private static void misplaced(CommandLine outer, String what, String inner) {
    throw new CommandLine.ParameterException(
        outer,
        "%s stands before `%s`, which does not see it; put it behind".formatted(what, inner));
  }

  /** One line for a slip on the command line, where picocli would print the whole help. */
  private static int refuse(CommandLine.ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    if (arguments.length == 0) {
      command.usage(err);
      return 2;
    }
    String message = String.valueOf(problem.getMessage()).replaceFirst("\\.$", "");
    List<String> nearest =
        problem instanceof CommandLine.UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    err.printf(
        "error: %s; %s`%s --help` shows what there is%n",
        message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1),
        nearest.isEmpty() ? "" : "did you mean " + String.join(" or ", nearest) + "? ",
        command.getCommandSpec().qualifiedName());
    return 2;
  }

  /** Some of Java's input and output errors carry only a path, or nothing. */
  private static String inWords(Exception problem) {
    Throwable cause =
        problem instanceof UncheckedIOException && problem.getCause() != null
            ? problem.getCause()
            : problem;
    String kind =
        cause instanceof java.nio.file.AccessDeniedException
            ? "access denied: "
            : cause instanceof java.nio.file.NoSuchFileException
                ? "no such file: "
                : cause instanceof java.nio.file.FileAlreadyExistsException
                    ? "a file is in the way: "
                    : "";
    return kind + (cause.getMessage() == null ? cause.toString() : cause.getMessage());
  }
}
