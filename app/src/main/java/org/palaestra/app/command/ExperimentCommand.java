package org.palaestra.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.palaestra.app.ExperimentProgress;
import org.palaestra.app.Interruption;
import org.palaestra.app.Platform;
import org.palaestra.app.experiment.Experiment;
import org.palaestra.app.experiment.ExperimentRunner;
import org.palaestra.app.experiment.ExperimentRuns;
import org.palaestra.app.experiment.ResultsTable;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.training.TrainingPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra experiment}. */
@Command(
    name = "experiment",
    description = "Train many agents on many environments with many seeds, as a plan file says.",
    mixinStandardHelpOptions = true)
public final class ExperimentCommand implements Runnable {

  private static final int MOST_JOBS = 1024;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  ExperimentCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code palaestra experiment run}. */
  @Command(
      name = "run",
      description =
          "Carry out what is not done yet of a plan; Ctrl-C stops it saved, and the same command"
              + " goes on.",
      mixinStandardHelpOptions = true)
  int carryOut(
      @Mixin Platform platform,
      @Parameters(paramLabel = "FILE", description = "the plan, in YAML") Path file,
      @Option(
              names = "--jobs",
              paramLabel = "N",
              defaultValue = "0",
              description = "trainings at a time, each on one core (default: one for each core)")
          int jobs,
      @Option(
              names = "--submit",
              description =
                  "put each finished run on the leaderboard, once, judged over as many episodes as"
                      + " the plan says")
          boolean submit,
      @Mixin BoardChoice board) {
    if (board.isGiven() && !submit) {
      throw new InvalidInputException(
          "--board says where --submit puts finished runs; add --submit, or leave it away");
    }
    if (jobs < 0 || jobs > MOST_JOBS) {
      throw new InvalidInputException(
          "--jobs must be from 1 to %d, got %d".formatted(MOST_JOBS, jobs));
    }
    Experiment experiment = Experiment.read(file, platform.environments(), platform.agents());
    ExperimentRuns runs = new ExperimentRuns(platform.runs().root(), experiment, platform.agents());
    int total = experiment.plans().size();
    int done = (int) experiment.plans().stream().filter(p -> runs.result(p).isPresent()).count();
    PrintWriter err = spec.commandLine().getErr();
    err.printf("%,d trainings, %,d of them done already, in %s%n", total, done, runs.root());
    List<TrainingPlan> passedOver =
        experiment.plans().stream().filter(plan -> runs.failure(plan).isPresent()).toList();
    passedOver.forEach(
        plan ->
            err.printf(
                "passed over: %s %s seed %d failed too often (remove attempts.json from its"
                    + " run to try again): %s%n",
                plan.environment().title(),
                plan.agent(),
                plan.seed(),
                runs.failure(plan).orElseThrow()));
    ExperimentProgress progress =
        new ExperimentProgress(
            err, Boolean.getBoolean("palaestra.terminal"), total, done, System::nanoTime);
    try (Interruption stop = new Interruption()) {
      new ExperimentRunner(platform, experiment, runs, submit ? board.folder() : null, progress)
          .run(jobs == 0 ? Runtime.getRuntime().availableProcessors() : jobs, stop);
      progress.end();
      if (submit) {
        err.printf(
            "%,d runs were put on the leaderboard in %s%n", progress.submitted(), board.folder());
        err.flush();
      }
      if (stop.getAsBoolean()) {
        err.printf(
            "stopped and saved; `palaestra experiment run %s%s%s` goes on%n",
            file, platform.again(), submit ? " --submit" + board.again() : "");
        err.flush();
        return 130;
      }
    }
    new ResultsTable(experiment, runs).print(spec.commandLine().getOut());
    return progress.failures() == 0 && passedOver.isEmpty() ? 0 : 1;
  }

  /** {@code palaestra experiment table}. */
  @Command(
      name = "table",
      description = "Print what is done of a plan as a table in Markdown.",
      mixinStandardHelpOptions = true)
  int table(
      @Mixin Platform platform,
      @Parameters(paramLabel = "FILE", description = "the plan, in YAML") Path file) {
    Experiment experiment = Experiment.read(file, platform.environments(), platform.agents());
    new ResultsTable(
            experiment, new ExperimentRuns(platform.runs().root(), experiment, platform.agents()))
        .print(spec.commandLine().getOut());
    return 0;
  }
}
