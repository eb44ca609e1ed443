package org.palaestra.environments.probe;

import org.palaestra.view.Canvas;

/** Paints the reward of a continuous probe over its action, and the action that was taken. */
final class ContinuousScene {

  private static final double WIDTH = 2; // world units for one unit of action
  private static final double TOP = 1.1;
  private static final double FLOOR = -1.15;
  private static final int PIECES = 48;
  private static final String[] TICKS = {"−1", "−0.5", "0", "0.5", "1"};

  private ContinuousScene() {}

  static void paint(
      Canvas canvas, ContinuousProbe probe, String title, float cue, boolean ended, float action) {
    canvas.world(-2.7, -2, 2.7, 2.1, ProbeColors.BACKGROUND);
    canvas.text(title, 0.3, 1.65, 0.18, Canvas.Align.CENTER, ProbeColors.TITLE);
    canvas.line(-WIDTH, FLOOR, WIDTH, FLOOR, 0.03, ProbeColors.EDGE);
    for (int tick = -2; tick <= 2; tick++) {
      double x = WIDTH * tick / 2;
      canvas.line(x, FLOOR, x, FLOOR - 0.08, 0.03, ProbeColors.EDGE);
      canvas.text(TICKS[tick + 2], x, FLOOR - 0.32, 0.14, Canvas.Align.CENTER, ProbeColors.LABEL);
    }
    double best = WIDTH * probe.target(cue);
    canvas.line(best, FLOOR, best, TOP, 0.02, ProbeColors.GOOD);
    for (int i = 0; i < PIECES; i++) {
      double from = 2.0 * i / PIECES - 1;
      double to = 2.0 * (i + 1) / PIECES - 1;
      canvas.line(
          WIDTH * from, height(probe, from), WIDTH * to, height(probe, to), 0.05, ProbeColors.NODE);
    }
    paintCue(canvas, cue, ended);
    double x = WIDTH * action;
    double y = ended ? height(probe, action) : FLOOR;
    canvas.beginEntity("agent", 0, x, y, 0);
    canvas.circle(x, y, 0.12, ProbeColors.AGENT);
    canvas.endEntity();
    if (ended) {
      double reward = probe.reward(action);
      canvas.number(
          "reward ",
          reward,
          "",
          0,
          FLOOR - 0.7,
          0.17,
          Canvas.Align.CENTER,
          reward < -0.25 ? ProbeColors.BAD : ProbeColors.GOOD);
    }
  }

  private static void paintCue(Canvas canvas, float cue, boolean ended) {
    canvas.beginEntity("cue", 0, -2.25, 1.7, 0);
    canvas.circle(-2.25, 1.7, 0.3, ended ? ProbeColors.END : ProbeColors.NODE_LIGHT);
    if (ended) {
      canvas.text("end", -2.25, 1.64, 0.12, Canvas.Align.CENTER, ProbeColors.INK);
    } else {
      canvas.number("", cue, "", -2.25, 1.61, 0.18, Canvas.Align.CENTER, ProbeColors.INK);
    }
    canvas.endEntity();
  }

  /** The lowest reward, −2.25, is at the bottom. */
  private static double height(ContinuousProbe probe, double action) {
    return TOP + (TOP - FLOOR) * probe.reward(action) / 2.25;
  }
}
