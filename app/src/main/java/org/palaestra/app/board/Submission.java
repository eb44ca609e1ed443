package org.palaestra.app.board;

import java.io.IOException;
import java.time.Instant;
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
   */
  public record Outcome(Entry entry, boolean added) {}

  /** What a checkpoint has learned, and after how many environment steps. */
  record Learned(Policy policy, long steps) {}

  static Learned policy(Platform platform, TrainingPlan plan, Checkpoint checkpoint) {
    Trainer.checkCopies(checkpoint.state(), plan);
    try (Trainer trainer =
        new Trainer(plan.withKernels(KERNELS), platform.environments(), platform.agents())) {
      trainer.restore(checkpoint.state());
      return new Learned(trainer.agent().target(), trainer.steps());
    }
  }

  private Learned learned(TrainingPlan plan, RunFolder.Newest newest) {
    try {
      return policy(platform, plan, newest.checkpoint());
    } catch (MismatchException e) {
      throw new InvalidInputException(newest.file() + " does not fit: " + e.getMessage(), e);
    }
  }

  /**
   * Judges the newest checkpoint of a finished run under the board's seeds, and adds it.
   *
   * @param progress is told the number of episodes played
   * @throws InvalidInputException if the run is not finished or has no whole checkpoint
   */
  public Outcome submit(RunFolder run, LongConsumer progress) throws IOException {
    if (run.result().isEmpty()) {
      throw new InvalidInputException(
          "%s is not finished; `palaestra train --resume %s` goes on with it"
              .formatted(run.name(), run.name()));
    }
    RunFolder.Newest newest =
        run.newestCheckpoint()
            .orElseThrow(() -> new InvalidInputException(run.name() + " has no checkpoint"));
    TrainingPlan plan = run.plan();
    Checkpoint checkpoint = newest.checkpoint();
    String identity = Entry.identity(plan, checkpoint.hash());
    OptionalLong known = board.find(identity);
    if (known.isPresent()) {
      return new Outcome(board.entry(known.getAsLong()), false);
    }
    long[] seeds = board.seeds(identity, episodes);
    Evaluator evaluator = new Evaluator(platform.environments(), plan.environment());
    ActionLog log =
        new ActionLog(platform.environments().create(evaluator.spec()).actionSpace(), seeds.length);
    Learned learned = learned(plan, newest);
    Evaluation evaluation = evaluator.record(learned.policy(), progress, log, seeds);
    Entry entry =
        new Entry(
            0,
            Instant.now().toString(),
            plan.agent(),
            plan.environment(),
            Optional.of(plan),
            checkpoint.hash(),
            learned.steps(),
            run.description().path("provenance"),
            seeds,
            evaluation.returns(),
            log.toBytes(),
            ValueError.of(plan, learned.policy(), platform.environments(), platform.agents()));
    return new Outcome(board.entry(board.add(entry, Optional.of(newest.file()))), true);
  }
}
