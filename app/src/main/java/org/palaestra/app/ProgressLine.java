package org.palaestra.app;

import java.io.PrintWriter;
import java.util.Locale;
import org.palaestra.training.TrainingRun;

/**
 * Shows how far a training is: a bar that is drawn over itself on a terminal, and a plain line for
 * each tenth elsewhere.
 */
public final class ProgressLine implements TrainingRun.Listener {

  private static final int BAR = 24;

  private final PrintWriter out;
  private final boolean terminal;
  private long shownTenth = -1;
  private int width;

  /** Shows on {@code out}; {@code terminal} says whether a line can be drawn over. */
  public ProgressLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Shows on {@code err}, standard error. The launcher says in the property {@code
   * palaestra.terminal} whether that is a terminal, which Java itself cannot tell of one stream.
   */
  public static ProgressLine onStandardError(PrintWriter err) {
    return new ProgressLine(err, Boolean.getBoolean("palaestra.terminal"));
  }

  @Override
  public void progress(TrainingRun.Progress progress) {
    double done = (double) progress.steps() / progress.total();
    String figures =
        "%,d/%,d steps  %s steps/s  return %s  %s"
            .formatted(
                progress.steps(),
                progress.total(),
                speed(progress.stepsPerSecond()),
                Double.isNaN(progress.recentReturn())
                    ? "–"
                    : String.format(Locale.ROOT, "%.2f", progress.recentReturn()),
                left(progress));
    if (terminal) {
      int full = (int) Math.min(BAR, Math.round(done * BAR));
      String line =
          "▕"
              + "█".repeat(full)
              + "░".repeat(BAR - full)
              + "▏"
              + String.format(Locale.ROOT, "%3.0f%%  ", 100 * done)
              + figures;
      out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      out.flush();
      width = line.length();
    } else if ((long) (done * 10) > shownTenth) {
      shownTenth = (long) (done * 10);
      out.println(String.format(Locale.ROOT, "%3.0f%%  ", 100 * done) + figures);
      out.flush();
    }
  }

  /** Leaves the bar's line. */
  public void end() {
    if (terminal && width > 0) {
      out.println();
    }
  }

  private static String left(TrainingRun.Progress progress) {
    if (progress.steps() >= progress.total()) {
      return "done";
    }
    if (progress.stepsPerSecond() <= 0) {
      return "";
    }
    return duration((progress.total() - progress.steps()) / progress.stepsPerSecond()) + " left";
  }

  static String speed(double perSecond) {
    return perSecond >= 100
        ? String.format(Locale.ROOT, "%,.0f", perSecond)
        : String.format(Locale.ROOT, "%.1f", perSecond);
  }

  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? "%d min %02d s".formatted(whole / 60, whole % 60)
        : "%d h %02d min".formatted(whole / 3600, whole / 60 % 60);
  }
}
