package org.palaestra.app;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.palaestra.app.experiment.ExperimentRunner;
import org.palaestra.store.Json;
import org.palaestra.training.TrainingPlan;
import org.palaestra.training.TrainingRun;

/**
 * Shows how far an experiment is: a line for each training that ends, and one below them of what is
 * going on. On a terminal it is drawn over itself; elsewhere it comes once a minute while nothing
 * else does.
 */
public final class ExperimentProgress implements ExperimentRunner.Listener {

  /** What fits on a line of any terminal: a longer one could not be drawn over. */
  private static final int COLUMNS = 79;

  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long REMINDER_NANOS = 60_000_000_000L;

  private final PrintWriter out;
  private final boolean terminal;
  private final int total;
  private final LongSupplier clock;
  private final long begun;
  private final int doneBefore;

  /** By title, which trainings with other settings share. */
  private final Map<TrainingPlan, Double> running =
      new TreeMap<>(
          Comparator.comparing(ExperimentProgress::title)
              .thenComparing(plan -> Json.line(plan.toJson())));

  private int done;
  private int failed;
  private int submitted;
  private int refused;
  private int width;
  private long shown;

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
    shown = begun;
  }

  @Override
  public synchronized void progress(TrainingPlan plan, TrainingRun.Progress progress) {
    running.put(plan, (double) progress.steps() / progress.total());
    if (clock.getAsLong() - shown >= (terminal ? REDRAW_NANOS : REMINDER_NANOS)) {
      show();
    }
  }

  @Override
  public synchronized void done(TrainingPlan plan, Report report) {
    done++;
    running.remove(plan);
    line(
        String.format(
            Locale.ROOT,
            "[%d/%d] %s: %.2f  (%s steps/s)",
            done + failed,
            total,
            title(plan),
            report.evaluation().summary().mean(),
            ProgressLine.speed(report.stepsPerSecond())));
    report.warnings().forEach(warning -> warned(plan, warning));
  }

  @Override
  public synchronized void warned(TrainingPlan plan, String warning) {
    line("warning: %s: %s".formatted(title(plan), warning));
  }

  @Override
  public synchronized void submitted(TrainingPlan plan, long entry) {
    submitted++;
  }

  @Override
  public synchronized void refused(TrainingPlan plan, String problem) {
    refused++;
    line("%s is not on the leaderboard: %s".formatted(title(plan), problem));
  }

  @Override
  public synchronized void failed(TrainingPlan plan, String problem) {
    failed++;
    running.remove(plan);
    line("[%d/%d] %s failed: %s".formatted(done + failed, total, title(plan), problem));
  }

  /** How many trainings failed, or are done and could not be put on the leaderboard. */
  public synchronized int failures() {
    return failed + refused;
  }

  /** How many runs were put on the leaderboard. */
  public synchronized int submitted() {
    return submitted;
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
    shown = clock.getAsLong();
    if (terminal) {
      show();
    }
  }

  private void clear() {
    if (width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      width = 0;
    }
  }

  private void show() {
    shown = clock.getAsLong();
    String line = status();
    if (terminal) {
      out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      width = line.length();
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** The whole first, then as many of those that are running as fit. */
  private String status() {
    double parts = done - doneBefore + failed;
    for (double part : running.values()) {
      parts += part;
    }
    StringBuilder line = new StringBuilder();
    line.append(done + failed).append(" of ").append(total).append(" done");
    if (failed > 0) {
      line.append(", ").append(failed).append(" failed");
    }
    double seconds = (clock.getAsLong() - begun) * 1e-9;
    double left = total - doneBefore - parts;
    if (parts > 0.05) {
      line.append(", about ").append(ProgressLine.duration(seconds / parts * left)).append(" left");
    }
    int others = running.size();
    for (Map.Entry<TrainingPlan, Double> one : running.entrySet()) {
      String next =
          String.format(
              Locale.ROOT,
              "%s%s %.0f%%",
              others == running.size() ? ": " : ", ",
              title(one.getKey()),
              100 * one.getValue());
      String rest = others > 1 ? ", +" + (others - 1) : "";
      if (line.length() + next.length() + rest.length() > COLUMNS) {
        break;
      }
      line.append(next);
      others--;
    }
    if (others > 0) {
      line.append(others == running.size() ? ", " + others + " running" : ", +" + others);
    }
    return line.substring(0, Math.min(COLUMNS, line.length()));
  }
}
