package org.palaestra.environments.bandit;

import org.palaestra.view.Canvas;

/**
 * Paints one column for each arm: its mean as a bar, the best one golden, the last reward as a
 * coin.
 */
final class BanditScene {

  private static final double REACH = 4;
  private static final int ROOM = 0xff1f1b2e;
  private static final int[] PANEL = {0xff2d2843, 0xff332d4b};
  private static final int GRID = 0x20ffffff;
  private static final int ZERO = 0x80ffffff;
  private static final int TEXT = 0xffcfc8e6;
  private static final int[] BAR = {0xff5a86c9, 0xff86b0ea};
  private static final int[] BEST = {0xffc9962a, 0xfff3cf6a};
  private static final int PULLED = 0x30ffffff;
  private static final String[] LEVELS = {"−3", "−2", "−1", "0", "+1", "+2", "+3"};
  private static final int[] COIN = {0xff8a4b12, 0xfff28c38, 0xffffd0a0};

  private BanditScene() {}

  static void paint(Canvas canvas, double[] means, int best, int pulled, double reward) {
    int arms = means.length;
    double unit = Math.max(1, arms / 12.0); // wide rows of arms stay as high as they look
    double top = REACH * unit;
    canvas.world(-1.2 * unit, -top - 1.1 * unit, arms + 0.4 * unit, top + 0.4 * unit, ROOM);
    for (int i = 0; i < arms; i++) {
      canvas.rectangle(i, -top, 1, 2 * top, PANEL[i % 2]);
    }
    for (int level = -3; level <= 3; level++) {
      canvas.rectangle(0, (level - 0.01) * unit, arms, 0.02 * unit, level == 0 ? ZERO : GRID);
      canvas.text(
          LEVELS[level + 3],
          -0.3 * unit,
          (level - 0.13) * unit,
          0.26 * unit,
          Canvas.Align.RIGHT,
          TEXT);
    }
    if (pulled >= 0) {
      canvas.rectangle(pulled, -top, 1, 2 * top, PULLED);
    }
    for (int i = 0; i < arms; i++) {
      paintArm(canvas, i, clamp(means[i]) * unit, unit, i == best ? BEST : BAR);
      if (arms <= 24) {
        canvas.number(
            "",
            i,
            "",
            i + 0.5,
            -top - 0.6 * unit,
            0.3 * unit,
            Canvas.Align.CENTER,
            i == best ? BEST[1] : TEXT);
      }
    }
    if (pulled >= 0) {
      paintReward(canvas, pulled + 0.5, clamp(reward) * unit, unit);
    }
  }

  private static double clamp(double value) {
    return Math.max(-REACH + 0.2, Math.min(REACH - 0.2, value));
  }

  private static void paintArm(Canvas canvas, int id, double mean, double unit, int[] look) {
    double low = Math.min(0, mean);
    canvas.beginEntity("arm", id, id + 0.5, mean, 0);
    canvas.rectangle(id + 0.22, low, 0.56, Math.abs(mean), look[0]);
    canvas.rectangle(id + 0.22, low, 0.2, Math.abs(mean), look[1]);
    canvas.rectangle(id + 0.14, mean - 0.05 * unit, 0.72, 0.1 * unit, look[1]);
    canvas.endEntity();
  }

  private static void paintReward(Canvas canvas, double x, double y, double unit) {
    double size = Math.min(unit, 1.4) * 0.2;
    canvas.beginEntity("reward", 0, x, y, 0);
    canvas.circle(x, y, 1.15 * size, COIN[0]);
    canvas.circle(x, y, size, COIN[1]);
    canvas.circle(x - 0.3 * size, y + 0.3 * size, 0.4 * size, COIN[2]);
    canvas.endEntity();
  }
}
