package org.palaestra.app.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.palaestra.app.Judge;
import org.palaestra.app.Platform;
import org.palaestra.app.Report;
import org.palaestra.training.Evaluation;
import org.palaestra.training.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra evaluate}. */
@Command(
    name = "evaluate",
    description = "Judge a run's newest or best checkpoint over evaluation episodes.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class EvaluateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Platform platform;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "latest",
      description = "name of the run, the beginning of it, its folder, or latest (the default)")
  private String reference;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      defaultValue = "100",
      description = "how many episodes (default: ${DEFAULT-VALUE})")
  private int episodes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "root of the episodes' seeds (default: the run's seed)")
  private @Nullable Long seed;

  @Option(
      names = "--best",
      description = "judge the checkpoint with the highest training return instead of the newest")
  private boolean best;

  @Option(names = "--json", description = "print one JSON object on the last line")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  EvaluateCommand() {}

  @Override
  public Integer call() throws IOException {
    Judge.checkEpisodes(episodes);
    RunFolder run = platform.runs().find(reference);
    double speed = Judge.speed(run);
    Judge judge = new Judge(platform);
    Judge.Trained trained = best ? judge.loadBest(run) : judge.load(run);
    trained
        .notes()
        .forEach(note -> spec.commandLine().getErr().println("warning: passed over: " + note));
    Evaluation evaluation =
        judge.evaluate(run, trained.policy(), episodes, seed == null ? run.plan().seed() : seed);
    new Report(
            run,
            trained.steps(),
            trained.trainingReturn(),
            speed,
            trained.checkpoint(),
            evaluation,
            List.of())
        .print(spec.commandLine().getOut(), json);
    return 0;
  }
}
