package org.palaestra.app.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.palaestra.app.Judge;
import org.palaestra.app.Platform;
import org.palaestra.app.Report;
import org.palaestra.app.board.Board;
import org.palaestra.app.board.Submission;
import org.palaestra.training.RunFolder;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;
import org.palaestra.training.TrainingRun;

/**
 * Carries out the trainings of an experiment that are not done yet, several at a time. What is
 * begun is gone on with from its last checkpoint, and a training that fails does not stop the
 * others.
 */
public final class ExperimentRunner {

  /** Is told what happens, from several threads. */
  public interface Listener {

    /** A training goes on. */
    void progress(TrainingPlan plan, TrainingRun.Progress progress);

    /** A training is done. */
    void done(TrainingPlan plan, Report report);

    /** A finished run is on the board now, and was not before. */
    void submitted(TrainingPlan plan, long entry);

    /** A finished run could not be put on the board. */
    void refused(TrainingPlan plan, String problem);

    /** A training goes on, or a run is on the board, in spite of something. */
    void warned(TrainingPlan plan, String warning);

    /** A training failed. */
    void failed(TrainingPlan plan, String problem);
  }

  private final Platform platform;
  private final Experiment experiment;
  private final ExperimentRuns runs;
  private final @Nullable Path board;
  private final Listener listener;

  /**
   * Sets up.
   *
   * @param board folder of the leaderboard that finished runs are put on, or null
   */
  public ExperimentRunner(
      Platform platform,
      Experiment experiment,
      ExperimentRuns runs,
      @Nullable Path board,
      Listener listener) {
    this.platform = platform;
    this.board = board;
    this.experiment = experiment;
    this.runs = runs;
    this.listener = listener;
  }

  /**
   * Carries out what is left.
   *
   * @param jobs how many trainings at a time, each on one thread
   * @param stop ends all of them at their next step, saved
   */
  public void run(int jobs, BooleanSupplier stop) {
    platform.environments(); // loaded once, before threads share them
    platform.agents();
    Queue<TrainingPlan> waiting = new ConcurrentLinkedQueue<>();
    for (TrainingPlan plan : experiment.plans()) {
      boolean done = runs.result(plan).isPresent();
      if (done ? board != null : runs.failure(plan).isEmpty()) {
        waiting.add(plan);
      }
    }
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < Math.min(jobs, waiting.size()); i++) {
      workers.add(new Thread(() -> work(waiting, stop), "training-" + (i + 1)));
    }
    workers.forEach(Thread::start);
    for (Thread worker : workers) {
      join(worker);
    }
  }

  private static String inWords(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static void join(Thread worker) {
    boolean interrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(Queue<TrainingPlan> waiting, BooleanSupplier stop) {
    while (!stop.getAsBoolean()) {
      TrainingPlan plan = waiting.poll();
      if (plan == null) {
        return;
      }
      try {
        if (runs.result(plan).isEmpty()) {
          carryOut(plan, stop);
        }
      } catch (IOException | RuntimeException | Error e) { // a plug-in may throw anything
        listener.failed(plan, inWords(e));
      }
      if (board != null && runs.result(plan).isPresent()) {
        submit(plan, board);
      }
    }
  }

  /** Does nothing to a run that is on the board, so that it does not matter who was interrupted. */
  private void submit(TrainingPlan plan, Path folder) {
    try (Board opened = Board.open(folder)) {
      Submission.Outcome outcome =
          new Submission(platform, opened, experiment.episodes())
              .submit(runs.folder(plan), played -> {});
      outcome.notes().forEach(note -> listener.warned(plan, "passed over: " + note));
      if (outcome.added()) {
        listener.submitted(plan, outcome.entry().id());
      }
    } catch (IOException | RuntimeException | Error e) {
      listener.refused(plan, inWords(e));
    }
  }

  private void carryOut(TrainingPlan plan, BooleanSupplier stop) throws IOException {
    RunFolder run = runs.folder(plan);
    try (Trainer trainer = trainer(plan, run)) {
      if (!trainer.agent().resumable() && !run.checkpoints().isEmpty()) {
        run = runs.anew(plan); // what was begun cannot be gone on with
      }
      carryOut(plan, run, trainer, stop);
    }
  }

  /** What an agent refuses is a failure like any other, and is recorded as one. */
  private Trainer trainer(TrainingPlan plan, RunFolder run) throws IOException {
    try {
      return new Trainer(plan, platform.environments(), platform.agents());
    } catch (RuntimeException | Error e) {
      new Attempts(run).refused(inWords(e));
      throw e;
    }
  }

  private void carryOut(TrainingPlan plan, RunFolder run, Trainer trainer, BooleanSupplier stop)
      throws IOException {
    List<String> notes = new ArrayList<>();
    try (TrainingRun training = new TrainingRun(run, trainer, notes, System::nanoTime)) {
      notes.forEach(note -> listener.warned(plan, "passed over: " + note));
      Judge.tooShort(trainer).ifPresent(warning -> listener.warned(plan, warning));
      if (!trainer.exact()) {
        listener.warned(
            plan,
            "the environment did not come back to where it was; the run goes on with a new episode"
                + " and is no longer exact");
      }
      Attempts attempts = new Attempts(run);
      attempts.begin(trainer.steps());
      try {
        train(plan, run, trainer, training, stop);
      } catch (IOException | RuntimeException | Error e) {
        attempts.failed(inWords(e));
        throw e;
      }
      attempts.forget();
    }
  }

  private void train(
      TrainingPlan plan, RunFolder run, Trainer trainer, TrainingRun training, BooleanSupplier stop)
      throws IOException {
    long begun = trainer.steps();
    TrainingRun.Outcome outcome =
        training.train(stop, progress -> listener.progress(plan, progress));
    if (outcome == TrainingRun.Outcome.COMPLETE) {
      double speed =
          trainer.steps() > begun
              ? training.progress().stepsPerSecond()
              : Judge.speed(run); // it was only left to be judged
      listener.done(plan, new Judge(platform).conclude(run, trainer, speed, experiment.episodes()));
    }
  }
}
