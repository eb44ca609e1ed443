package org.palaestra.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.palaestra.settings.InvalidInputException;

/**
 * A training in its run folder: steps the trainer, writes metrics, and saves checkpoints so often
 * that little is lost and so seldom that it costs little. The clock decides when to save and to
 * report; it has no part in what is learned.
 */
public final class TrainingRun implements AutoCloseable {

  /** How a training ended. */
  public enum Outcome {
    /** Every step is done, or the agent had nothing left to learn. */
    COMPLETE,
    /** It was asked to stop and can be resumed, unless the agent says that it cannot. */
    STOPPED
  }

  /**
   * How far a training is.
   *
   * @param steps environment steps done
   * @param total environment steps in all
   * @param episodes episodes finished
   * @param recentReturn mean return of the last episodes, NaN before the first
   * @param stepsPerSecond since this process began or resumed it
   */
  public record Progress(
      long steps, long total, long episodes, double recentReturn, double stepsPerSecond) {}

  /** Is told how far a training is. */
  @FunctionalInterface
  public interface Listener {

    /** Called about every {@value #REPORT_MILLIS} ms and at the end. */
    void progress(Progress progress);
  }

  private static final int REPORT_MILLIS = 100;
  private static final Duration SAVE_INTERVAL = Duration.ofSeconds(15);

  /** Unless somebody says how often to save, saving takes one part in this many of the time. */
  private static final int SAVE_SHARE = 20;

  private static final int METRIC_ROWS = 500;
  private static final long FLUSH_NANOS = 1_000_000_000L;

  private final RunFolder folder;
  private final Trainer trainer;
  private final LongSupplier clock;
  private final FileChannel lockFile;
  private final long metricInterval;
  private final MetricsWriter metrics;
  private long saveNanos = SAVE_INTERVAL.toNanos();
  private int saveShare = SAVE_SHARE;
  private long startStep;
  private long startNanos;
  private long learningNanos;

  /**
   * Opens a training at its newest checkpoint that is whole and fits, or at step 0.
   *
   * @param folder the run
   * @param trainer made for the run's plan, at step 0
   * @param notes is told of checkpoints that were passed over
   * @param clock nanoseconds, for reports and the time between two saves
   * @throws InvalidInputException if another process is training in this folder, or there is a
   *     checkpoint of an agent that is not {@linkplain org.palaestra.agent.Agent#resumable()
   *     resumable}
   * @throws org.palaestra.store.MismatchException if no checkpoint fits
   */
  public TrainingRun(RunFolder folder, Trainer trainer, List<String> notes, LongSupplier clock)
      throws IOException {
    this.folder = folder;
    this.trainer = trainer;
    this.clock = clock;
    lockFile = folder.lock();
    @Nullable MetricsWriter opened = null;
    try {
      folder.removeUnfinishedFiles();
      RunFolder.@Nullable Newest newest = folder.restoreNewest(trainer).orElse(null);
      if (newest != null) {
        notes.addAll(newest.damaged());
        refuseToGoOn();
      }
      metricInterval = Math.max(1, trainer.plan().steps() / METRIC_ROWS);
      opened = new MetricsWriter(folder, trainer.steps());
    } finally {
      if (opened == null) {
        lockFile.close();
      }
    }
    metrics = opened;
  }

  /** A run that is complete has nothing to go on with, whoever learned. */
  private void refuseToGoOn() {
    if (!trainer.done() && !trainer.agent().resumable()) {
      TrainingPlan plan = trainer.plan();
      throw new InvalidInputException(
          ("%s stopped at step %,d of %,d and cannot be resumed: %s keeps its state to itself and"
                  + " stores what it has learned alone; `palaestra evaluate %s` plays that,"
                  + " `palaestra train %s --agent %s` begins anew")
              .formatted(
                  folder.name(),
                  trainer.steps(),
                  plan.steps(),
                  plan.agent(),
                  folder.name(),
                  plan.environment().id(),
                  plan.agent()));
    }
  }

  /**
   * Saves a checkpoint every {@code interval} from now on, whatever that costs. Without this it is
   * every 15 seconds, or less often where saving takes long.
   */
  public void saveEvery(Duration interval) {
    if (interval.isNegative()) {
      throw new IllegalArgumentException("the time between two saves cannot be " + interval);
    }
    saveNanos = interval.toNanos();
    saveShare = 0;
  }

  /**
   * Trains until all is done or {@code stop} says so, and saves a checkpoint in either case. After
   * a fault of the environment or of the arithmetic the last checkpoint stays as it was.
   */
  public Outcome train(BooleanSupplier stop, Listener listener) throws IOException {
    startStep = trainer.steps();
    startNanos = clock.getAsLong();
    long lastReport = startNanos;
    long lastSave = startNanos;
    long saveCost = 0;
    long lastFlush = startNanos;
    boolean stopped = false;
    while (!trainer.done()) {
      if (stop.getAsBoolean()) {
        stopped = true;
        break;
      }
      long before = trainer.steps();
      trainer.step();
      if (trainer.steps() / metricInterval != before / metricInterval) {
        writeMetrics();
      }
      long now = clock.getAsLong();
      if (now - lastReport >= REPORT_MILLIS * 1_000_000L) {
        lastReport = now;
        learningNanos = now - startNanos;
        listener.progress(progress());
      }
      if (now - lastFlush >= FLUSH_NANOS) { // for whoever is watching
        lastFlush = now;
        metrics.flush();
      }
      if (now - lastSave >= Math.max(saveNanos, saveShare * saveCost)) {
        save();
        lastSave = clock.getAsLong();
        saveCost = lastSave - now;
      }
    }
    learningNanos = clock.getAsLong() - startNanos;
    listener.progress(progress());
    if (!stopped) {
      writeMetrics(); // what has gathered since the last row has no other to wait for
    }
    save();
    return stopped ? Outcome.STOPPED : Outcome.COMPLETE;
  }

  private void save() throws IOException {
    metrics.flush();
    Path checkpoint = folder.writeCheckpoint(trainer);
    if (trainer.episodes() >= Trainer.RECENT) { // fewer may have been luck
      folder.keepBest(checkpoint, trainer.recentReturn());
    }
  }

  private void writeMetrics() throws IOException {
    List<MetricRow> rows = new ArrayList<>();
    trainer.meters().flush((name, value) -> rows.add(new MetricRow(trainer.steps(), name, value)));
    for (MetricRow row : rows) {
      metrics.write(row);
    }
  }

  /** How far the training is. */
  public Progress progress() {
    double seconds = learningNanos * 1e-9;
    double speed = seconds > 0 ? (trainer.steps() - startStep) / seconds : 0;
    return new Progress(
        trainer.steps(), trainer.plan().steps(), trainer.episodes(), trainer.recentReturn(), speed);
  }

  @Override
  public void close() throws IOException {
    try (lockFile) {
      metrics.close();
    }
  }
}
