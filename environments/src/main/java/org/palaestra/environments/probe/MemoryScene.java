package org.palaestra.environments.probe;

import org.palaestra.view.Canvas;

/** Paints what a memory probe shows, where on its way it is, and the cue that is to be kept. */
final class MemoryScene {

  private static final double LEFT = -2.2;
  private static final double RIGHT = 2.2;
  private static final double TRACK = -0.75;

  private MemoryScene() {}

  /**
   * Paints the scene.
   *
   * @param delay blank observations
   * @param steps how many steps were taken
   * @param cue −1 or 1, or 0 after the end
   */
  static void paint(Canvas canvas, int delay, int steps, int cue) {
    canvas.world(-2.7, -1.6, 2.7, 2, ProbeColors.BACKGROUND);
    canvas.text("act by the first cue", 0, 1.6, 0.2, Canvas.Align.CENTER, ProbeColors.TITLE);
    paintCard(canvas, steps == 0 ? cue : 0, steps == delay + 1, cue == 0);
    if (steps > 0 && cue != 0) {
      canvas.number(
          "to be remembered: ", cue, "", 0, -0.45, 0.13, Canvas.Align.CENTER, ProbeColors.LABEL);
    }
    paintTrack(canvas, delay, steps);
  }

  private static void paintCard(Canvas canvas, int shown, boolean act, boolean ended) {
    int rim = ended ? ProbeColors.END : act ? ProbeColors.AGENT : ProbeColors.NODE;
    canvas.beginEntity("card", 0, 0, 0.6, 0);
    canvas.rectangle(-0.75, -0.1, 1.5, 1.4, rim);
    canvas.rectangle(
        -0.69, -0.04, 1.38, 1.28, shown == 0 ? ProbeColors.BACKGROUND : ProbeColors.NODE_LIGHT);
    if (shown != 0) {
      canvas.number("", shown, "", 0, 0.37, 0.46, Canvas.Align.CENTER, ProbeColors.INK);
    } else if (act || ended) {
      canvas.text(
          act ? "act" : "end", 0, 0.46, 0.26, Canvas.Align.CENTER, act ? rim : ProbeColors.LABEL);
    }
    canvas.endEntity();
  }

  private static void paintTrack(Canvas canvas, int delay, int steps) {
    canvas.line(LEFT, TRACK, RIGHT, TRACK, 0.05, ProbeColors.EDGE);
    if (delay <= 40) {
      for (int i = 0; i <= delay + 2; i++) {
        canvas.circle(place(i, delay), TRACK, 0.06, ProbeColors.EDGE);
      }
    }
    label(canvas, "cue", place(0, delay));
    label(canvas, "act", place(delay + 1, delay));
    label(canvas, "end", place(delay + 2, delay));
    double x = place(steps, delay);
    canvas.beginEntity("agent", 0, x, TRACK, 0);
    canvas.circle(x, TRACK, 0.13, ProbeColors.AGENT);
    canvas.endEntity();
  }

  /** The end keeps its distance from the last step, however long the delay is. */
  private static double place(int step, int delay) {
    double act = delay < 6 ? LEFT + (RIGHT - LEFT) * (delay + 1) / (delay + 2) : RIGHT - 0.6;
    return step > delay + 1 ? RIGHT : LEFT + (act - LEFT) * step / (delay + 1);
  }

  private static void label(Canvas canvas, String text, double x) {
    canvas.text(text, x, TRACK - 0.42, 0.16, Canvas.Align.CENTER, ProbeColors.LABEL);
  }
}
