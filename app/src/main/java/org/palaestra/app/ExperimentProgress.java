package org.palaestra.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.palaestra.app.experiment.ExperimentRunner;
import org.palaestra.training.TrainingPlan;
import org.palaestra.training.TrainingRun;

/**
 * Shows how far an experiment is: a line for each training that ends and, on a terminal, one below
 * them that is drawn over itself.
 */
public final class ExperimentProgress implements ExperimentRunner.Listener {

  private final PrintWriter out;
  private final boolean terminal;
  private final int total;
  private final LongSupplier clock;
  private final long begun;
  private final int doneBefore;
  private final Map<String, Double> running = new TreeMap<>();
  private int done;
  private int failed;
  private int width;

  /**
   * Begins.
   *
   * @param out where to
   * @param terminal whether a line can be drawn over
   * @param total trainings of the experiment
   * @param done those that were done before
   * @param clock nanoseconds
   */
  public ExperimentProgress(
      PrintWriter out, boolean terminal, int total, int done, LongSupplier clock) {
    this.out = out;
    this.terminal = terminal;
    this.total = total;
    this.done = done;
    this.clock = clock;
    doneBefore = done;
    begun = clock.getAsLong();
  }

  @Override
  public synchronized void progress(TrainingPlan plan, TrainingRun.Progress progress) {
    running.put(title(plan), (double) progress.steps() / progress.total());
    draw();
  }

  @Override
  public synchronized void done(TrainingPlan plan, Report report) {
    done++;
    running.remove(title(plan));
    line(
        String.format(
            Locale.ROOT,
            "[%d/%d] %s: %.2f  (%s steps/s)",
            done + failed,
            total,
            title(plan),
            report.evaluation().summary().mean(),
            ProgressLine.speed(report.stepsPerSecond())));
    draw();
  }

  @Override
  public synchronized void failed(TrainingPlan plan, String problem) {
    failed++;
    running.remove(title(plan));
    line("[%d/%d] %s failed: %s".formatted(done + failed, total, title(plan), problem));
    draw();
  }

  /** How many trainings failed. */
  public synchronized int failures() {
    return failed;
  }

  /** Leaves the line. */
  public synchronized void end() {
    clear();
    out.flush();
  }

  private static String title(TrainingPlan plan) {
    return "%s %s seed %d".formatted(plan.environment().title(), plan.agent(), plan.seed());
  }

  private void line(String text) {
    clear();
    out.println(text);
    out.flush();
  }

  private void clear() {
    if (width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      width = 0;
    }
  }

  private void draw() {
    if (!terminal) {
      return;
    }
    double parts = done - doneBefore + failed;
    StringBuilder line = new StringBuilder();
    line.append(done + failed).append(" of ").append(total).append(" done");
    for (Map.Entry<String, Double> one : running.entrySet()) {
      parts += one.getValue();
      line.append(String.format(Locale.ROOT, "  %s %.0f%%", one.getKey(), 100 * one.getValue()));
    }
    double seconds = (clock.getAsLong() - begun) * 1e-9;
    double left = total - doneBefore - parts;
    if (parts > 0.05) {
      line.append("  about ").append(ProgressLine.duration(seconds / parts * left)).append(" left");
    }
    out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
    out.flush();
    width = line.length();
  }
}
