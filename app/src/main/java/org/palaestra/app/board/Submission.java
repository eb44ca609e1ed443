package org.palaestra.app.board;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.palaestra.agent.Policy;
import org.palaestra.app.Platform;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.MismatchException;
import org.palaestra.training.ActionLog;
import org.palaestra.training.Evaluation;
import org.palaestra.training.Evaluator;
import org.palaestra.training.RunFolder;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;

/** Brings runs onto a board. */
public final class Submission {

  /** The kernels of every judgement: a fixed order of additions, and nothing of the platform's. */
  static final String KERNELS = "portable";

  private final Platform platform;
  private final Board board;
  private final int episodes;

  /**
   * To one board.
   *
   * @param episodes how many a run is judged over, at least 1
   */
  public Submission(Platform platform, Board board, int episodes) {
    this.platform = platform;
    this.board = board;
    this.episodes = episodes;
  }

  /**
   * What came of it.
   *
   * @param entry what is on the board
   * @param added whether it was not there before
   * @param notes newer checkpoints that were passed over, with what is wrong with each
   */
  public record Outcome(Entry entry, boolean added, List<String> notes) {

    /** Copies. */
    public Outcome {
      notes = List.copyOf(notes);
    }
  }

  /** What a checkpoint has learned. */
  static Policy policy(Platform platform, TrainingPlan plan, Checkpoint checkpoint) {
    Trainer.checkCopies(checkpoint.state(), plan);
    try (Trainer trainer =
        new Trainer(plan.withKernels(KERNELS), platform.environments(), platform.agents())) {
      trainer.restore(checkpoint.state());
      return trainer.agent().target();
    }
  }

  /**
   * Judges the newest checkpoint of a finished run that is whole and fits, under the board's seeds,
   * and adds it.
   *
   * @param progress is told the number of episodes played
   * @throws InvalidInputException if the run is not finished or has no whole checkpoint
   * @throws MismatchException if none fits
   */
  public Outcome submit(RunFolder run, LongConsumer progress) throws IOException {
    checkFinished(run);
    Optional<Outcome> known = known(run, newest(run, run.newestCheckpoint()));
    if (known.isPresent()) {
      return known.get();
    }
    TrainingPlan plan = run.plan().withKernels(KERNELS);
    try (Trainer trainer = new Trainer(plan, platform.environments(), platform.agents())) {
      RunFolder.Newest newest = newest(run, run.restoreNewest(trainer));
      Optional<Outcome> older = known(run, newest);
      if (older.isPresent()) {
        return older.get();
      }
      Entry entry = judged(run, newest.checkpoint().hash(), trainer, progress);
      long id = board.add(entry, Optional.of(newest.file()));
      return new Outcome(board.entry(id), true, newest.damaged());
    }
  }

  /**
   * Checks that a run can be judged at all, before any work is done for it or for others.
   *
   * @throws InvalidInputException if it is not finished
   */
  public static void checkFinished(RunFolder run) {
    if (run.result().isEmpty()) {
      throw new InvalidInputException(
          "%s is not finished; `palaestra train --resume %s` goes on with it"
              .formatted(run.name(), run.name()));
    }
  }

  private static RunFolder.Newest newest(RunFolder run, Optional<RunFolder.Newest> found) {
    return found.orElseThrow(() -> new InvalidInputException(run.name() + " has no checkpoint"));
  }

  private Optional<Outcome> known(RunFolder run, RunFolder.Newest newest) {
    OptionalLong id = board.find(Entry.identity(run.plan(), newest.checkpoint().hash()));
    return id.isPresent()
        ? Optional.of(new Outcome(board.entry(id.getAsLong()), false, newest.damaged()))
        : Optional.empty();
  }

  private Entry judged(RunFolder run, String checkpoint, Trainer trainer, LongConsumer progress) {
    TrainingPlan plan = run.plan();
    Policy policy = trainer.agent().target();
    long[] seeds = board.seeds(Entry.identity(plan, checkpoint), episodes);
    Evaluator evaluator = new Evaluator(platform.environments(), plan.environment());
    ActionLog log =
        new ActionLog(platform.environments().create(evaluator.spec()).actionSpace(), seeds.length);
    Evaluation evaluation = evaluator.record(policy, progress, log, seeds);
    return new Entry(
        0,
        Instant.now().toString(),
        plan.agent(),
        plan.environment(),
        Optional.of(plan),
        checkpoint,
        trainer.steps(),
        run.description().path("provenance"),
        seeds,
        evaluation.returns(),
        log.toBytes(),
        ValueError.of(plan, policy, platform.environments(), platform.agents()));
  }
}
