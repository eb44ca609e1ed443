package org.palaestra.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.palaestra.app.command.AgentsCommand;
import org.palaestra.app.command.CheckCommand;
import org.palaestra.app.command.ConformanceCommand;
import org.palaestra.app.command.EnvironmentsCommand;
import org.palaestra.app.command.EvaluateCommand;
import org.palaestra.app.command.RecordCommand;
import org.palaestra.app.command.RunsCommand;
import org.palaestra.app.command.TrainCommand;
import org.palaestra.app.command.WatchCommand;
import org.palaestra.environment.EnvironmentFault;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.MismatchException;
import org.palaestra.training.DivergenceException;
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
      EvaluateCommand.class,
      WatchCommand.class,
      RecordCommand.class,
      RunsCommand.class,
      EnvironmentsCommand.class,
      AgentsCommand.class,
      CheckCommand.class,
      ConformanceCommand.class,
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
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, for embedding and tests. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Palaestra());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (problem, command, parsed) -> {
          PrintWriter err = command.getErr();
          if (problem instanceof InvalidInputException
              || problem instanceof EnvironmentFault
              || problem instanceof MismatchException) {
            err.println("error: " + problem.getMessage());
            return 2;
          }
          if (problem instanceof IOException || problem instanceof UncheckedIOException) {
            err.println("error: " + inWords(problem));
            return 2;
          }
          if (problem instanceof DivergenceException) {
            err.println("error: " + problem.getMessage());
            return 1;
          }
          err.println("unexpected error; please report what follows");
          problem.printStackTrace(err);
          return 1;
        });
    return line;
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
