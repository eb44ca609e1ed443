package org.palaestra.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.palaestra.app.EnvironmentChoice;
import org.palaestra.app.Interruption;
import org.palaestra.app.Judge;
import org.palaestra.app.PlanChoice;
import org.palaestra.app.Platform;
import org.palaestra.app.ProgressLine;
import org.palaestra.app.Provenance;
import org.palaestra.app.Report;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import org.palaestra.training.RunFolder;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;
import org.palaestra.training.TrainingRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra train}. */
@Command(
    name = "train",
    description = "Train an agent, judge it, and store the run.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TrainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Platform platform;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ENV",
      completionCandidates = Candidates.EnvironmentIds.class,
      description = "id of the environment, such as CartPole-v1")
  private @Nullable String environment;

  @Option(
      names = {"-a", "--agent"},
      paramLabel = "AGENT",
      completionCandidates = Candidates.AgentIds.class,
      description = "id of the agent, such as dqn")
  private @Nullable String agent;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "environment steps in all (default: the agent's)")
  private @Nullable String steps;

  @Option(names = "--seed", paramLabel = "S", description = "root of all chance (default: 1)")
  private @Nullable Long seed;

  @Option(
      names = "--envs",
      paramLabel = "N",
      description =
          "copies of the environment that are stepped together (default: as the agent has it)")
  private @Nullable Integer copies;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "settings of the agent that were made for some environments, or `defaults` for its own"
              + " (default: those for ENV, if there are any); `palaestra agents show AGENT` lists"
              + " them")
  private @Nullable String preset;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "change a setting of the agent; `palaestra agents show AGENT` lists them")
  private List<String> settings = new ArrayList<>();

  @Mixin private EnvironmentChoice choice;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      defaultValue = "100",
      description = "evaluation episodes at the end (default: ${DEFAULT-VALUE})")
  private int episodes;

  @Option(
      names = "--kernels",
      paramLabel = "NAME",
      description = "numeric kernels, as `palaestra kernels` lists them (default: auto)")
  private @Nullable String kernels;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "threads that share large matrix products and slow environments; the results are the"
              + " same (default: ${DEFAULT-VALUE})")
  private int threads;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = "go on with a run that was stopped: its name, the beginning of it, or latest")
  private @Nullable String resume;

  @Option(
      names = "--save-every",
      paramLabel = "SECONDS",
      description =
          "time between two checkpoints, for instance 0.5 (default: 15, or more where saving takes"
              + " long)")
  private @Nullable Double saveEvery;

  @Option(names = "--json", description = "print one JSON object on the last line")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  TrainCommand() {}

  @Override
  public Integer call() throws IOException {
    Judge.checkEpisodes(episodes);
    if (saveEvery != null && !(saveEvery >= 0.01 && saveEvery <= 86_400)) {
      throw new InvalidInputException(
          "--save-every must be from 0.01 to 86400 seconds, got " + saveEvery);
    }
    if (threads < 1 || threads > KernelChoice.MOST_THREADS) {
      throw new InvalidInputException(
          "--threads must be from 1 to %d, got %d".formatted(KernelChoice.MOST_THREADS, threads));
    }
    RunFolder existing = resume == null ? null : resumed(resume);
    TrainingPlan plan = existing == null ? plan() : existing.plan();
    try (Trainer trainer = new Trainer(plan, platform.environments(), platform.agents(), threads)) {
      KernelChoice.warning().ifPresent(warning -> err().println("warning: " + warning));
      RunFolder run =
          existing == null
              ? RunFolder.create(
                  platform.runs().root(),
                  plan,
                  Instant.now(),
                  Provenance.toJson(platform.agents().find(plan.agent())))
              : existing;
      boolean done = false;
      try {
        int code = train(run, trainer);
        done = true;
        return code;
      } finally {
        if (!done && existing == null) {
          discard(run);
        }
      }
    }
  }

  /**
   * A run that failed before its first checkpoint would only be in the way of the last good one.
   */
  private void discard(RunFolder run) {
    try {
      run.discard();
    } catch (IOException e) {
      err().println("warning: " + run.path() + " is empty, but cannot be removed: " + e);
    }
  }

  private int train(RunFolder run, Trainer trainer) throws IOException {
    List<String> notes = new ArrayList<>();
    try (TrainingRun training = new TrainingRun(run, trainer, notes, System::nanoTime)) {
      if (saveEvery != null) {
        training.saveEvery(Duration.ofMillis(Math.round(1000 * saveEvery)));
      }
      notes.forEach(note -> err().println("warning: passed over: " + note));
      if (!trainer.exact()) {
        err()
            .println(
                "warning: the environment did not come back to where it was; the run goes on with"
                    + " a new episode and is no longer exact");
      }
      Judge.tooShort(trainer).ifPresent(warning -> err().println("warning: " + warning));
      long begun = trainer.steps();
      if (trainer.done()) {
        err().printf("%s is complete, at step %,d, and is judged again%n", run.name(), begun);
      } else if (begun > 0) {
        err().printf("%s goes on from step %,d%n", run.name(), begun);
      }
      if (carryOut(training, run, trainer) == TrainingRun.Outcome.STOPPED) {
        return 130;
      }
      // Judged and stored before the folder is given back, so that nobody resumes it meanwhile.
      double speed =
          training.progress().steps() > begun
              ? training.progress().stepsPerSecond()
              : formerSpeed(run);
      Report report = new Judge(platform).conclude(run, trainer, speed, episodes);
      report.warnings().forEach(warning -> err().println("warning: " + warning));
      err().flush();
      report.print(out(), json);
      return 0;
    }
  }

  /** Trains to the end or until Ctrl-C; says what is left of it where that is not the end. */
  private TrainingRun.Outcome carryOut(TrainingRun training, RunFolder run, Trainer trainer)
      throws IOException {
    ProgressLine line = ProgressLine.onStandardError(err());
    try (Interruption stop = new Interruption()) {
      training.train(stop, line);
      line.end();
      if (!stop.getAsBoolean()) {
        if (trainer.steps() < trainer.plan().steps()) {
          err().printf("finished at step %,d: there is no more to learn%n", trainer.steps());
        }
        return TrainingRun.Outcome.COMPLETE;
      }
      // Said before the interruption lets the process end.
      err()
          .printf("stopped at step %,d and saved; %s%n", trainer.steps(), remedy(run, trainer, ""));
      err().flush();
      return TrainingRun.Outcome.STOPPED;
    } catch (IOException | RuntimeException problem) {
      line.end();
      sayWhatIsKept(run, trainer, problem);
      throw problem;
    }
  }

  /** What can be done with the last checkpoint. */
  private String remedy(RunFolder run, Trainer trainer, String from) {
    return trainer.agent().resumable()
        ? "`palaestra train --resume %s%s` goes on%s".formatted(run.name(), platform.again(), from)
        : "%s cannot go on from there, but `palaestra evaluate %s%s` plays what it has learned"
            .formatted(run.plan().agent(), run.name(), platform.again());
  }

  private void sayWhatIsKept(RunFolder run, Trainer trainer, Exception problem) {
    try {
      run.newestCheckpoint()
          .ifPresent(
              newest ->
                  err()
                      .printf("%s is kept; %s%n", newest.file(), remedy(run, trainer, " from it")));
    } catch (IOException | InvalidInputException e) {
      problem.addSuppressed(e);
    }
  }

  /** Of a run that was complete already. */
  private double formerSpeed(RunFolder run) {
    try {
      return Judge.speed(run);
    } catch (InvalidInputException e) {
      err().println("warning: " + e.getMessage());
      return 0;
    }
  }

  private RunFolder resumed(String reference) {
    if (environment != null
        || agent != null
        || steps != null
        || seed != null
        || copies != null
        || kernels != null
        || preset != null
        || !settings.isEmpty()
        || choice.given()) {
      throw new InvalidInputException(
          "--resume goes on with the plan of the run, which nothing else on the line can change");
    }
    return platform.runs().find(reference);
  }

  private TrainingPlan plan() {
    if (environment == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "say what to train on: ENV, or --resume RUN");
    }
    if (agent == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "say who is to learn: --agent AGENT");
    }
    PlanChoice chosen =
        new PlanChoice(
            choice.of(environment, platform.environments()),
            platform.agents().find(agent),
            preset,
            Settings.parse(settings),
            steps == null ? null : count(steps),
            copies == null ? null : checked(copies),
            kernels);
    TrainingPlan plan = chosen.plan(seed == null ? 1 : seed);
    chosen
        .chosenPreset()
        .ifPresent(
            found ->
                err()
                    .printf(
                        "preset %s (%s; %s); --preset defaults leaves it out%n",
                        found.name(), found.tuning(), found.source()));
    return plan;
  }

  private static int checked(int copies) {
    if (copies < 1 || copies > TrainingPlan.MOST_COPIES) {
      throw new InvalidInputException(
          "--envs must be from 1 to %d, got %d".formatted(TrainingPlan.MOST_COPIES, copies));
    }
    return copies;
  }

  private static long count(String text) {
    long steps;
    try {
      steps = Long.parseLong(text.replace("_", ""));
    } catch (NumberFormatException e) {
      throw new InvalidInputException("--steps=" + text + ": expected a whole number", e);
    }
    if (steps < 1) {
      throw new InvalidInputException("--steps must be at least 1, got " + text);
    }
    return steps;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
