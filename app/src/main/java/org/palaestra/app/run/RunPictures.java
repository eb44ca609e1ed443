package org.palaestra.app.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.palaestra.training.RunFolder;

/** The pictures in the folder of a run, for whoever opens it and for the dashboard. */
public final class RunPictures {

  private static final String RETURNS = "episode/return";

  private RunPictures() {}

  /**
   * Draws how the returns of the training's episodes went, in place of a picture of before.
   *
   * @return where it is; empty where there are not two points to draw a line through
   * @throws IOException if it cannot be drawn on this machine, or not be written
   */
  public static Optional<Path> drawLearningCurve(RunFolder run) throws IOException {
    Metrics metrics = Metrics.of(run);
    if (!metrics.has(RETURNS) || metrics.get(RETURNS).size() < 2) {
      return Optional.empty();
    }
    Path file = run.pictures().resolve("learning-curve.png");
    List<Curve> curve = List.of(Curve.of(run.plan().agent(), List.of(run), RETURNS));
    try {
      CurveChart.write(file, run.plan().environment().title(), RETURNS, curve);
    } catch (LinkageError | InternalError e) {
      // Java's drawing without its native libraries, or without a font.
      throw new IOException("Java cannot draw on this machine: " + e, e);
    }
    return Optional.of(file);
  }

  /** Where a film of the agent goes, as it was after some environment steps. */
  public static Path film(RunFolder run, long steps) {
    return run.pictures().resolve(String.format(Locale.ROOT, "after-%d-steps.gif", steps));
  }
}
